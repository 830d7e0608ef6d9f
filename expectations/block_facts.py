"""Facts on how an article's blocks lie in the record's text, and what share of them is what."""

from __future__ import annotations

import re
from collections.abc import Sequence

from expectations.article import ArticleFacts
from expectations.article_facts import Columns
from expectations.columns import Rows, flags, numbers
from schemas.vocabularies import BODY_KINDS

# What a text may hold outside of all blocks: blanks, control characters, and characters of no width.
_VISIBLE = re.compile("[^\\s\x00-\x1f\x7f-\x9f\xad\u180e\u200b-\u200f\u2028-\u202e\u2060-\u2064\ufeff]")


def block_facts(articles: Sequence[ArticleFacts], rows: Rows, blocks: Rows, children: dict[str, Rows]) -> Columns:
    """One entry an article.

    overlapping_characters: in two blocks; uncovered_characters: visible ones in no block (null unless the record is a
    UTF-8 plain text whose length in characters is known); spans_outside_source: blocks and embeds that lie outside of
    the text or end before they start; evidence_outside_source likewise; headline_blocks and paragraphs; the shares of
    boilerplate, embeds and headings in the characters of all blocks; the longest block; body_is_its_blocks.
    """
    slices = list(_slices(blocks))
    bodies, lengths = rows.columns["article_body"], [article.source_length for article in articles]
    spans = [_spans(blocks, own) for own in slices]
    kinds = [blocks.columns["kind"][own] for own in slices]
    texts = [[text or "" for text in blocks.columns["text"][own]] for own in slices]
    shares = [_shares(own, words) for own, words in zip(kinds, texts, strict=True)]
    outside = list(map(_outside, spans, lengths))
    for own, found in zip(_slices(children["embeds"]), range(len(outside)), strict=True):
        outside[found] += _outside(_spans(children["embeds"], own), lengths[found])
    evidence = children["evidence"]
    return {
        "overlapping_characters": numbers(list(map(_overlap, spans))),
        "uncovered_characters": numbers(list(map(_uncovered, articles, spans))),
        "spans_outside_source": numbers(outside),
        "evidence_outside_source": numbers([
            _outside(_spans(evidence, own), length) for own, length in zip(_slices(evidence), lengths, strict=True)
        ]),
        "headline_blocks": numbers([own.count("headline") for own in kinds]),
        "paragraphs": numbers([own.count("paragraph") for own in kinds]),
        "boilerplate_share": numbers([own.get("boilerplate", 0.0) for own in shares]),
        "embed_share": numbers([own.get("embed", 0.0) for own in shares]),
        "heading_share": numbers([own.get("heading", 0.0) for own in shares]),
        "longest_block": numbers([max(map(len, own), default=0) for own in texts]),
        "body_is_its_blocks": flags([
            body is not None
            and body == "\n\n".join([t for kind, t in zip(own, words, strict=True) if kind in BODY_KINDS])
            for body, own, words in zip(bodies, kinds, texts, strict=True)
        ]),
    }  # fmt: skip


def _slices(rows: Rows) -> list[slice]:
    """Where each article's rows stand."""
    return [slice(start, end) for start, end in zip([0, *rows.ends], rows.ends, strict=False)]


def _spans(rows: Rows, own: slice) -> list[tuple[int, int]]:
    """(start, end) of an article's rows in the record's text, rows without either left out; in order of start."""
    pairs = zip(rows.columns["source_start"][own], rows.columns["source_end"][own], strict=True)
    return sorted([pair for pair in pairs if None not in pair])


def _shares(kinds: Sequence[str | None], texts: Sequence[str]) -> dict[str | None, float]:
    """What part of an article's characters each kind of block has, from 0 to 1."""
    total = sum(map(len, texts))
    characters: dict[str | None, float] = {}
    for kind, text in zip(kinds, texts, strict=True):
        characters[kind] = characters.get(kind, 0) + len(text)
    return {kind: count / total for kind, count in characters.items()} if total else {}


def _overlap(spans: Sequence[tuple[int, int]]) -> int:
    found = reached = 0
    for start, end in spans:
        if start < reached:
            found += max(min(reached, end) - start, 0)
        reached = max(reached, end)
    return found


def _outside(spans: Sequence[tuple[int, int]], length: int) -> int:
    return sum(not 0 <= start <= end <= length for start, end in spans)


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
