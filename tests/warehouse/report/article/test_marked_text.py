"""The text as HTML."""

from __future__ import annotations

from typing import Any

import pytest

from tests.timing import within
from tests.warehouse.report.article.articles import SOURCE
from tests.warehouse.report.markup import Page
from warehouse.report.article.layout import ShownBlock, layout
from warehouse.report.article.marked_text import MarkedText, Sense, marked_text
from warehouse.report.article.segments import Span
from warehouse.report.visible import visible


def read_back(text: MarkedText) -> str:
    """The text of the blocks."""
    page = Page(f"<html>{''.join(marked.html for marked in text.blocks)}</html>")
    assert all(element.tag in ("html", "span", "a") for element in page.elements)
    return page.text


def senses(*names: str) -> dict[str, Sense]:
    return {name: Sense(f"row-{name}", f"means {name}") for name in names}


def test_marks_stand_around_the_words(facts: dict[str, Any]) -> None:
    laid_out = layout(facts, SOURCE)
    text = marked_text(laid_out.blocks, senses("quote-0", "time-0"))
    assert read_back(text) == "".join(block.text for block in laid_out.blocks)
    assert '<span class="span time" id="time-0" title="means time-0">' in text.blocks[2].html
    assert '>Monday<a class="sense" href="#row-time-0" aria-label="means time-0"></a></span>' in text.blocks[2].html
    assert text.anchors >= {"quote-0", "quote-1", "mention-0", "evidence-0", "block-0", "block-5"}
    assert not text.is_cut


def test_a_name_is_an_id_only_once() -> None:
    """Of a quote through two paragraphs, and of one that another mark cuts."""
    spans = [Span(0, 4, "quote", "quote-0"), Span(2, 5, "person", "mention-0")]
    blocks = [ShownBlock(f"block-{i}", "paragraph", "abcdef", spans=list(spans)) for i in range(2)]
    text = marked_text(blocks, senses("quote-0", "mention-0"))
    page = Page(f"<html>{''.join(marked.html for marked in text.blocks)}</html>")
    ids = [element.attributes["id"] for element in page.elements if "id" in element.attributes]
    assert sorted(ids) == ["mention-0", "quote-0"]
    assert read_back(text) == "abcdefabcdef"


@pytest.mark.parametrize(
    "words", ["<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "a\u202eb", "&amp;", "'"]
)
def test_hostile_words_stay_words(words: str) -> None:
    block = ShownBlock("block-0", "paragraph", words, spans=[Span(1, len(words) - 1, "quote", "quote-0")])
    text = marked_text([block], {"quote-0": Sense("row-quote-0", words)})
    assert read_back(marked_text([block], {})) == visible(words)
    assert "<script" not in text.blocks[0].html and "<img" not in text.blocks[0].html


def test_a_long_text_is_cut_where_it_may_be() -> None:
    blocks = [ShownBlock(f"block-{i}", "paragraph", "e\u0301" * 3000, spans=[Span(5000, 6000, "quote", f"quote-{i}")])
              for i in range(10)]  # fmt: skip
    text = marked_text(blocks, {}, size=20_000)
    assert text.is_cut
    assert 0 < sum(len(marked.html.encode()) for marked in text.blocks) <= 20_000
    assert text.blocks[-1].is_cut
    assert len(text.blocks) == 3
    assert "quote-9" not in text.anchors
    shown = read_back(text)
    assert len(shown) == text.shown
    assert shown.endswith("\u0301")


@pytest.mark.parametrize("one", ["a", "\U000e0041", "\u202e"])
def test_megabytes_take_little_time(one: str) -> None:
    """In one block, with a hundred thousand marks; some characters are ten bytes on the page, and cannot be cut."""
    length = 5_000_000
    spans = [Span(i, i + 30, "quote", f"quote-{i}") for i in range(0, length - 30, 50)]
    block = ShownBlock("block-0", "paragraph", one * length, spans=spans)
    text = within(4.0, lambda: marked_text([block], {}, size=200_000))
    assert 20_000 < len(text.blocks[0].html.encode()) <= 200_000
    assert text.is_cut


def test_there_may_be_no_text() -> None:
    assert marked_text([], {}).blocks == []
