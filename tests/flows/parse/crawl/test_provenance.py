"""What an archive says of a page goes into its draft, behind what the page says itself."""

from datetime import date

import pytest

from flows.parse.crawl.provenance import published_after_fetched, tell_origin
from flows.parse.model import Draft
from tests.flows.parse.crawl.archives import DATE, URL

CONTEXT = {"archive": "WARC/1.1", "url": URL, "fetched": DATE}


def test_the_address_fetched_is_the_articles_unless_the_page_names_its_own() -> None:
    silent, naming = (
        Draft("", "html", "html"),
        Draft("", "html", "html", {"uri": "https://a.example/"}, {"uri": "canonical"}),
    )
    tell_origin(silent, CONTEXT)
    tell_origin(naming, CONTEXT)
    assert (silent.stated["uri"], silent.path_hint) == (URL, URL)
    assert (naming.stated["uri"], naming.path_hint) == ("https://a.example/", "https://a.example/")
    assert [row.value for row in naming.evidence if row.field == "uri"] == [URL]
    assert silent.extra == {"crawl": CONTEXT}


def test_the_archives_own_name_is_no_hint() -> None:
    draft = Draft("", "html", "html", path_hint="/crawls/20240517.warc.gz")
    tell_origin(draft, {"archive": "ARC/1"})
    assert draft.path_hint == ""


def test_a_page_from_elsewhere_is_left_alone() -> None:
    draft = Draft("", "html", "html", path_hint="/news/2020/a.html")
    tell_origin(draft, {"url": URL})
    assert draft == Draft("", "html", "html", path_hint="/news/2020/a.html")


def test_state_of_the_record_is_evidence() -> None:
    draft = Draft("", "html", "html")
    tell_origin(draft, CONTEXT | {"digest": "sha1:A", "digest_of": "block", "truncated": "length", "notes": "odd"})
    rows = {(row.field, row.method): row for row in draft.evidence}
    assert rows["date_published", "fetched"].value == DATE
    assert rows["article_body", "archive_digest"].confidence == 1.0
    assert rows["article_body", "archive_record"].note == "odd"
    assert "length" in str(rows["is_truncated", "archive_truncated"].note)


@pytest.mark.parametrize(
    ("published", "doubtful"),
    [
        (None, False),
        (date(2019, 12, 31), False),
        (date(2020, 1, 2), False),
        (date(2020, 1, 3), False),
        (date(2020, 1, 4), True),
    ],
)
def test_no_page_is_published_after_it_was_fetched(published: date | None, doubtful: bool) -> None:
    assert bool(published_after_fetched(published, CONTEXT)) == doubtful
    assert published_after_fetched(published, {}) is None
