"""Cut an article's raw text into labelled blocks: nothing is dropped, each stretch is named."""

from __future__ import annotations

from flows.parse.fields.blocks import clean, is_clean, lines
from flows.parse.fields.headlines import mark_deck, mark_headline
from flows.parse.fields.line_rules import is_prose, line_label
from flows.parse.fields.page_furniture import mark_furniture
from flows.parse.fields.phrases import Label, ends_sentence, phrases_within, sentence_cues
from flows.parse.fields.pieces import Piece, cut_lines
from flows.parse.fields.post_cards import join_cards
from flows.parse.fields.post_lines import join_posts
from flows.parse.fields.posts import cue_places
from flows.parse.fields.surroundings import mark_by_surroundings, mark_bylines, mark_highlights
from flows.parse.fields.wrapping import unwrap
from flows.parse.model import Block

_SHORT = 160  # characters
_NEAR_END = 8  # lines from the end, among which notes, terms and credits stand
_new = tuple.__new__  # a third of the cost of the named tuple's own constructor


def segment(text: str, *, has_headline: bool = True) -> list[Block]:
    """The blocks of `text`, in order; each character that is not blank lies in exactly one.

    Offsets are into `text`; a block's own text is cleaned (`clean`). `has_headline` is False where the headline came
    in a field of its own, so that the first line is not taken for it. `reason` is the code of the rule or phrase list
    that decided; a plain paragraph has none.
    """
    tidy = is_clean(text)
    places = cue_places(text)
    pieces = cut_lines(unwrap(lines(text, clean=tidy), text), text, places)
    if "@" in text:
        pieces = join_cards(pieces, text)
    if places:
        pieces = join_posts(pieces, text)
    _label_by_shape(pieces, text)
    page = mark_furniture(pieces, has_headline=has_headline)
    headline = None
    if has_headline:
        headline = page.headline if page and page.headline is not None else mark_headline(pieces)
    mark_highlights(pieces)
    mark_bylines(pieces, headline)
    if headline is not None:
        mark_deck(pieces, headline)
    mark_by_surroundings(pieces)
    return _blocks(pieces, text, tidy=tidy)


def _label_by_shape(pieces: list[Piece], text: str) -> None:
    """Label the pieces that show by themselves what they are. Most lines are prose, which a glance tells."""
    cues = sentence_cues(text)
    suspects, others = [], []
    last = len(pieces) - _NEAR_END
    for index, piece in enumerate(pieces):
        if piece.kind is not None:
            continue
        words = piece.text
        prose = is_prose(words)
        long = len(words) > _SHORT
        if (prose and (long or index < last)) or (long and ends_sentence(words)):
            if cues and any(cue in words for cue in cues):
                suspects.append(piece)
            elif not prose:
                others.append(piece)
        else:
            suspects.append(piece)
    within = phrases_within([piece.text for piece in suspects])
    labels: dict[str, Label | None] = {}  # the same short lines come again and again in some texts
    for piece in suspects:
        words = piece.text
        if words not in labels:
            labels[words] = line_label(words, within)
        if label := labels[words]:
            piece.mark(label.kind, label.reason)
    for piece in others:
        if label := line_label(piece.text):
            piece.mark(label.kind, label.reason)


def _blocks(pieces: list[Piece], text: str, *, tidy: bool) -> list[Block]:
    if tidy:
        return [
            _new(Block, (piece.kind or "paragraph", piece.text, piece.start, piece.end, piece.reason))
            for piece in pieces
        ]
    return [
        Block(piece.kind or "paragraph", clean(text[piece.start : piece.end]), piece.start, piece.end, piece.reason)
        for piece in pieces
    ]
