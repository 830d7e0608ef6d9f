"""The article cut out of its page: pages of invented papers."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flows.parse.html import rivals
from flows.parse.html.body import extract
from flows.parse.html.page import open_page
from flows.parse.html.results import Extraction, Metadata
from schemas.vocabularies import BLOCK_KINDS, BODY_KINDS
from tests.timing import TRIES, within

FIRST = "The harbour council of Ostvik voted on Tuesday to rebuild the old pier, which a storm broke in two in March."
SECOND = "Work is to begin in spring and will cost about four million crowns, the council's chair Marit Lund said."
THIRD = "Fishers had asked for the repair since the storm, because their boats have had to lie in Nordby since then."
TEXT = f"<p>{FIRST}</p><p>{SECOND}</p><p>{THIRD}</p>"


MARKUP = (
    "<div>", "</div>", "<p>", "</p>", "<br>", "<li>", "<table>", "<td>", "<a href=x>", "</a>", "<h2>", "text. ",
    "<blockquote class=twitter-tweet>", "<figure>", "<img src=a>", " ", "<figcaption>", "<span class=ad>", "</span>",
    FIRST, "<aside>", "<dl><dt>",
)  # fmt: skip


@pytest.fixture(autouse=True)
def _no_other_extractors(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rivals, "_installed", lambda package: False)


def cut(markup: str, known: Metadata | None = None) -> Extraction:
    return extract(open_page(markup), known or Metadata())


def body(markup: str) -> list[str]:
    return [block.text for block in cut(markup).blocks if block.kind in BODY_KINDS]


def kinds(markup: str) -> dict[str, str]:
    return {block.text: block.kind for block in cut(markup).blocks}


def test_an_article_among_navigation_and_teasers() -> None:
    page = f"""<html><head><title>Pier to be rebuilt – Ostvik Courier</title></head><body>
      <nav><a href="/">Home</a> <a href="/news">News</a></nav><h1>Pier to be rebuilt</h1>
      <div class="article-body">{TEXT}</div>
      <div class="related-stories"><h3>More stories</h3><p>A ferry ran aground near Nordby.</p></div>
      <footer><p>© Ostvik Courier</p></footer></body></html>"""
    assert body(page) == [FIRST, SECOND, THIRD]
    assert kinds(page)["Pier to be rebuilt"] == "headline"


def test_a_body_in_sibling_containers_is_one() -> None:
    page = f"""<body><h1>Pier</h1><div class="x"><div class="part"><p>{FIRST}</p></div><div class="ad-slot">Buy!</div>
      <div class="part"><p>{SECOND}</p></div><div class="part"><p>{THIRD}</p></div></div></body>"""
    assert body(page) == [FIRST, SECOND, THIRD]


def test_a_heading_between_the_parts_of_a_body_is_kept() -> None:
    page = f"""<body><h1>Pier</h1><div><div><p>{FIRST}</p><p>{SECOND}</p></div><h2>The fishers</h2>
      <div><p>{THIRD}</p></div></div></body>"""
    assert body(page) == [FIRST, SECOND, "The fishers", THIRD]


def test_text_without_paragraphs() -> None:
    assert body(f"<body><div>{FIRST}<br><br>{SECOND}<br/>{THIRD}</div></body>") == [FIRST, f"{SECOND}\n{THIRD}"]


def test_kinds_of_blocks() -> None:
    page = f"""<body><article><h1>Pier to be rebuilt</h1><p class="standfirst">Council votes for the repair</p>
      <p class="byline">By Liv Berg</p><p>{FIRST}</p><h2>The cost</h2><p>{SECOND}</p><ul><li>New piles of oak</li></ul>
      <figure><img src="/pier.jpg"><figcaption>The pier in March</figcaption></figure>
      <blockquote><p>{THIRD}</p></blockquote><p>The council meets again in May.</p></article></body>"""
    found = kinds(page)
    assert found["Council votes for the repair"] == "alternative_headline"
    assert found["By Liv Berg"] == "byline"
    assert (found["The cost"], found["New piles of oak"]) == ("heading", "list_item")
    assert found["The pier in March"] == "caption"
    assert found[THIRD] == "paragraph"


@pytest.mark.parametrize(
    "junk",
    [
        "<aside><p>Sign up and get the harbour news by mail each morning.</p></aside>",
        '<div class="newsletterSignup"><p>The harbour news, each morning, by mail.</p></div>',
        '<div hidden><p>This is only shown to those who log in.</p></div>',
        '<p style="display: none">This is only shown to those who log in.</p>',
        '<div aria-hidden="true">An ornament made of words.</div>',
        "<p><a href='/ferry'>Ferry runs aground near Nordby</a></p>",
        "<p>Read more: <a href='/ferry'>Ferry runs aground near Nordby</a></p>",
        "<p>Hintergrund: <a href='/f'>Die Fähre lief vor Nordby auf Grund</a></p>",
        "<p>Czytaj więcej</p>",
        "<ul><li><a href='/a'>Ferry aground</a></li><li><a href='/b'>Whale seen in the fjord</a></li></ul>",
        "<p>We may earn a commission if you buy something.</p>",
    ],
)  # fmt: skip
def test_junk_inside_the_article_is_no_body(junk: str) -> None:
    assert body(f"<body><h1>Pier</h1><div><p>{FIRST}</p><p>{SECOND}</p>{junk}<p>{THIRD}</p></div></body>") == [
        FIRST, SECOND, THIRD,
    ]  # fmt: skip


@pytest.mark.parametrize(
    "below",
    [
        "<h3>Related articles</h3><p>A ferry ran aground near Nordby on Monday, and nobody was hurt.</p>",
        "<h2>Kommentare</h2><p>Das wurde auch Zeit, schreibt ein Leser aus Nordby.</p>",
        "<p>Liv Berg is a reporter for the Courier and covers the coast.</p>",
        "<h3>Tags</h3>",
        "<p>Ostvik Courier</p>",
    ],
)
def test_what_stands_below_is_cut_off(below: str) -> None:
    assert body(f"<body><h1>Pier</h1><div>{TEXT}{below}</div></body>") == [FIRST, SECOND, THIRD]


def test_junk_keeps_its_reason() -> None:
    blocks = cut(f"<body><div><p>{FIRST}</p><div class='share-bar'>Share it</div><p>{SECOND}</p></div></body>").blocks
    assert [(block.kind, block.reason) for block in blocks if block.text == "Share it"] == [("boilerplate", "share")]


@pytest.mark.parametrize("name", ["widget-container", "sidebar", "modal", "content-nav", "paywall", "has-related"])
def test_a_name_is_not_believed_where_the_article_is_inside(name: str) -> None:
    assert body(f'<body><div class="{name}">{TEXT * 2}</div></body>')[:3] == [FIRST, SECOND, THIRD]


def test_the_article_of_the_headline_among_other_articles() -> None:
    others = "".join(
        f"<article><p>Another story, number {n}, which is a good deal longer than the one that the page is about, as "
        "such stories often are, and which tells of whales, ferries and lighthouses at length.</p></article>"
        for n in range(4)
    )
    page = f"""<html><head><title>Pier to be rebuilt | Courier</title></head><body><h1>Courier</h1><div>
      <article><h1>Pier to be rebuilt</h1><p>{FIRST}</p></article>{others}</div></body></html>"""
    assert body(page) == [FIRST]


def test_table_rows_and_code_are_text() -> None:
    page = f"""<body><p>{FIRST}</p>
      <table><tr><th>Team</th><th>Points</th></tr><tr><td>Ostvik</td><td>12</td></tr></table>
      <p>{SECOND}</p><pre>pier = 1\n  + 2</pre><p>{THIRD}</p></body>"""
    assert body(page) == [FIRST, "Team | Points", "Ostvik | 12", SECOND, "pier = 1\n  + 2", THIRD]


def test_questions_and_answers_of_an_interview() -> None:
    page = f"<body><h1>Talk</h1><dl><dt>What next?</dt><dd>{FIRST}</dd><dt>And then?</dt><dd>{SECOND}</dd></dl></body>"
    assert body(page) == ["What next?", FIRST, "And then?", SECOND]


def test_a_post_is_an_embed_and_no_paragraph() -> None:
    page = f"""<body><div><p>{FIRST}</p><blockquote class="twitter-tweet"><p>The pier comes back!</p>— Marit Lund
      (@maritlund) <a href="https://twitter.com/maritlund/status/123456789012?ref_src=x">March 3, 2021</a></blockquote>
      <p>{SECOND}</p></div></body>"""
    found = cut(page)
    assert [block.kind for block in found.blocks] == ["paragraph", "embed", "paragraph"]
    (post,) = found.embeds
    assert (post.platform, post.author_name, post.author_handle) == ("x", "Marit Lund", "maritlund")
    assert (str(post.posted_on), post.text) == ("2021-03-03", "The pier comes back!")
    assert post.url == "https://twitter.com/maritlund/status/123456789012"


def test_the_statement_of_the_page_wins_where_there_is_hardly_any_text() -> None:
    found = cut("<body><h1>Pier</h1><p>Loading.</p></body>", Metadata(article_body=f"{FIRST}\n\n{SECOND}"))
    assert found.method == "json_ld.articleBody"
    assert [block.text for block in found.blocks if block.kind == "paragraph"] == [FIRST, SECOND]
    assert found.evidence[0].note and "paragraph_clusters" in found.evidence[0].note


def test_confidence_tells_much_from_little() -> None:
    assert cut(f"<body>{TEXT * 5}</body>").confidence > 0.9
    assert cut("<body><p>Loading.</p></body>").confidence < 0.1


@pytest.mark.parametrize("markup", ["", "x", "<", "<frameset><frame src=a></frameset>", "<!-- -->", "<body><p>"])
def test_no_page_is_too_poor(markup: str) -> None:
    assert cut(markup).confidence == 0


@settings(deadline=None, max_examples=60)
@given(st.lists(st.sampled_from(MARKUP)))
def test_any_markup_gives_clean_blocks(parts: list[str]) -> None:
    for block in cut("".join(parts)).blocks:
        assert block.kind in BLOCK_KINDS
        assert block.text and block.text == block.text.strip()


def test_a_long_aside_is_cut_without_a_trailing_blank() -> None:
    found = [cut("<aside>" + "x" * length + " " + FIRST * 9).blocks for length in range(1, 60)]
    assert all(block.text == block.text.strip() for blocks in found for block in blocks)


SLOW = {
    "10,000 nested boxes": "<div>" * 10_000 + TEXT,
    "10,000 nested boxes with a name": "<div class=sidebar>" * 10_000 + TEXT,
    "100,000 empty paragraphs": "<p></p>" * 100_000 + TEXT,
    "a text node of 16 MB": f"<p>{FIRST} {'x' * 16_000_000}",
    "pictures in one figure": "<figure>" + "<img src=a.jpg>" * 10_000 + f"</figure>{TEXT}",
    "tables in tables": "<table><tr><td>" * 2_000 + TEXT,
    "half a million line breaks": "<br>" * 500_000 + TEXT,
}


@pytest.mark.parametrize("name", SLOW)
def test_attack_pages_are_read_in_time_and_keep_their_text(name: str) -> None:
    pages = iter([open_page(SLOW[name]) for _ in range(TRIES)])  # a page is taken apart
    found = within(2, lambda: extract(next(pages), Metadata()))
    assert any(FIRST in block.text for block in found.blocks if block.kind == "paragraph")


SHORT = "A vote that divided the council filled the town hall of Ostvik to the last seat"
LEAD = (
    "The pier at Ostvik, where boats from three counties have landed their catch for a hundred and twelve years, is to "
    "be rebuilt in oak, as it was, after a vote that divided the council and filled the town hall"
)


def test_a_standfirst_as_long_as_a_paragraph_is_text() -> None:
    page = "<article><h1>The pier is rebuilt</h1><h2 class=standfirst>{}</h2><div>{}</div></article>"
    assert body(page.format(LEAD, TEXT))[0] == LEAD
    assert kinds(page.format(SHORT, TEXT))[SHORT] == ("alternative_headline")


def test_a_container_named_after_a_picture_is_no_caption() -> None:
    assert (
        body(f"<div class=media-caption>{TEXT}<p>{LEAD}.</p><p>{LEAD}, at last.</p><p>{LEAD}, too.</p></div>")[0]
        == FIRST
    )


def test_a_paragraph_named_as_the_text_is_not_the_whole_text() -> None:
    named = TEXT.replace("<p>", "<p class=bodytext>")
    assert len(body(f"<main><h1>The pier is rebuilt</h1>{named}</main>")) == len(body(f"<main>{TEXT}</main>"))


def test_an_address_on_a_line_of_its_own_is_text() -> None:
    address = "https://www.ostvik.example/pier"
    assert address in body(f"<div>{TEXT}<p><a href={address}>{address}</a></p><p>{LEAD}.</p></div>")


def test_text_in_a_heading_tag_is_a_paragraph() -> None:
    assert kinds(f"<div>{TEXT}<h4>{LEAD}, {LEAD}.</h4><p>{THIRD} Too.</p></div>")[f"{LEAD}, {LEAD}."] == "paragraph"
