"""Facts on how an article's blocks lie in the record's text, and what share of them is what."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any, NamedTuple

import numpy as np

from expectations.article import ArticleFacts
from expectations.article_facts import Columns
from expectations.columns import Rows, flags, numbers
from schemas.vocabularies import BODY_KINDS

# What a text may hold outside of all blocks: blanks, control characters, and characters of no width.
_VISIBLE = re.compile("[^\\s\x00-\x1f\x7f-\x9f\xad\u180e\u200b-\u200f\u2028-\u202e\u2060-\u2064\ufeff]")


class Spans(NamedTuple):
    """Stretches of records' texts, as arrays of equal length: the record, where it starts, where it ends."""

    record: np.ndarray[Any, np.dtype[np.int64]]
    start: np.ndarray[Any, np.dtype[np.int64]]
    end: np.ndarray[Any, np.dtype[np.int64]]


def block_facts(articles: Sequence[ArticleFacts], rows: Rows, children: dict[str, Rows]) -> Columns:
    """One entry an article.

    overlapping_characters: in two blocks; uncovered_characters: visible ones in no block (null unless the record is a
    UTF-8 plain text whose length in characters is known); spans_outside_source: blocks and embeds that lie outside of
    the text or end before they start; evidence_outside_source likewise; headline_blocks and paragraphs; the shares of
    boilerplate, embeds and headings in the characters of all blocks; the longest block; body_is_its_blocks.
    """
    blocks, number = children["blocks"], len(articles)
    source = np.array([article.source_length for article in articles], dtype=np.int64)
    texts = [text or "" for text in blocks.columns["text"]]
    kinds = np.array(blocks.columns["kind"], dtype=object)
    lengths = np.fromiter(map(len, texts), np.float64, len(texts))
    characters = np.bincount(blocks.record_id, lengths, number)

    def of_kind(kind: str, weights: Any = None) -> Any:
        chosen = kinds == kind
        return np.bincount(blocks.record_id[chosen], None if weights is None else weights[chosen], number)

    def share(kind: str) -> Any:
        return of_kind(kind, lengths) / np.maximum(characters, 1)

    longest = np.zeros(number)
    np.maximum.at(longest, blocks.record_id, lengths)
    spans = _spans(blocks)
    return {
        "overlapping_characters": _overlap(spans, number),
        "uncovered_characters": numbers(list(map(_uncovered, articles, _split(spans, number)))),
        "spans_outside_source": _outside(spans, source) + _outside(_spans(children["embeds"]), source),
        "evidence_outside_source": _outside(_spans(children["evidence"]), source),
        "headline_blocks": of_kind("headline").astype(np.float64),
        "paragraphs": of_kind("paragraph").astype(np.float64),
        "boilerplate_share": share("boilerplate"),
        "embed_share": share("embed"),
        "heading_share": share("heading"),
        "longest_block": longest,
        "body_is_its_blocks": flags(_is_its_blocks(rows.columns["article_body"], blocks, texts)),
    }


def _is_its_blocks(bodies: Sequence[str | None], blocks: Rows, texts: Sequence[str]) -> list[bool | None]:
    kinds = blocks.columns["kind"]
    found: list[bool | None] = []
    start = 0
    for body, end in zip(bodies, blocks.ends, strict=True):
        own = [texts[at] for at in range(start, end) if kinds[at] in BODY_KINDS]
        found.append(body is not None and body == "\n\n".join(own))
        start = end
    return found


def _spans(rows: Rows) -> Spans:
    """Where rows stand in their records' texts, rows that have no place left out; by record, then by start."""
    starts, ends = numbers(rows.columns["source_start"]), numbers(rows.columns["source_end"])
    placed = ~(np.isnan(starts) | np.isnan(ends))
    record, start, end = rows.record_id[placed], starts[placed].astype(np.int64), ends[placed].astype(np.int64)
    order = np.lexsort((end, start, record))
    return Spans(record[order], start[order], end[order])


def _split(spans: Spans, number: int) -> Iterator[list[tuple[int, int]]]:
    """The spans of each record."""
    edges = np.searchsorted(spans.record, np.arange(number + 1)).tolist()
    pairs = list(zip(spans.start.tolist(), spans.end.tolist(), strict=True))
    return (pairs[first:last] for first, last in pairwise(edges))


def _overlap(spans: Spans, number: int) -> np.ndarray[Any, np.dtype[np.float64]]:
    """Characters of each record that lie in a span and in one before it."""
    if not len(spans.record):
        return np.zeros(number)
    width = max(int(spans.end.max()), int(spans.start.max()), 0) + 1  # so that no record reaches into the next
    base = spans.record * width
    reached = np.concatenate([[0], np.maximum.accumulate(base + np.maximum(spans.end, 0))[:-1]])
    common = np.minimum(reached, base + spans.end) - (base + spans.start)
    return np.bincount(spans.record, np.maximum(common, 0), number).astype(np.float64)


def _outside(spans: Spans, lengths: np.ndarray[Any, np.dtype[np.int64]]) -> np.ndarray[Any, np.dtype[np.float64]]:
    """Spans of each record that lie outside of its text, or end before they start."""
    wrong = (spans.start < 0) | (spans.end < spans.start) | (spans.end > lengths[spans.record])
    return np.bincount(spans.record[wrong], minlength=len(lengths)).astype(np.float64)


def _uncovered(article: ArticleFacts, spans: Sequence[tuple[int, int]]) -> int | None:
    """Visible characters in no block; None where the record's text cannot be told from its bytes alone."""
    if article.source_format != "plain_text":
        return None
    try:
        text = article.data.decode()
    except UnicodeDecodeError:
        return None
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    if len(text) != article.source_length:
        return None
    found = reached = 0
    for start, end in [*spans, (len(text), len(text))]:
        if start > reached:
            gap = text[reached:start]
            if not gap.isspace():
                found += len(_VISIBLE.findall(gap))
        reached = max(reached, end)
    return found
