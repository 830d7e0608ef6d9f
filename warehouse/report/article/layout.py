"""The article's text as it is shown: its blocks in order, and in each the spans of what was found there.

Rows point into the body (`body_start`) or into the record's text (`source_start`); here both become places in the
blocks' own texts, and what does not fit is told.
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from schemas.vocabularies import BODY_KINDS
from warehouse.report.article.reading import body_of
from warehouse.report.article.segments import Span
from warehouse.report.ask import Row

BREAK = "\n\n"  # between two blocks in the body
UNCOVERED = "uncovered"  # kind of a stretch of the record that is in no block
IN_BODY = {"quotes": "quote", "mentions": "mention", "quantities": "quantity", "time_expressions": "time"}
LIKELY = {  # field → kinds of blocks that its value may stand in, where its evidence names no place
    "headline": ("headline",), "alternative_headline": ("alternative_headline",), "byline": ("byline",),
    "authors": ("byline",), "dateline": ("dateline",), "dateline_place": ("dateline",),
    "credit": ("credit", "dateline", "byline"),
}  # fmt: skip


@dataclass(slots=True)
class ShownBlock:
    """`name`: `block-3`; `body_start`: where the body's text goes on with this block, None where it is not of the body;
    `embed`: the position of the embed that stands here."""

    name: str
    kind: str
    text: str
    reason: str | None = None
    source_start: int | None = None
    source_end: int | None = None
    body_start: int | None = None
    embed: int | None = None
    spans: list[Span] = field(default_factory=list)


class Layout(NamedTuple):
    """`places`: name of a row (`quote-3`, `evidence-5`, `embed-0`) → the name of the span or block that it has in the
    text; by `field-headline` the block that holds the field's words, where no evidence tells. `problems`: what does not
    fit, as sentences."""

    blocks: list[ShownBlock]
    places: dict[str, str]
    problems: list[str]


def layout(facts: Mapping[str, Any], source: str | None) -> Layout:
    """Where everything stands. `source`: the text that source offsets count in, if it is known."""
    body, children = body_of(facts), facts["children"]
    problems: list[str] = []
    blocks = _blocks(children["blocks"], body, problems)
    places: dict[str, str] = {}
    _place_in_body(blocks, body, children, places, problems)
    _place_evidence(blocks, children["evidence"], source, places)
    _place_embeds(blocks, children["embeds"], places)
    for name, likely in LIKELY.items():
        if block := _holder(blocks, likely, facts["fields"].get(name)):
            places[f"field-{name}"] = block.name
    if source is not None:
        blocks = list(_with_uncovered(blocks, source, problems))
    return Layout(blocks, places, problems)


def _blocks(rows: Sequence[Row], body: str, problems: list[str]) -> list[ShownBlock]:
    """The blocks; the body as it is, in pieces, where they do not make it up."""
    shown, position = [], 0
    for row in rows:
        block = ShownBlock(
            f"block-{row['position']}", row["kind"], row["text"], row["reason"], row["source_start"], row["source_end"]
        )
        if block.kind in BODY_KINDS:
            block.body_start = position
            position += len(block.text) + len(BREAK)
        shown.append(block)
    if BREAK.join(block.text for block in shown if block.body_start is not None) == body:
        return shown
    if rows:
        problems.append("The body is not what its blocks make: they are left out, and the body is shown by itself.")
    return list(_pieces(body))


def _pieces(body: str) -> Iterator[ShownBlock]:
    position = 0
    for number, text in enumerate(body.split(BREAK)):
        if text:
            yield ShownBlock(f"block-{number}", "paragraph", text, body_start=position)
        position += len(text) + len(BREAK)


def _place_in_body(
    blocks: list[ShownBlock], body: str, children: Mapping[str, Sequence[Row]], places: dict[str, str],
    problems: list[str],
) -> None:  # fmt: skip
    of_body = [block for block in blocks if block.body_start is not None]
    starts = [block.body_start or 0 for block in of_body]
    for table, kind in IN_BODY.items():
        wrong = []
        for row in children[table]:
            start, end = row["body_start"], row["body_end"]
            if start is None or end is None:
                continue
            if body[start:end] != row["text"]:
                wrong.append(str(row["position"]))
                continue
            name = f"{kind}-{row['position']}"
            shown_as = row["kind"] if table == "mentions" else kind
            for block in of_body[max(0, bisect_right(starts, start) - 1) : bisect_right(starts, end)]:
                _add(block, start - (block.body_start or 0), end - (block.body_start or 0), shown_as, name, places)
        if wrong:
            shown = f"{', '.join(wrong[:10])}{' and more' if len(wrong) > 10 else ''}"
            problems.append(f"The words of rows {shown} of {table} are not where their offsets point in the body.")


def _add(block: ShownBlock, start: int, end: int, kind: str, name: str, places: dict[str, str]) -> None:
    """A span of the block, if it has characters there."""
    start, end = max(0, start), min(len(block.text), end)
    if kind == "evidence" and (start, end) == (0, len(block.text)):
        kind = "evidence whole"  # the block's own colour says enough
    if start < end:
        block.spans.append(Span(start, end, kind, name))
        places[name] = name


def _place_evidence(blocks: list[ShownBlock], rows: Sequence[Row], source: str | None, places: dict[str, str]) -> None:
    """Where a value was read, by offsets into the record's text. Spans around all others come first in each block."""
    for row in rows:
        start, end = row["source_start"], row["source_end"]
        if start is None or end is None:
            continue
        for block in blocks:
            first, last = block.source_start, block.source_end
            if first is None or last is None or last <= start or end <= first:
                continue
            place = _in_block(block, max(start, first), min(end, last), source)
            _add(block, *place, "evidence", f"evidence-{row['position']}", places)


