"""Where everything stands in the text, and what does not fit."""

from __future__ import annotations

from typing import Any

from tests.warehouse.report.article.articles import BODY, PARAGRAPHS, SOURCE
from warehouse.report.article.layout import Layout, layout


def words(laid_out: Layout) -> dict[str, list[str]]:
    """Name of a span → the words it covers, block by block."""
    found: dict[str, list[str]] = {}
    for block in laid_out.blocks:
        for span in block.spans:
            found.setdefault(span.name, []).append(block.text[span.start : span.end])
    return found


def test_everything_stands_on_its_words(facts: dict[str, Any]) -> None:
    laid_out = layout(facts, SOURCE)
    assert laid_out.problems == []
    assert [block.kind for block in laid_out.blocks] == [row["kind"] for row in facts["children"]["blocks"]]
    assert words(laid_out) == {
        "quote-0": ["It holds about 600 people,"], "quote-1": ["Nobody fell in,"], "mention-0": ["Ada Wren"],
        "mention-1": ["Aalen"], "quantity-0": ["about 600 people"], "time-0": ["Monday"],
        "evidence-0": ["Bridge opens"], "evidence-1": ["By Ada Quill"], "evidence-2": ["Ada Quill"],
    }  # fmt: skip
    assert laid_out.places["embed-0"] == "block-3"
    assert laid_out.blocks[3].embed == 0
    assert laid_out.places["field-headline"] == "block-0"


def test_a_quote_may_go_through_two_paragraphs(facts: dict[str, Any]) -> None:
    start = BODY.index("people,")
    end = BODY.index("Nobody fell")
    facts["children"]["quotes"] = [
        facts["children"]["quotes"][0] | {"body_start": start, "body_end": end, "text": BODY[start:end]}
    ]
    laid_out = layout(facts, None)
    assert laid_out.problems == []
    assert words(laid_out)["quote-0"] == ['people," she said.', "“"]


def test_offsets_that_do_not_fit_are_told(facts: dict[str, Any]) -> None:
    facts["children"]["quotes"][1]["body_start"] += 1
    facts["children"]["mentions"][0]["body_end"] = 9999
    laid_out = layout(facts, SOURCE)
    assert laid_out.problems == [
        "The words of rows 1 of quotes are not where their offsets point in the body.",
        "The words of rows 0 of mentions are not where their offsets point in the body.",
    ]
    assert "quote-1" not in laid_out.places


def test_a_body_that_blocks_do_not_make_is_shown_by_itself(facts: dict[str, Any]) -> None:
    facts["children"]["blocks"][2]["text"] += " And more."
    laid_out = layout(facts, SOURCE)
    assert laid_out.problems[0].startswith("The body is not what its blocks make")
    assert [block.text for block in laid_out.blocks] == list(PARAGRAPHS)
    assert words(laid_out)["quote-1"] == ["Nobody fell in,"]


def test_without_blocks_the_body_is_shown(facts: dict[str, Any]) -> None:
    facts["children"]["blocks"] = []
    laid_out = layout(facts, None)
    assert laid_out.problems == []
    assert [block.text for block in laid_out.blocks] == list(PARAGRAPHS)


def test_what_no_block_covers_is_shown_where_it_stands(facts: dict[str, Any]) -> None:
    del facts["children"]["blocks"][3]
    laid_out = layout(facts, SOURCE)
    assert [block.kind for block in laid_out.blocks][3] == "uncovered"
    assert laid_out.blocks[3].text.startswith("A fine bridge!")
    assert laid_out.problems == ["Some characters of the record are in no block; they are shown where they stand."]


def test_what_nobody_sees_needs_no_block(facts: dict[str, Any]) -> None:
    laid_out = layout(facts, SOURCE + "\u200b \ufeff\n")
    assert laid_out.problems == []


def test_offsets_past_the_record_are_told(facts: dict[str, Any]) -> None:
    assert layout(facts, SOURCE[:-10]).problems == ["The blocks' offsets reach past the end of the record's text."]


def test_a_value_is_found_in_a_block_whose_cleaned_text_is_shorter(facts: dict[str, Any]) -> None:
    """The record has two blanks that the block's text has not."""
    facts["children"]["blocks"][1] |= {"text": "By Ada Quill", "source_end": 14 + len("By  Ada  Quill")}
    source = SOURCE.replace("By Ada Quill", "By  Ada  Quill")
    start = source.index("Quill")
    facts["children"]["evidence"] = [
        facts["children"]["evidence"][2] | {"source_start": start, "source_end": start + 5, "position": 0},
        facts["children"]["evidence"][2] | {"source_start": 14, "source_end": 28, "position": 1},
    ]
    found = words(layout(facts, source))
    assert found["evidence-0"] == ["Quill"]
    assert found["evidence-1"] == ["By Ada Quill"]  # not told word by word: the block


def test_embeds_without_offsets_take_the_blocks_with_their_words(facts: dict[str, Any]) -> None:
    """Of a page."""
    for row in (*facts["children"]["blocks"], *facts["children"]["embeds"], *facts["children"]["evidence"]):
        row |= {"source_start": None, "source_end": None}
    facts["children"]["blocks"].append(
        facts["children"]["blocks"][3] | {"position": 6, "text": "https://www.youtube.com/watch?v=1"}
    )
    facts["children"]["embeds"].append(
        facts["children"]["embeds"][0] | {"position": 1, "text": None, "url": "https://www.youtube.com/watch?v=1"}
    )
    laid_out = layout(facts, None)
    assert [block.embed for block in laid_out.blocks if block.kind == "embed"] == [0, 1]
    assert laid_out.places["embed-1"] == "block-6"
    assert laid_out.places["field-byline"] == "block-1"
