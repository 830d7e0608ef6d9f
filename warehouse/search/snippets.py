"""The stretch of an article's text that shows why it was found, and where in it the words stand."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from warehouse.search.languages import analyzer
from warehouse.search.matching import Mark

WIDTH = 200  # characters
BEFORE = 50  # of these at most, before the first word
CUT = "…"

Span = tuple[int, int]  # first character, and the one after the last


class Snippet(NamedTuple):
    """Text on one line, and the spans of the words that were asked for."""

    text: str
    marks: tuple[Span, ...] = ()

    def marked(self, opening: str = "**", closing: str = "**") -> str:
        """The text with marks around the words."""
        pieces, position = [], 0
        for start, end in self.marks:
            pieces += [self.text[position:start], opening, self.text[start:end], closing]
            position = end
        return "".join(pieces) + self.text[position:]


def snippet(text: str, tongue: str, marks: Iterable[Mark]) -> Snippet:
    """The stretch of `text` with the most different words of those asked for; its beginning if it has none."""
    found = _spans(text, tongue, list(marks))
    start = _best(found)
    low = max(0, start - BEFORE)
    if low:
        low = text.find(" ", low, start) + 1 or start
    high = min(len(text), low + WIDTH)
    if high < len(text):
        high = max(text.rfind(" ", low, high), min((end for begin, end, _ in found if begin >= start), default=0))
        high = high if high > low else low + WIDTH
    opening, closing = CUT if low else "", CUT if high < len(text) else ""
    shift = len(opening) - low
    inside = tuple((begin + shift, end + shift) for begin, end, _ in found if begin >= low and end <= high)
    line = text[low:high].replace("\n", " ").replace("\r", " ").replace("\t", " ")
    return Snippet(opening + line + closing, inside)


def _spans(text: str, tongue: str, marks: list[Mark]) -> list[tuple[int, int, int]]:
    """(start, end, number of the mark) of each place where one stands; in their order, none within another."""
    tokens = analyzer(tongue).pre_tokenize(text).tokens
    terms = [token.text for token in tokens]
    firsts = {mark.terms[0] for mark in marks}
    beginnings = tuple(mark.terms[0] for mark in marks if mark.prefix and len(mark.terms) == 1)
    found: list[tuple[int, int, int]] = []
    for at in [at for at, term in enumerate(terms) if term in firsts or (beginnings and term.startswith(beginnings))]:
        start = tokens[at].char_offset_from
        for number, mark in enumerate(marks):
            last = at + len(mark.terms)
            if _stands(terms[at:last], mark) and (not found or start >= found[-1][1]):
                found.append((start, tokens[last - 1].char_offset_to or start, number))
    return found


def _stands(terms: list[str], mark: Mark) -> bool:
    if len(terms) < len(mark.terms) or terms[:-1] != list(mark.terms[:-1]):
        return False
    return terms[-1].startswith(mark.terms[-1]) if mark.prefix else terms[-1] == mark.terms[-1]


def _best(found: list[tuple[int, int, int]]) -> int:
    """Where the stretch with the most different marks begins; the first of equals."""
    best, start = 0, 0
    for index, (begin, _, _) in enumerate(found):
        different = set()
        for _, end, number in found[index:]:
            if end > begin + WIDTH - BEFORE:
                break
            different.add(number)
        if len(different) > best:
            best, start = len(different), begin
    return start
