"""The text as HTML: each block with its spans in place, as much as fits on the page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from markupsafe import Markup, escape

from warehouse.report.article.graphemes import cut_before
from warehouse.report.article.layout import ShownBlock
from warehouse.report.article.segments import Node, Piece, nested
from warehouse.report.visible import visible

TEXT_BYTES = 500_000
_SHRINK = 0.95  # the rest may hold more marks than the whole


class MarkedBlock(NamedTuple):
    block: ShownBlock
    html: Markup
    is_cut: bool


@dataclass(slots=True)
class MarkedText:
    """`shown` of `characters` are on the page; `left_out`: spans without a place; `anchors`: the names that are."""

    blocks: list[MarkedBlock]
    characters: int
    shown: int
    left_out: int
    anchors: set[str]

    @property
    def is_cut(self) -> bool:
        return self.shown < self.characters


class Sense(NamedTuple):
    """What a span means, and the name of the row that says so, if there is a link to it."""

    row: str | None
    words: str


def marked_text(blocks: Sequence[ShownBlock], senses: Mapping[str, Sense], size: int = TEXT_BYTES) -> MarkedText:
    """The blocks in order, up to `size` bytes of HTML; the last one is cut where it may be. `senses`: name of a span →
    its meaning."""
    text = MarkedText([], sum(len(block.text) for block in blocks), 0, 0, set())
    marker = _Marker(senses)
    for block in blocks:
        if size <= 0:
            break
        length = min(len(block.text), size)
        html, left_out = marker.marked(block, length)
        while (taken := len(html.encode())) > size and length:
            length = cut_before(block.text, int(length * _SHRINK * size / taken))
            html, left_out = marker.marked(block, length)
        text.anchors |= marker.keep() | {block.name}
        size = 0 if length < len(block.text) else size - len(html.encode())
        text.blocks.append(MarkedBlock(block, html, length < len(block.text)))
        text.shown += length
        text.left_out += left_out
    return text


class _Marker:
    """Sets blocks; the name of a span that goes through several blocks is an id only once."""

    def __init__(self, senses: Mapping[str, Sense]) -> None:
        self._senses = senses
        self._used: set[str] = set()
        self._own: set[str] = set()

    def marked(self, block: ShownBlock, length: int) -> tuple[Markup, int]:
        """The first characters of a block as HTML, and how many of its spans have no place."""
        self._own = set()
        spans = block.spans if length == len(block.text) else [s for s in block.spans if s.start < length]
        nodes, left_out = nested(block.text[:length], spans)
        return Markup(self._html(nodes)), len(left_out)  # noqa: S704  # every text in it went through `_set`

    def keep(self) -> set[str]:
        """The last block goes on the page: the names that are ids in it."""
        self._used |= self._own
        return self._own

    def _html(self, nodes: Sequence[Node]) -> str:
        return "".join([_set(node) if isinstance(node, str) else self._piece(node) for node in nodes])

    def _piece(self, piece: Piece) -> str:
        """Kinds and names are ours; words from outside are escaped."""
        span, sense = piece.span, self._senses.get(piece.span.name)
        first = piece.first and span.name not in self._used
        if first:
            self._own.add(span.name)
        id_ = f' id="{span.name}"' if first else ""
        words = _set(sense.words) if sense else ""
        title = f' title="{words}"' if sense else ""
        # its words are the style's: the text stays pure
        link = (
            f'<a class="sense" href="#{sense.row}" aria-label="{words}"></a>' if sense and first and sense.row else ""
        )
        return f'<span class="span {span.kind}"{id_}{title}>{self._html(piece.inside)}{link}</span>'


def _set(text: str) -> str:
    """Text as HTML: made visible, its markup taken."""
    return str(escape(visible(text)))
