"""Whole pages flattened to text: the menus above an article and all that stands below it.

A page is known by its short lines: dozens of menu entries in runs, where an article has at most a list. The article is
then the stretch with the most prose, short lines counting against it; what lies outside is furniture.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from flows.parse.fields.byline import is_byline
from flows.parse.fields.phrases import ends_sentence
from flows.parse.fields.pieces import Piece

_FEWEST_LINES, _FEWEST_SHORT, _FEWEST_KNOWN, _FEWEST_ABOVE = 24, 15, 3, 12
_OF_PAGES = frozenset(("navigation", "share", "newsletter", "paywall", "cookies", "comments", "section_label"))
_SHORT, _SENTENCE, _PROSE = 45, 30, 80  # characters
_LOSS, _SMALL_LOSS = 0.6, 0.2  # of a short line; of a title, or what stands between paragraphs anyway
_SENTENCE_GAIN, _MOST_GAIN = 0.5, 4.0  # of a short sentence; a paragraph gains 1 for 100 characters
_AMID_TEXT = frozenset(("related", "advertising", "teaser", "gallery", "separator"))
_HEADLINE = (12, 200)  # characters
_FEWEST_SHARED, _SHARE = 2, 0.4  # of a headline's words with the article
_NEAR_BEST = 0.85
_NOTICE = 0.15  # of the article's gains, that a notice above the headline may take
_COUNTED = 14  # characters of `12 comments`, `Comments (3)`
_FEWEST_WORDS, _UNSPACED = 4, 12  # words of a headline, or its characters where words are not parted by blanks
_READ = 6_000  # characters of the article in which a headline's words are looked for
_FIRST_UNSPACED = "\u2e80"  # the first character of the scripts of East Asia
_FREE = (None, "list_item", "heading")
_RUN = 8  # short lines in a row that are a menu even inside the article
_WORD = re.compile(r"[^\W\d_]{4,}")
_NAME_WORDS = 5


class Page(NamedTuple):
    """Where the article begins and ends among the pieces of a page, and its headline, if one was found above it."""

    first: int
    end: int
    headline: int | None


def mark_furniture(pieces: list[Piece], *, has_headline: bool) -> Page | None:
    """Label what lies outside the article, if the text is a whole page; None, and nothing changed, where it is none."""
    if len(pieces) < _FEWEST_LINES or sum(len(piece.text) < _SHORT for piece in pieces) < _FEWEST_SHORT:
        return None
    gains = [_gain(piece) for piece in pieces]
    first, end = _richest(gains)
    outside = [*range(first), *range(end, len(pieces))]
    if sum(gains[index] == -_LOSS for index in outside) < _FEWEST_SHORT:
        return None
    known = sum(pieces[index].reason in _OF_PAGES for index in outside)
    prose = [index for index, gain in enumerate(gains) if gain > _SENTENCE_GAIN] or [0]
    above, below = gains[: prose[0]].count(-_LOSS), gains[prose[-1] :].count(-_LOSS)
    if known < _FEWEST_KNOWN and above < _FEWEST_ABOVE and not (known > 1 and below >= _FEWEST_SHORT):
        return None
    end = _before_comments(pieces, gains, first, end)
    headline = None
    if has_headline:
        headline = _headline(pieces, first, first, end)
        if headline is None:  # prose stood above it: a notice about the browser, say
            headline = _headline(pieces, _part(gains, first, end, _NOTICE), first, end)
            first = first if headline is None else max(first, headline + 1)
    top = range(first if headline is None else headline)
    for index in (*top, *range(end, len(pieces))):
        if pieces[index].kind in (*_FREE, "caption"):
            pieces[index].mark("boilerplate", "page_furniture")
    if headline is not None:
        _mark_between(pieces, headline, first)
    _mark_menus(pieces, first, end)
    return Page(first, end, headline)


def _gain(piece: Piece) -> float:
    """How much a piece speaks for being article."""
    length = _length(piece.text)
    if piece.kind == "boilerplate":
        return -_SMALL_LOSS if piece.reason in _AMID_TEXT else -_LOSS
    if piece.kind not in _FREE:
        return 0.0
    if ends_sentence(piece.text):
        return min(length / 100, _MOST_GAIN) if length >= _PROSE else _SENTENCE_GAIN if length >= _SENTENCE else 0.0
    return -_LOSS if length < _SHORT else -_SMALL_LOSS


def _length(line: str) -> int:
    """In characters of an alphabet: one that writes a syllable or a word counts as three."""
    return 3 * len(line) if line[0] >= _FIRST_UNSPACED else len(line)


def _words(text: str) -> set[str]:
    """The longer words of `text`; pairs of characters where no blanks part them."""
    found = {word.casefold() for word in _WORD.findall(text)}
    if text[:1] >= _FIRST_UNSPACED:
        found |= {text[place : place + 2] for place in range(len(text) - 1)}
    return found


def _richest(gains: list[float]) -> tuple[int, int]:
    """The stretch with the greatest sum (Kadane's algorithm)."""
    best, best_first, best_end = 0.0, 0, 0
    total, first = 0.0, 0
    for index, gain in enumerate(gains):
        if total <= 0:
            total, first = 0.0, index
        total += gain
        if total > best:
            best, best_first, best_end = total, first, index + 1
    return best_first, best_end


def _part(gains: list[float], first: int, end: int, share: float) -> int:
    """Where `share` of the article's gains lies behind."""
    wanted, total = share * sum(gains[first:end]), 0.0
    for index in range(first, end):
        total += gains[index]
        if total > wanted:
            return index
    return end


def _before_comments(pieces: list[Piece], gains: list[float], first: int, end: int) -> int:
    """Where readers' comments begin, if they are announced behind the article's first half; else `end`."""
    half = _part(gains, first, end, 0.5)
    return next(
        (
            place
            for place in range(half, end)
            if pieces[place].reason in ("comments", "gallery_counter") and "omment" in pieces[place].text[-_COUNTED:]
        ),
        end,
    )


def _headline(pieces: list[Piece], limit: int, first: int, end: int) -> int | None:
    """The first line before `limit` that shares about as many words with the article as any."""
    prose = " ".join(piece.text for piece in pieces[first:end] if piece.kind in _FREE)[:_READ]
    words = _words(prose)
    scores: dict[int, float] = {}
    for index, piece in enumerate(pieces[:limit]):
        line = piece.text
        if piece.kind not in (*_FREE, "caption") or not _HEADLINE[0] <= len(line) <= _HEADLINE[1] or line[-1] in ":,":
            continue
        if line.count(" ") + 1 < _FEWEST_WORDS and (" " in line or line[0] < _FIRST_UNSPACED or len(line) < _UNSPACED):
            continue
        mine = _words(line)
        shared = len(mine & words)
        if shared >= _FEWEST_SHARED and shared >= _SHARE * len(mine):
            scores[index] = shared / len(mine) + 0.15 * min(shared, 6) - (0.3 if line[-1] == "." else 0.0)
    if not scores:
        return None
    best = max(scores.values())
    chosen = next(index for index, score in scores.items() if score >= _NEAR_BEST * best)
    while chosen - 1 in scores:  # the line below the headline may share more
        chosen -= 1
    return chosen


def _mark_between(pieces: list[Piece], headline: int, first: int) -> None:
    """Between headline and article: the headline again, and short lines that can be nobody's name."""
    pieces[headline].mark("headline", "below_navigation")
    title = pieces[headline].text.casefold()
    for piece in pieces[headline + 1 : first]:
        if piece.kind not in _FREE or is_byline(piece.text):
            continue
        words = piece.text.split()
        if piece.text.casefold() == title:
            piece.mark("alternative_headline", "repeats_headline")
        elif len(piece.text) < _SHORT and not (1 < len(words) <= _NAME_WORDS and words[-1][0].isupper()):
            piece.mark("boilerplate", "page_furniture")


def _mark_menus(pieces: list[Piece], first: int, end: int) -> None:
    run: list[Piece] = []
    for piece in (*pieces[first:end], None):
        if piece and (
            piece.reason == "page_furniture"
            or piece.kind == "boilerplate"
            or (piece.kind in _FREE and len(piece.text) < _SHORT and not ends_sentence(piece.text))
        ):
            run.append(piece)
            continue
        if len(run) >= _RUN:
            for item in run:
                if item.kind in _FREE:
                    item.mark("boilerplate", "page_furniture")
        run = []
