"""Who wrote it: names out of fields and lines, and which source is believed."""

from __future__ import annotations

import json

import pytest

from flows.parse.html.author_names import names_in_line, stated_names
from flows.parse.html.metadata import metadata
from flows.parse.html.page import open_page


def authors(body: str = "", head: str = "", article: dict[str, object] | None = None) -> object:
    script = f'<script type="application/ld+json">{json.dumps(article)}</script>' if article else ""
    site = '<meta property="og:site_name" content="Example Times">'
    markup = f"<html><head>{site}{head}{script}</head><body><h1>Ferry runs again</h1>{body}</body></html>"
    return metadata(open_page(markup)).stated.get("authors")


@pytest.mark.parametrize(
    ("value", "names"),
    [
        ("Anna Moor", ["Anna Moor"]),
        ("By Anna Moor and John Pike", ["Anna Moor", "John Pike"]),
        ("Anna Moor, John Pike & Lisa Rood", ["Anna Moor", "John Pike", "Lisa Rood"]),
        ("Anna Moor und John Pike, dpa", ["Anna Moor", "John Pike", "dpa"]),
        ("Anna Moor (am)", ["Anna Moor"]),
        ("Anna Moor, Senior Editor, Coast Desk", ["Anna Moor"]),
        ("Anna Moor, MD", ["Anna Moor, MD"]),
        ("Moor, Anna T.", ["Moor, Anna T."]),
        ("Anna Moor https://times.example/anna @anna", ["Anna Moor"]),
        ("Bureau of Docks and Piers", ["Bureau of Docks and Piers"]),
        ("Pike & Pike", ["Pike & Pike"]),
        ("sailor", ["sailor"]),
        ("admin", []),
        ("undefined", []),
        ("https://social.example/times", []),
        ("83c1b2d4e5f60718293a4b5c", []),
    ],
)
def test_names_of_a_field(value: str, names: list[str]) -> None:
    assert stated_names(value) == names


@pytest.mark.parametrize(
    ("line", "marked", "names"),
    [
        ("By Anna Moor", False, ["Anna Moor"]),
        ("3 May 2024 · von Anna Moor", False, ["Anna Moor"]),
        ("Anna Moor", False, []),
        ("Anna Moor", True, ["Anna Moor"]),
        ("Anna Moor Staff Writer", True, ["Anna Moor"]),
        ("By Anna Moor on May 3, 2024", True, ["Anna Moor"]),
        ("Written by", True, []),
        ("5 min read", True, []),
        ("May 3", True, []),
        ("Follow us", True, []),
        ("By the time the ferry left, all was quiet", False, []),
        ("Updated by Anna Moor", True, []),
    ],
)
def test_names_of_a_line(line: str, marked: bool, names: list[str]) -> None:
    assert names_in_line(line, marked=marked) == names


def test_persons_of_the_page_s_data_go_first() -> None:
    article = {"@type": "Article", "author": {"@type": "Person", "name": "Anna Moor"}}
    assert authors('<p class="author">Anna Moor, Pilot</p>', article=article) == ["Anna Moor"]


def test_byline_that_readers_see_goes_before_whoever_uploaded_it() -> None:
    article = {"@type": "Article", "author": {"@type": "Person", "name": "KatieS"}}
    assert authors("<p>By John Pike</p>", article=article) == ["John Pike"]


def test_site_s_own_name_is_no_author_of_a_blog() -> None:
    article = {"@type": "BlogPosting", "author": {"@type": "Organization", "name": "Example Times"}}
    assert authors(article=article) is None


def test_site_s_own_name_is_the_author_where_the_byline_shows_it() -> None:
    article = {"@type": "BlogPosting", "author": {"@type": "Organization", "name": "Example Times"}}
    assert authors('<p class="byline">Example Times</p>', article=article) == ["Example Times"]


def test_byline_over_two_lines() -> None:
    assert authors("<div>By</div><div>Anna Moor</div>") == ["Anna Moor"]


def test_authors_of_comments_and_related_articles_are_not_taken() -> None:
    body = (
        '<p>The ferry is back.</p><div class="comments"><span class="author">Anna Moor</span></div>'
        '<div class="related"><a rel="author">John Pike</a></div>'
    )
    assert authors(body) is None


def test_author_box_behind_the_text() -> None:
    body = (
        "<article>"
        + "<p>The ferry is back.</p>" * 3
        + '<div class="author-box"><a rel="author">Anna Moor</a></div></article>'
    )
    assert authors(body) == ["Anna Moor"]


def test_twitter_label_names_the_writer() -> None:
    head = '<meta name="twitter:label1" content="Written by"><meta name="twitter:data1" content="Anna Moor">'
    assert authors(head=head) == ["Anna Moor"]
    assert authors(head=head.replace("Written by", "Reading time")) is None


@pytest.mark.parametrize("line", ["Text: Anna Moor", "<b>Author:</b> Anna Moor", "Autoren Anna Moor und John Pike"])
def test_label_behind_the_text_names_the_writer(line: str) -> None:
    found = authors("<p>The ferry is back in the harbour after a winter in dock.</p>" * 9 + f"<p>{line}</p>")
    assert found == (["Anna Moor", "John Pike"] if "Pike" in line else ["Anna Moor"])


def test_labels_that_disagree_name_nobody() -> None:
    assert authors(f"<p>{'The ferry is back. ' * 12}</p>" * 9 + "<p>By Anna Moor</p><p>By John Pike</p>") is None


def test_byline_of_the_site_gives_way_to_a_person_further_down() -> None:
    body = "<p>By Example Times</p><p>3 May 2024</p><p>Written by: Anna Moor</p>"
    assert authors(body) == ["Anna Moor"]


def test_person_shown_goes_before_the_user_name_that_data_state() -> None:
    article: dict[str, object] = {"@type": "NewsArticle", "author": {"name": "KatieS"}}
    assert authors("<p>By Wenonah Moorcroft</p>", article=article) == ["Wenonah Moorcroft"]


def test_site_and_name_in_one_field() -> None:
    assert authors(head='<meta name="author" content="Example Times - Anna Moor">') == ["Anna Moor"]


def test_bare_name_right_under_the_headline() -> None:
    assert authors("<p>Anna Moor</p><p>The ferry crossed the sound again.</p>") == ["Anna Moor"]


def test_other_labels_are_no_names() -> None:
    assert authors("<p>Autor: Anna Moor | Datum: 03. Mai</p>") == ["Anna Moor"]


def test_name_that_no_list_knows_behind_a_label_with_a_colon() -> None:
    story = "".join(f"<p>{'The ferry crossed the sound again on its usual way. ' * 5}</p>" for _ in range(4))
    assert authors(f"{story}<p><b>Text:</b> Klausmartin Moorbach</p>") == ["Klausmartin Moorbach"]


def test_sentence_that_names_the_writer() -> None:
    assert authors("<p>This post was written by Anna Moor, MD, surgeon</p>") == ["Anna Moor, MD"]
