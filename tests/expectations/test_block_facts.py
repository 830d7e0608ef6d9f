"""Whether blocks account for a text: nothing twice, nothing lost, whatever the cut."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from expectations.facts import facts
from flows.parse.model import Block, ParsedArticle
from tests.expectations.invented import TODAY


def _cut(source: str, spans: list[tuple[int, int]], **changes: Any) -> ParsedArticle:
    shape: dict[str, Any] = {"source_format": "plain_text", "parser": "plain_text", "article_body": ""}
    text: dict[str, Any] = {"data": source.encode("utf-8", "replace"), "source_length": len(source)}
    blocks = [Block("paragraph", source[start:end], start, end) for start, end in spans]
    return ParsedArticle("file", 0, blocks=blocks, **(shape | text | changes))


def _fact(article: ParsedArticle, name: str) -> float | None:
    value = facts([article], today=TODAY)["articles"][name].iloc[0]
    return None if value != value else float(value)


@pytest.mark.parametrize(
    ("spans", "overlapping", "uncovered"),
    [
        ([(0, 5), (7, 12)], 0, 0),
        ([(0, 5)], 0, 5),
        ([(0, 7), (5, 12)], 2, 0),
        ([(7, 12), (0, 5)], 0, 0),
        ([(0, 12), (2, 4)], 2, 0),
        ([], 0, 10),
    ],
)
def test_overlap_and_gap(spans: list[tuple[int, int]], overlapping: int, uncovered: int) -> None:
    article = _cut("hello\n\nworld", spans)
    assert _fact(article, "overlapping_characters") == overlapping
    assert _fact(article, "uncovered_characters") == uncovered


def test_blanks_controls_and_marks_of_no_width_need_no_block() -> None:
    assert _fact(_cut("\ufeffhello \x00\u200b\u00a0\n", [(1, 6)]), "uncovered_characters") == 0


def test_line_ends_are_read_as_the_reader_reads_them() -> None:
    article = _cut("hello\n\nworld", [(0, 5), (7, 12)], data=b"hello\r\n\r\nworld")
    assert _fact(article, "uncovered_characters") == 0


@pytest.mark.parametrize(
    "changes", [{"data": "größe".encode("latin-1")}, {"source_length": 99}, {"source_format": "jsonl"}]
)
def test_a_text_that_the_bytes_do_not_tell_is_not_judged(changes: dict[str, Any]) -> None:
    article = _cut("hello", [])
    for name, value in changes.items():
        setattr(article, name, value)
    assert _fact(article, "uncovered_characters") is None


@pytest.mark.parametrize(("span", "outside"), [((0, 5), 0), ((-1, 5), 1), ((0, 6), 1), ((4, 2), 1)])
def test_spans_outside_of_the_text(span: tuple[int, int], outside: int) -> None:
    assert _fact(_cut("hello", [span]), "spans_outside_source") == outside


@given(
    st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\r"), max_size=60),
    st.lists(st.integers(0, 60), max_size=8),
)
@settings(deadline=None, max_examples=40)
def test_a_text_cut_anywhere_is_covered_once(source: str, cuts: list[int]) -> None:
    edges = sorted({0, len(source), *(min(cut, len(source)) for cut in cuts)})
    article = _cut(source, list(pairwise(edges)))
    assert _fact(article, "overlapping_characters") == 0
    assert _fact(article, "uncovered_characters") == 0
