"""Dates of pages that neither state one nor show one near the headline."""

from __future__ import annotations

import pytest

from flows.parse.html.metadata import metadata
from flows.parse.html.page import open_page
from flows.parse.html.results import Metadata
from tests.timing import within

# Longer than what is read of the page around its headline.
STORY = "".join(f"<p>{'The ferry crossed the sound again on its usual way to the islands. ' * 4}</p>" for _ in range(4))


def read(before: str = "", behind: str = "") -> Metadata:
    return metadata(open_page(f"<body>{before}<div><h1>Ferry runs again</h1>{STORY}</div>{behind}</body>"))


@pytest.mark.parametrize(
    ("behind", "value", "source"),
    [
        ("<p>Published: 3 May 2024</p>", "3 May 2024", "date with a label"),
        ("<p>Erschienen am: 03.05.2024<br>Lesungen: 61</p>", "03.05.2024", "date with a label"),
        ("<p>Published</p><p>3 May 2024</p>", "3 May 2024", "date with a label"),
        ("<p>Anna<br>3. Mai 2024</p>", "3. Mai 2024", "date on its own line"),
        ('<script>window.page = {"publishedAt": "2024-05-03"}</script>', "2024-05-03", "json in a script"),
        ('<script>page = "{\\"publication_date\\":\\"2024-05-03\\"}"</script>', "2024-05-03", "json in a script"),
    ],
)
def test_found_behind_the_story(behind: str, value: str, source: str) -> None:
    found = read(behind=behind)
    assert (found.stated.get("date_published"), found.named_in.get("date_published")) == (value, source)


@pytest.mark.parametrize(
    "behind",
    [
        "<p>Last change: 3 May 2024</p>",
        "<p>© 3 May 2024 Example Times</p>",
        '<ol class="commentlist"><li><p>3 May 2024</p></li></ol>',
        '<div class="upcoming-events"><p>3 May 2024</p></div>',
        "<nav><p>3 May 2024</p></nav>",
        "<p>The ferry will be shown to the public on 3 May 2024, at the old quay, with music.</p>",
    ],
)
def test_dates_of_something_else_are_none(behind: str) -> None:
    found = read(behind=behind)
    assert found.named_in.get("date_published") not in ("date with a label", "date on its own line")


def test_date_behind_the_headline_goes_before_one_over_it() -> None:
    found = read("<header><p>1 June 2025</p></header>", "<p>3 May 2024</p>")
    assert found.stated["date_published"] == "3 May 2024"


def test_layout_named_after_its_sidebar_is_no_region_of_others() -> None:
    found = read(behind='<div class="with-sidebar"><p>3 May 2024</p></div>')
    assert found.stated["date_published"] == "3 May 2024"


@pytest.mark.parametrize(
    "attack",
    [
        "<div class=comments>" + "<p>3 May 2024</p>" * 20_000 + "</div>",
        "<div class=comment>" * 2_000 + "<p>3 May 2024</p>" + "x " * 40_000,
        "<p>" + "2024 " * 40_000 + "</p>",
        "<script>" + '"published":"' * 20_000 + "</script>",
        "<p>Published:</p>" * 20_000,
    ],
)
def test_linear_time(attack: str) -> None:
    page = open_page(f"<h1>Ferry runs again</h1>{attack}")
    within(2, lambda: metadata(page))
