"""Teasers inside a paragraph's line: what leads away from the article, cut out of its sentences."""

from __future__ import annotations

import re
from typing import NamedTuple

from flows.parse.fields.phrases import BRACKET_LABELS, phrase_label


class Teaser(NamedTuple):
    """A stretch of a line that is no part of its paragraph, and the rule that says so."""

    start: int
    end: int
    reason: str


_BRACKETED = re.compile(
    r"[(\[]\s?(?:(?:"
    + "|".join(sorted(map(re.escape, BRACKET_LABELS), key=len, reverse=True))
    + r")\b[^:()\[\]]{0,24}):",
    re.IGNORECASE,
)
_ROUND, _SQUARE = re.compile(r"[()]"), re.compile(r"[\[\]]")
# A sentence at the end of a paragraph that sends the reader elsewhere: `Read more at the Courier.`
_TAIL_CUES = (
    "Read more", "READ MORE", "Read the full", "Click here", "CLICK HERE", "Continue reading", "Story continues",
    "Story Continue", "Sign up here",
)  # fmt: skip
_FOREIGN_TAIL_CUES = (
    "Lesen Sie auch", "Lesen Sie mehr", "Mehr dazu", "Weiterlesen", "Lire aussi", "Lire la suite", "À lire aussi",
    "Lea también", "Lea más", "Leer más", "Ver también",
)  # fmt: skip
_TAIL_OPENINGS = frozenset(cue[:4] for cue in (*_TAIL_CUES, *_FOREIGN_TAIL_CUES, "Write"))
_TAIL_OPENING = re.compile("|".join(map(re.escape, _TAIL_OPENINGS)))
_CARD_END = " MORE"  # what closes one
_LABEL_KEYS = frozenset(label[:2] for label in BRACKET_LABELS)
_LONGEST_LABEL = 50  # characters between a bracket and the colon of its label
_WRITE_TO = "Write to "  # and a name: `Write to him` closes a note on the writer
_TAIL = re.compile(
    r"[.!?…\"”’)]\s(" + "|".join(map(re.escape, _TAIL_CUES + _FOREIGN_TAIL_CUES)) + rf"|{_WRITE_TO}(?=[A-Z]))"
)
_LONGEST_TAIL, _SHORTEST_WITH_TAIL = 120, 30
_SENTENCE_ENDS = frozenset('.”"')
# Profile cards that The Hill's pages put behind a name: the full name, headlines, `MORE`, all without blanks between.
_GLUE = re.compile(r"(?<=[a-zà-ÿ])(?=[A-Z][A-Za-z])")
_FULL_NAME = re.compile(r"(?:[A-Z][\w.'’-]*\s){1,3}[A-Z][\w'’-]*$")
_TITLES = frozenset(
    ("President", "Senator", "Sen", "Rep", "Gov", "Governor", "Secretary", "Mayor", "Speaker", "Judge", "Justice")
)
_CARD = 500  # characters that a card may take


def may_have_tail(line: str) -> bool:
    """Whether the last sentence of `line` may send the reader elsewhere."""
    if len(line) < _SHORTEST_WITH_TAIL:
        return False
    if line[-1] in _SENTENCE_ENDS:
        stop = line.rfind(". ", -_LONGEST_TAIL)
        if stop < 0:
            stop = line.rfind("” ", -_LONGEST_TAIL)
        return stop >= 0 and line[stop + 2 : stop + 6] in _TAIL_OPENINGS
    return _TAIL_OPENING.search(line, max(0, len(line) - _LONGEST_TAIL)) is not None


def teaser_places(text: str) -> list[int]:
    """Where in `text`, a whole article, a teaser in brackets may open (a capital follows, and a colon) or a profile
    card end."""
    places: list[int] = []
    for bracket in "([":
        at = text.find(bracket)
        while at >= 0:
            if not text[at + 1 : at + 2].islower():
                label = text[at + 1 : at + 4].lstrip()
                if label[:1].isupper() and label[:2].lower() in _LABEL_KEYS and ":" in text[at : at + _LONGEST_LABEL]:
                    places.append(at)
            at = text.find(bracket, at + 1)
    at = text.find(_CARD_END)
    while at >= 0:
        places.append(at)
        at = text.find(_CARD_END, at + 1)
    return places


def teasers(line: str) -> list[Teaser]:
    """The teasers in `line`, in order, none overlapping."""
    found: list[Teaser] = []
    if ":" in line and ("(" in line or "[" in line):
        found += _bracketed(line)
    if _CARD_END in line:
        found += _profile_cards(line)
    if tail := _tail(line):
        found.append(tail)
    found.sort()
    kept: list[Teaser] = []
    for teaser in found:
        if not kept or teaser.start >= kept[-1].end:
            kept.append(teaser)
    return kept


def _bracketed(line: str) -> list[Teaser]:
    """`(RELATED: …)`, `[READ: …]`: the label starts with a capital letter and ends with a colon."""
    found: list[Teaser] = []
    position = 0
    while match := _BRACKETED.search(line, position):
        closing = _closing(line, match.start())
        position = match.end()
        if closing and line[match.start() + 1 : match.end()].lstrip()[:1].isupper():
            found.append(Teaser(match.start(), closing, "teaser"))
            position = closing
    return found


def _closing(line: str, opening: int) -> int | None:
    """One past the bracket that closes the one at `opening`, within 400 characters and two brackets deep."""
    brackets, depth = _ROUND if line[opening] == "(" else _SQUARE, 0
    for bracket in brackets.finditer(line, opening, opening + 400):
        depth += 1 if bracket.group() in "([" else -1
        if depth == 0:
            return bracket.end()
        if depth > 2:
            return None
    return None


def _profile_cards(line: str) -> list[Teaser]:
    found: list[Teaser] = []
    floor, end = 0, line.find(_CARD_END)
    while end >= 0:
        closing = end + len(_CARD_END)
        glue = _GLUE.search(line, max(floor, end - _CARD), end)
        if glue and not line[closing : closing + 1].isalnum():
            found.append(Teaser(_card_start(line, floor, glue.start(), end), closing, "profile_card"))
        floor = closing
        end = line.find(_CARD_END, closing)
    return found


def _card_start(line: str, floor: int, glue: int, end: int) -> int:
    """Where the card's full name begins: at the first glue if a name and another glue follow, else before it."""
    second = _GLUE.search(line, glue + 1, min(end, glue + 60))
    if second and _FULL_NAME.fullmatch(line, glue, second.start()):
        return glue
    name = _FULL_NAME.search(line, max(floor, glue - 60), glue)
    if not name:
        return glue
    start = name.start()
    while (blank := line.find(" ", start, glue)) > 0 and line[start:blank].rstrip(".") in _TITLES:
        start = blank + 1
    return start


def _tail(line: str) -> Teaser | None:
    match = _TAIL.search(line, max(0, len(line) - _LONGEST_TAIL))
    if match is None or phrase_label(line) is not None:  # the whole line is a copyright line, or the like
        return None
    return Teaser(match.start(1), len(line), "related")
