"""Spans of a text, which may overlap, as pieces that nest: what markup needs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from warehouse.report.article.graphemes import cut_after, cut_before

DEEPEST = 8  # pieces inside one another


class Span(NamedTuple):
    """The characters from `start` to `end`; `name` tells the span from all others, `kind` is a class of the style."""

    start: int
    end: int
    kind: str
    name: str
    title: str = ""


@dataclass(slots=True)
class Piece:
    """One stretch of a span. A span that begins inside another and ends outside it is cut where that one ends; only its
    first piece is `first`."""

    span: Span
    first: bool
    inside: list[Node] = field(default_factory=list)


Node = str | Piece


def nested(text: str, spans: Sequence[Span], deepest: int = DEEPEST) -> tuple[list[Node], list[Span]]:
    """The text as strings and pieces, and the spans that have no place in it.

    Joined, the strings are the text. A span is widened to where the text may be cut (see `graphemes`); at one place the
    longer stands around the shorter, and of equal ones the earlier in `spans`. No place have: a span without
    characters of the text, and one inside `deepest` others.
    """
    placed, left_out = _placed(text, spans)
    starts: dict[int, list[Span]] = {}
    for span in sorted(placed, key=lambda span: -span.end):
        starts.setdefault(span.start, []).append(span)
    root: list[Node] = []
    open_pieces: list[Piece] = []
    position = 0
    for place in sorted({edge for span in placed for edge in (span.start, span.end)}):
        if place > position:
            (open_pieces[-1].inside if open_pieces else root).append(text[position:place])
            position = place
        open_pieces = _closed(root, open_pieces, place)
        for span in starts.get(place, ()):
            if len(open_pieces) < deepest:
                _open(root, open_pieces, Piece(span, True))
            else:
                left_out.append(span)
    if position < len(text):
        root.append(text[position:])
    return root, left_out


def _placed(text: str, spans: Sequence[Span]) -> tuple[list[Span], list[Span]]:
    placed, left_out = [], []
    for span in spans:
        start, end = max(0, span.start), min(len(text), span.end)
        if start < end:
            placed.append(span._replace(start=cut_before(text, start), end=cut_after(text, end)))
        else:
            left_out.append(span)
    return placed, left_out


def _open(root: list[Node], open_pieces: list[Piece], piece: Piece) -> None:
    (open_pieces[-1].inside if open_pieces else root).append(piece)
    open_pieces.append(piece)


def _closed(root: list[Node], open_pieces: list[Piece], place: int) -> list[Piece]:
    """The pieces that are open after those that end here are closed; what stood inside them goes on in new ones."""
    first = next((i for i, piece in enumerate(open_pieces) if piece.span.end == place), None)
    if first is None:
        return open_pieces
    still = open_pieces[:first]
    for piece in open_pieces[first:]:
        if piece.span.end != place:
            _open(root, still, Piece(piece.span, False))
    return still


def strings(nodes: Sequence[Node]) -> Iterator[str]:
    """The text of the nodes, in order."""
    for node in nodes:
        if isinstance(node, str):
            yield node
        else:
            yield from strings(node.inside)