def _in_block(block: ShownBlock, start: int, end: int, source: str | None) -> tuple[int, int]:
    """Characters of the record as characters of a block that they lie in; the block where its cleaned text does not
    hold the same words."""
    first, last = block.source_start or 0, block.source_end or 0
    if last - first == len(block.text):
        return start - first, end - first
    words = "" if source is None else source[start:end]
    place = block.text.find(words) if words else -1
    return (place, place + len(words)) if place >= 0 else (0, len(block.text))


def _place_embeds(blocks: list[ShownBlock], embeds: Sequence[Row], places: dict[str, str]) -> None:
    """The blocks of each embed: by offsets, else the next block of that kind that holds its words or its address."""
    waiting = [block for block in blocks if block.kind == "embed"]
    for row in embeds:
        start, end = row["source_start"], row["source_end"]
        if start is not None and end is not None:
            own = [b for b in waiting if b.source_start is not None and start <= b.source_start < end]
        else:
            words = [text for text in (row["text"], row["url"]) if text]
            own = [b for b in waiting if b.embed is None and any(text in b.text or b.text in text for text in words)][
                :1
            ]
        for block in own:
            block.embed = row["position"]
            places.setdefault(f"embed-{row['position']}", block.name)


def _holder(blocks: Sequence[ShownBlock], kinds: tuple[str, ...], value: object) -> ShownBlock | None:
    """The first block of these kinds that holds the value, or the first of the values."""
    words = value[0] if isinstance(value, list) and value else value
    if not isinstance(words, str) or not words:
        return None
    return next((b for kind in kinds for b in blocks if b.kind == kind and words in b.text), None)


def _with_uncovered(blocks: Sequence[ShownBlock], source: str, problems: list[str]) -> Iterator[ShownBlock]:
    """The blocks, and between them what of the record's text is in none: there should be nothing."""
    position, missing = 0, 0
    for block in blocks:
        if block.source_start is not None and block.source_end is not None:
            if rest := _printed(source, position, block.source_start):
                missing += 1
                yield rest
            position = max(position, block.source_end)
        yield block
    if position and (rest := _printed(source, position, len(source))):
        missing += 1
        yield rest
    if position > len(source):
        problems.append("The blocks' offsets reach past the end of the record's text.")
    if missing:
        problems.append("Some characters of the record are in no block; they are shown where they stand.")


def _printed(source: str, start: int, end: int) -> ShownBlock | None:
    """A stretch of the record as a block, if more stands there than blanks and what nobody sees."""
    rest = source[start:end].strip()
    if all(character.isspace() or unicodedata.category(character) in ("Cf", "Cc") for character in rest):
        return None
    return ShownBlock(f"{UNCOVERED}-{start}", UNCOVERED, rest, source_start=start, source_end=end)
