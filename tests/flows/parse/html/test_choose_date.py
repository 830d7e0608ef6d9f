"""When it was published: what the page states, what it shows, and what is no such date."""

from __future__ import annotations

import json

import pytest

from flows.parse.html.metadata import metadata
from flows.parse.html.page import open_page
from flows.parse.html.results import Metadata


def read(body: str = "", head: str = "", language: str = "", **article: object) -> Metadata:
    script = json.dumps({"@type": "NewsArticle", **article}) if article else ""
    if script:
        head += f'<script type="application/ld+json">{script}</script>'
    root = f'<html lang="{language}">' if language else "<html>"
    return metadata(open_page(f"{root}<head>{head}</head><body><h1>Ferry runs again</h1>{body}</body></html>"))


@pytest.mark.parametrize(
    ("body", "value"),
    [
        ("<p>Published: 3 May 2024</p>", "3 May 2024"),
        ("<p>3. Mai 2024</p>", "3. Mai 2024"),
        ("<div class=date><span>May</span><span>3,</span><span>2024</span></div>", "May 3, 2024"),
        ('<time datetime="2024-05-03T15:47:42+02:00">yesterday</time>', None),
        ('<time datetime="2024-05-03T15:47:42+02:00">3 May 2024</time>', "2024-05-03T15:47:42+02:00"),
        ('<time datetime="2024-05-03T15:47:42+02:00"></time>', "2024-05-03T15:47:42+02:00"),
        ("<p>© 2024 Example Times</p>", None),
        ("<p>The event is open until 3 May 2024</p>", None),
        ('<div class="comments"><time datetime="2024-05-03">3 May 2024</time></div>', None),
        ("<p>The ferry, which first sailed on 3 May 1924 from the old quay, is back.</p>", None),
    ],
)
def test_date_near_the_headline(body: str, value: str | None) -> None:
    found = read(body).stated.get("date_published")
    if value is None:
        assert found is None or "yesterday" in body
    else:
        assert str(found).startswith(value)


def test_finer_time_of_the_same_day_is_taken() -> None:
    head = '<meta property="article:published_time" content="2024-05-03T15:47:42+02:00">'
    found = read(head=head, datePublished="2024-05-03")
    assert found.stated["date_published"] == "2024-05-03T15:47:42+02:00"
    assert found.named_in["date_published"] == "article:published_time"


def test_surer_source_decides_the_day_and_the_other_has_a_row() -> None:
    found = read("<p>Published: 4 May 2024</p>", datePublished="2024-05-03T15:47:42Z")
    assert found.stated["date_published"] == "2024-05-03T15:47:42Z"
    assert any(row.field == "date_published" and "4 May 2024" in (row.value or "") for row in found.evidence)


def test_midnight_means_that_only_the_day_is_known() -> None:
    assert read(datePublished="2024-05-03T00:00:00+09:00").stated["date_published"] == "2024-05-03"


@pytest.mark.parametrize(("language", "day"), [("de", "2024-05-04"), ("en-GB", "2024-05-04"), ("en-US", "04/05/2024")])
def test_two_small_numbers_go_by_the_language(language: str, day: str) -> None:
    assert read("<p>04/05/2024</p>", language=language).stated["date_published"] == day


@pytest.mark.parametrize("value", ["1970-01-01T00:00:00Z", "0001-01-01", "2024", "soon", ""])
def test_no_date(value: str) -> None:
    assert "date_published" not in read(datePublished=value).stated


def test_dates_as_programs_print_them() -> None:
    assert read(datePublished="Fri May 03 15:47:42 2024").stated["date_published"] == "May 03, 2024 15:47:42"


def test_path_is_the_last_resort() -> None:
    head = '<link rel="canonical" href="https://times.example/2024/05/03/ferry">'
    found = read(head=head)
    assert found.stated["date_published"] == "2024-05-03"
    assert found.named_in["date_published"] == "path of link:canonical"


def test_update_is_the_modification() -> None:
    found = read("<p>Published 3 May 2024, updated 5 May 2024</p>")
    assert str(found.stated["date_published"]).startswith("3 May 2024")
    assert str(found.stated["date_modified"]).startswith("5 May 2024")


def test_shown_date_that_is_earlier_by_days_goes_before_the_data_of_a_move() -> None:
    found = read("<p>8 Oct 2022</p>", datePublished="2022-10-24T12:40:59+00:00")
    assert found.stated["date_published"] == "8 Oct 2022"


@pytest.mark.parametrize(
    ("shown", "article"),
    [
        ("9 Oct 2022", {"datePublished": "2022-10-08T12:40:59+00:00"}),  # later: a change, as a rule
        ("7 Oct 2022", {"datePublished": "2022-10-08T02:40:59+00:00"}),  # the same evening, further west
        ("Updated: 1 Oct 2022", {"datePublished": "2022-10-08T12:40:59+00:00"}),
        ("1 Oct 2022", {"datePublished": "2022-10-08T12:40:59+00:00", "dateModified": "2022-10-01T10:00:00+00:00"}),
        ("08/10/2022", {"datePublished": "2022-10-08T12:40:59+00:00"}),
    ],
)
def test_stated_date_stays(shown: str, article: dict[str, object]) -> None:
    found = read(f"<p>{shown}</p>", **article)
    assert found.stated["date_published"] == article["datePublished"]


def test_language_of_xhtml_tells_how_days_and_months_stand() -> None:
    markup = '<html xml:lang="en-GB"><body><h1>Ferry runs again</h1><p class="date">04/05/2024</p></body></html>'
    assert metadata(open_page(markup)).stated["date_published"] == "2024-05-04"


def test_address_of_a_canonical_link_outside_the_head() -> None:
    markup = (
        '<head><p>stray</p><link rel="canonical" href="https://times.example/2024/05/03/ferry/"></head>'
        "<h1>Ferry runs again</h1>"
    )
    assert metadata(open_page(markup)).stated["date_published"] == "2024-05-03"


def test_date_inside_a_quoted_post_is_not_the_articles() -> None:
    found = read("<blockquote><p>Well done!</p><p>May 2, 2020</p></blockquote>", datePublished="2020-05-04T14:50:00Z")
    assert found.stated["date_published"] == "2020-05-04T14:50:00Z"


def test_class_navy_is_no_navigation() -> None:
    found = read('<p>Published <span class="text-navy">3 May 2024</span></p>')
    assert found.stated["date_published"] == "3 May 2024"
