"""What of a region's pieces is the article's own text: junk that its markup does not tell, by words and by links."""

from __future__ import annotations

from flows.parse.fields.line_rules import is_prose, line_label
from flows.parse.fields.phrases import ends_sentence, phrases_within, sentence_cues
from flows.parse.html.endings import is_bio, is_credit, is_no_text, opens_something_else
from flows.parse.html.outline import HEADINGS, Piece

_BOXES = ("div", "section", "article", "header", "span", "center", "main", "td", "body")
_REPEATED_LINE, _REPEATED_PARAGRAPH = 30, 200
_SHOWN_TWICE = 0.4
_LONGEST_DECK, _LONGEST_DECKS, _DECK_SHARE = 180, 250, 0.35
_LONGEST_RULED = 2_000
_LONGEST_BYLINE = 400
_SHORT_LINE = 45
_ADDRESS = ("http://", "https://", "www.")
_BODY = ("paragraph", "heading", "list_item", "row")


def sift(pieces: list[Piece], headline: Piece | None) -> None:
    """Change the kind of what is no body text; in place."""
    if headline is not None:
        headline.kind = "headline"
    texts = [piece.text for piece in pieces if piece.text and piece.kind in _BODY]
    cues = sentence_cues("\n".join(texts))
    ruled = {
        text
        for text in texts
        if len(text) < _LONGEST_RULED and (not is_prose(text) or (cues and any(cue in text for cue in cues)))
    }
    within = phrases_within(list(ruled))
    seen: set[str] = set()
    shortest = _shortest_repeated(texts)
    paragraphs = sum(len(piece.text) for piece in pieces if piece.tag == "p")
    boxed = paragraphs > 0.6 * sum(len(piece.text) for piece in pieces if piece.kind == "paragraph")
    _decks(pieces)
    for piece in pieces:
        if piece.kind == "byline" and len(piece.text) > _LONGEST_BYLINE:
            piece.kind = "paragraph"
    for piece in pieces:
        if piece.kind not in _BODY:
            continue
        text = piece.text
        if len(text) > shortest:
            if text in seen:
                _mark(piece, "repeated")
                continue
            seen.add(text)
        if is_credit(text):
            piece.kind, piece.reason = "credit", "photo_credit"
            continue
        if is_no_text(text):
            _mark(piece, "apparatus")
            continue
        if text not in ruled:
            continue
        label = line_label(text, within) if piece.kind != "list_item" or len(text) < 30 else None
        if label is not None and label.kind in ("boilerplate", "credit", "caption", "byline", "note"):
            piece.kind, piece.reason = ("junk" if label.kind == "boilerplate" else label.kind), label.reason
            continue
        if piece.kind == "paragraph" and _is_linked_story(piece):
            _mark(piece, "linked_story")
        if boxed and piece.tag in _BOXES and len(text) < 60 and piece.kind == "paragraph" and not ends_sentence(text):
            _mark(piece, "label")
    _link_lists(pieces)
    _trailing(pieces)


def _is_linked_story(piece: Piece) -> bool:
    """Whether a paragraph is nothing but a link, or a label and a link: `Background: Harbour rebuilt`."""
    length = len(piece.text)
    if piece.linked >= 0.9 * length:
        return length < 200 and not piece.text.startswith(_ADDRESS)
    return piece.linked > max(25, 0.55 * length) and 3 < piece.text.find(":") < 30


def _link_lists(pieces: list[Piece]) -> None:
    """Runs of list items that are nearly all link: stories linked, not told."""
    run: list[Piece] = []
    for piece in [*pieces, None]:
        if piece is not None and piece.kind == "list_item":
            run.append(piece)
            continue
        if run:
            length, linked = sum(len(item.text) for item in run), sum(item.linked for item in run)
            if linked > 0.6 * length:
                for item in run:
                    _mark(item, "linked_stories")
            run = []


def _shortest_repeated(texts: list[str]) -> int:
    """From what length a text that comes again is left out: short ones too where the page shows its text twice."""
    seen: set[str] = set()
    total = again = 0
    for text in texts:
        if len(text) > _REPEATED_LINE:
            total += len(text)
            if text in seen:
                again += len(text)
            seen.add(text)
    return _REPEATED_LINE if again > _SHOWN_TWICE * total else _REPEATED_PARAGRAPH


def _decks(pieces: list[Piece]) -> None:
    """What is named a standfirst is the second headline, unless it is as long as a paragraph or much of the text."""
    decks = [piece for piece in pieces if piece.kind == "deck"]
    length = sum(len(piece.text) for piece in decks)
    text = sum(len(piece.text) for piece in pieces if piece.kind in _BODY)
    much = length > _LONGEST_DECKS or length > _DECK_SHARE * text
    for piece in decks:
        told = len(piece.text) > _LONGEST_DECK or (much and piece.tag not in HEADINGS)
        piece.kind = "paragraph" if told else "alternative_headline"


def _mark(piece: Piece, reason: str) -> None:
    piece.kind, piece.reason = "junk", reason


def _is_last(rest: list[Piece]) -> bool:
    """Whether hardly any of the article can follow: a heading of links may also stand amid its paragraphs."""
    long = [piece for piece in rest if piece.kind == "paragraph" and len(piece.text) > 60 > piece.linked]
    return len(long) < 2


def _trailing(pieces: list[Piece]) -> None:
    """Cut what stands around the text: what a heading below it opens, short lines, the writer's bio."""
    total = sum(len(piece.text) for piece in pieces if piece.kind in _BODY)
    before = 0
    for place, piece in enumerate(pieces):
        if piece.kind not in _BODY and not (piece.text and piece.tag in HEADINGS):
            continue
        if (piece.kind == "heading" or (piece.tag in HEADINGS and _is_last(pieces[place:]))) and opens_something_else(
            piece.text, before / max(1, total)
        ):
            for rest in pieces[place:]:
                if rest.kind in _BODY:
                    _mark(rest, "after_the_article")
            break
        before += len(piece.text)
    for piece in reversed(pieces):
        if piece.kind not in _BODY:
            continue
        if piece.kind in ("row") or (piece.kind == "list_item" and not piece.linked):
            break
        if piece.kind == "heading":
            _mark(piece, "heading_of_nothing")
        elif len(piece.text) < _SHORT_LINE and not ends_sentence(piece.text):
            _mark(piece, "trailing_line")
        elif is_bio(piece.text):
            _mark(piece, "author_bio")
        else:
            break
    for piece in pieces:
        if piece.kind not in _BODY:
            continue
        if piece.kind == "paragraph" and len(piece.text) < _SHORT_LINE and not ends_sentence(piece.text):
            _mark(piece, "leading_line")
        elif piece.kind != "heading":
            break
