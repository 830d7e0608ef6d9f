"""What a page states about its article, weighed: whole pages of invented sites."""

from __future__ import annotations

import json

import pytest

from flows.parse.html.metadata import metadata
from flows.parse.html.page import open_page
from flows.parse.html.results import Metadata

ARTICLE = {
    "@type": "NewsArticle",
    "headline": "Ferry runs again - Example Times",
    "alternativeHeadline": "After a winter in dock",
    "description": "The ferry is back.",
    "author": [{"@type": "Person", "name": "Ada Moor"}, {"@type": "Person", "name": "Jon Pike"}],
    "datePublished": "2024-05-03T15:47:42+02:00",
    "dateModified": "2024-05-04T08:00:00Z",
    "publisher": {"@type": "Organization", "name": "Example Times"},
    "articleSection": "Coast",
    "keywords": ["ferry", "harbour"],
    "isAccessibleForFree": "False",
    "image": {"url": "https://times.example/ferry.jpg"},
    "articleBody": "<p>" + "The ferry crosses the sound once more. " * 5 + "</p>",
}
PAGE = """<!doctype html><html lang="en-GB"><head><title>Ferry runs again | Example Times</title>
<link rel="canonical" href="/coast/ferry"><meta property="og:url" content="https://times.example/coast/ferry">
<meta property="og:title" content="Ferry runs again"><meta property="og:type" content="article">
<meta property="og:site_name" content="Example Times"><script type="application/ld+json">{}</script></head>
<body><header><h1><a href="/">Example Times</a></h1></header><article><h1>Ferry runs again</h1>
<p class="byline">By Ada Moor and Jon Pike</p><time datetime="2024-05-03T15:47">3 May 2024</time>
<p>The ferry crosses the sound once more.</p></article></body></html>"""


def read(markup: str, url: str | None = None) -> Metadata:
    return metadata(open_page(markup, url))


def page(body: str, head: str = "") -> str:
    return f"<html><head>{head}</head><body>{body}</body></html>"


@pytest.fixture(scope="module")
def whole() -> Metadata:
    return read(PAGE.replace("{}", json.dumps(ARTICLE)))


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("headline", "Ferry runs again"),
        ("alternative_headline", "After a winter in dock"),
        ("abstract", "The ferry is back."),
        ("authors", ["Ada Moor", "Jon Pike"]),
        ("byline", "By Ada Moor and Jon Pike"),
        ("date_published", "2024-05-03T15:47:42+02:00"),
        ("date_modified", "2024-05-04T08:00:00Z"),
        ("publisher", "Example Times"),
        ("article_section", "Coast"),
        ("keywords", ["ferry", "harbour"]),
        ("uri", "https://times.example/coast/ferry"),
        ("in_language", "en-GB"),
    ],
)
def test_column(whole: Metadata, column: str, value: object) -> None:
    assert whole.stated[column] == value
    assert whole.named_in[column]


def test_what_no_column_takes_is_extra(whole: Metadata) -> None:
    assert whole.extra == {
        "is_accessible_for_free": False, "json_ld_type": "NewsArticle", "image": "https://times.example/ferry.jpg"
    }  # fmt: skip
    assert whole.types == ("NewsArticle", "og:article")
    assert whole.article_body is not None
    assert whole.article_body.startswith("The ferry crosses")


def test_page_that_states_nothing_gives_nothing() -> None:
    found = read("<p>Only a line.</p>")
    assert found.stated == {}
    assert found.article_body is None


def test_each_loser_has_a_row_with_the_reason() -> None:
    found = read(page("<h1>Ferry runs again to the island</h1>", '<meta property="og:title" content="Ahoy, ferry!">'))
    assert found.stated["headline"] == "Ferry runs again to the island"
    (row,) = [row for row in found.evidence if row.field == "headline"]
    assert (row.value, row.method) == ("Ahoy, ferry!", "og:title")
    assert row.note is not None
    assert row.note.startswith("not used: ")


def test_address_is_absolute_or_none() -> None:
    assert "uri" not in read(page("", '<link rel="canonical" href="/ferry">')).stated
    found = read(page("", '<link rel="canonical" href="/ferry">'), "https://times.example/x")
    assert found.stated["uri"] == "https://times.example/ferry"


def test_canonical_link_to_the_front_page_is_passed_over() -> None:
    head = (
        '<link rel="canonical" href="https://times.example/"><meta property="og:url" content="https://times.example/a">'
    )
    assert read(page("", head)).stated["uri"] == "https://times.example/a"


def test_cut_off_description_gives_way_to_the_fuller_one() -> None:
    head = (
        '<meta property="og:description" content="The ferry is back after...">'
        '<meta name="description" content="The ferry is back after a winter in dock.">'
    )
    assert read(page("", head)).stated["abstract"] == "The ferry is back after a winter in dock."


def test_agency_among_the_authors_is_the_credit() -> None:
    found = read(page("", '<meta name="author" content="Ada Moor, Reuters">'))
    assert found.stated["authors"] == ["Ada Moor"]
    assert found.stated["credit"] == "Reuters"


@pytest.mark.parametrize(
    "markup",
    [
        "<h1>Ferry</h1>" + "<div>" * 10_000 + "text",
        "<h1>" + "<span class=kicker>" * 3_000 + "Ferry runs again",
        "<title>" + " - ".join(["a"] * 50_000) + "</title><h1>" + "word " * 200_000 + "</h1>",
        "<h1>Ferry runs</h1>" + "<p></p>" * 50_000,
        "<h1>x</h1>" + "<div class=author>By</div>" * 20_000,
        "<h1>x</h1>" + '<span itemprop="author datePublished">A</span>' * 20_000,
        '<meta property="og:title" content="T">' * 20_000,
        '<h1>x</h1><meta name=author content="' + "A and " * 3_000 + '">',
        "\0<h1>\0a</h1>",
        "",
    ],
    ids=["deep", "spans", "separators", "empty", "authors", "items", "metas", "ands", "nul", "nothing"],
)
def test_hostile_pages_end(markup: str) -> None:
    metadata(open_page(markup))
