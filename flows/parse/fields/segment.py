"""Cut an article's raw text into labelled blocks: nothing is dropped, each stretch is named."""

from __future__ import annotations

from flows.parse.fields.blocks import clean, is_clean, lines
from flows.parse.fields.headlines import mark_deck, mark_headline
from flows.parse.fields.line_rules import is_prose, line_label
from flows.parse.fields.phrases import long_line_cues, phrases_within
from flows.parse.fields.pieces import Piece, cut_lines, may_hold
from flows.parse.fields.post_lines import join_posts
from flows.parse.fields.surroundings import mark_by_surroundings, mark_bylines, mark_highlights
from flows.parse.fields.wrapping import unwrap
from flows.parse.model import Block


def segment(text: str, *, has_headline: bool = True) -> list[Block]:
    """The blocks of `text`, in order; each character that is not blank lies in exactly one.

    Offsets are into `text`; a block's own text is cleaned (`clean`). `has_headline` is False where the headline came
    in a field of its own, so that the first line is not taken for it. `reason` is the code of the rule or phrase list
    that decided; a plain paragraph has none.
    """
    tidy = is_clean(text)
    holds = may_hold(text)
    pieces = cut_lines(unwrap(lines(text, clean=tidy), text), holds)
    if holds.post_cues:
        pieces = join_posts(pieces, text)
    _label_by_shape(pieces, text)
    headline = mark_headline(pieces) if has_headline else None
    mark_highlights(pieces)
    mark_bylines(pieces, headline)
    if headline is not None:
        mark_deck(pieces, headline)
    mark_by_surroundings(pieces)
    return _blocks(pieces, text, tidy=tidy)


def _label_by_shape(pieces: list[Piece], text: str) -> None:
    """Label the pieces that show by themselves what they are. Most lines are prose, which a glance tells."""
    cues = long_line_cues(text)
    suspects, others = [], []
    for piece in pieces:
        if piece.kind is not None:
            continue
        if piece.is_odd() or (cues and any(cue in piece.text for cue in cues)):
            suspects.append(piece)
        elif not is_prose(piece.text):
            others.append(piece)
    within = phrases_within([piece.text for piece in suspects])
    for piece in suspects:
        if label := line_label(piece.text, within):
            piece.mark(label.kind, label.reason)
    for piece in others:
        if label := line_label(piece.text):
            piece.mark(label.kind, label.reason)


def _blocks(pieces: list[Piece], text: str, *, tidy: bool) -> list[Block]:
    if tidy:
        return [Block(piece.kind or "paragraph", piece.text, piece.start, piece.end, piece.reason) for piece in pieces]
    return [
        Block(piece.kind or "paragraph", clean(text[piece.start : piece.end]), piece.start, piece.end, piece.reason)
        for piece in pieces
    ]
