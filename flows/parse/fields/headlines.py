"""The headline of a plain text, and the second headline or deck under it."""

from __future__ import annotations

import re

from flows.parse.fields.agencies import AGENCY_PATTERN
from flows.parse.fields.byline import is_byline
from flows.parse.fields.dateline import opens_with_dateline
from flows.parse.fields.pieces import Piece

LONGEST = 250  # characters of a headline
_REACH = 12  # lines below a deck in which the first paragraph stands
_BETWEEN = frozenset(("boilerplate", "byline", "caption", "credit"))
_LOOK = 6  # lines in which a headline can stand below navigation
_PICTURE_CREDIT = re.compile(
    rf"\|\s?(?:(?:[A-Z][\w.'’-]*\s){{1,4}}/\s?|(?:[A-Z][\w.'’-]*[ ]){{0,3}}[A-Z][\w.'’-]*/(?:{AGENCY_PATTERN}|"
    rf"[A-Z]\w+)|{AGENCY_PATTERN})(?: (?:Photos?|Images))?\s"
)
# Labels that headlines carry themselves, and that elsewhere lead to other articles.
_LABELLED_TITLE = re.compile(
    r"(?:watch|video|opinion|update[ds]?|photos?|gallery|listen|podcast|poll|quiz|fact check|exclusive|breaking|"
    r"analysis|live updates|live|correction|"
    r"special report|commentary|editorial|review|interview|explainer|kommentar|analyse|meinung|vidéo|opinión|"
    r"vídeo)\s?[:|]\s",
    re.IGNORECASE,
)
_KICKER = re.compile(r"(?:[A-Z]{4,}(?: [A-Z&]{2,}){0,3}) (?=[A-Z][\w’'-]*[a-z])")
_SENTENCE = re.compile(r"[.?!][\"”'’]?\s+(?=[\"“'‘A-Z\d])")
_WORD = re.compile(r"[^\W_]{3,}")


def mark_headline(pieces: list[Piece]) -> int | None:
    """Label the headline, if one stands at the top; gives its index."""
    for index, piece in enumerate(pieces[:_LOOK]):
        if index == 0 and _LABELLED_TITLE.match(piece.text) and len(piece.text.split()) > 3:
            piece.mark("headline", "first_line")
            return index
        if piece.kind == "boilerplate":
            continue
        if piece.kind is not None or not _can_be_headline(piece, pieces, index):
            return None
        piece.mark("headline", "first_line" if index == 0 else "below_navigation")
        return index
    return None


def _can_be_headline(piece: Piece, pieces: list[Piece], index: int) -> bool:
    line = piece.text
    if len(line) > LONGEST or is_byline(line) or opens_with_dateline(line):
        return False
    if index + 1 < len(pieces) and pieces[index + 1].breaks == 0:
        return False  # a paragraph with something glued to it
    if line.endswith(","):
        return False
    if piece.ends_sentence():
        sentences = len(_SENTENCE.findall(line))
        if line.endswith((".", "。")) and (len(line) > 140 or (not sentences and len(line) > 110)):
            return False
        if len(pieces) == 1:
            return False
    return len(pieces) > 1 or len(line) <= 120


def mark_deck(pieces: list[Piece], headline: int) -> None:
    """Label what repeats or extends the headline on the next line: a kicker, a deck, a picture's caption before one."""
    index = headline + 1
    if index >= len(pieces) or pieces[index].breaks == 0:
        return
    _mark_kicker(pieces, headline)
    piece, title = pieces[index], pieces[headline].text
    if piece.text.casefold() == title.casefold():
        piece.mark("alternative_headline", "repeats_headline")
        return
    if piece.kind not in (None, "caption") or len(piece.text) > 400 or piece.ends_sentence():
        return
    if start := _second_title(piece.text, title):
        tail = Piece(piece.start + start, piece.end, piece.text[start:], 0, "alternative_headline", "after_caption")
        piece.text = piece.text[:start].rstrip()
        piece.end = piece.start + len(piece.text)
        piece.mark("caption", "before_second_headline")
        pieces.insert(index + 1, tail)
    elif piece.kind is None and _is_deck(piece, pieces, index):
        piece.mark("alternative_headline", "deck")


def _mark_kicker(pieces: list[Piece], headline: int) -> None:
    """A section's name in capitals, a second headline and its deck on one line, above the first paragraph:
    `POLITICS Panel backs bill Two members vote no.` It is known by the words it shares with the headline."""
    for piece in pieces[headline + 1 : headline + 4]:
        if piece.kind == "caption":
            continue
        if piece.kind is None and len(piece.text) <= LONGEST and (kicker := _KICKER.match(piece.text)):
            words = _content_words(pieces[headline].text)
            shared = len(words & _content_words(piece.text[kicker.end() :]))
            if shared >= 2 and 2 * shared >= len(words) and not opens_with_dateline(piece.text):
                piece.mark("alternative_headline", "kicker")
        return


def _content_words(text: str) -> set[str]:
    return {word.casefold() for word in _WORD.findall(text) if len(word) > 3}


def _second_title(line: str, title: str) -> int | None:
    """Where in a caption's line a second headline begins: after the credit, or where the headline's words recur."""
    if match := _PICTURE_CREDIT.search(line):
        return match.end() if len(line) - match.end() >= 10 else None
    at = line.find(title)
    if at > 0:
        return at
    words = {word.casefold() for word in _WORD.findall(title)}
    for sentence in _SENTENCE.finditer(line):
        tail = line[sentence.end() :]
        mine = [word.casefold() for word in _WORD.findall(tail)]
        if 2 <= len(mine) <= 14 and len(tail) <= 90 and "." not in tail and any(word in words for word in mine):
            return sentence.end()
    return None


def _is_deck(piece: Piece, pieces: list[Piece], index: int) -> bool:
    """A line of headline length that ends no sentence, with the article's first paragraph (or byline) below it."""
    if not 35 <= len(piece.text) <= 220 or len(piece.text.split()) < 5 or piece.text.endswith((":", ",", "—", "–")):
        return False
    following = [other for other in pieces[index + 1 : index + _REACH] if other.kind not in _BETWEEN]
    return any(len(other.text) > 80 and other.kind is None for other in following[:4])
