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
_CUES = (" MORE", "Read ", "lick here", "CLICK HERE", "Story ", "Continue r", "Sign up h")
_TAIL = re.compile(r"[.!?…\"”’)]\s(" + "|".join(map(re.escape, _TAIL_CUES + _FOREIGN_TAIL_CUES)) + ")")
_LONGEST_TAIL = 120
# Profile cards that The Hill's pages put behind a name: the full name, headlines, `MORE`, all without blanks between.
_GLUE = re.compile(r"(?<=[a-zà-ÿ])(?=[A-Z][A-Za-z])")
_FULL_NAME = re.compile(r"(?:[A-Z][\w.'’-]*\s){1,3}[A-Z][\w'’-]*$")
_TITLES = frozenset(
    ("President", "Senator", "Sen", "Rep", "Gov", "Governor", "Secretary", "Mayor", "Speaker", "Judge", "Justice")
)
_CARD = 500  # characters that a card may take


def unbracketed_cues(text: str, *, foreign: bool) -> tuple[str, ...]:
    """What `text`, a whole article, has of what teasers without brackets begin or end with. `foreign`: not English."""
    cues = _CUES + _FOREIGN_TAIL_CUES if foreign else _CUES
    return tuple([cue for cue in cues if cue in text])


def has_bracketed(line: str) -> bool:
    """Whether `line` has what a teaser in brackets needs."""
    return ":" in line and ("(" in line or "[" in line)


def teasers(line: str) -> list[Teaser]:
    """The teasers in `line`, in order, none overlapping."""
    found: list[Teaser] = []
    if has_bracketed(line):
        found += _bracketed(line)
    if " MORE" in line:
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
    floor, end = 0, line.find(" MORE")
    while end >= 0:
        closing = end + len(" MORE")
        glue = _GLUE.search(line, max(floor, end - _CARD), end)
        if glue and not line[closing : closing + 1].isalnum():
            found.append(Teaser(_card_start(line, floor, glue.start(), end), closing, "profile_card"))
        floor = closing
        end = line.find(" MORE", closing)
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
