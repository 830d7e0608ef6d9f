"""Where an article ends in its region: headings that open something else, lines that are no text, the writer's bio."""

from __future__ import annotations

import tomllib
from pathlib import Path

_DATA = tomllib.loads((Path(__file__).parent / "data" / "endings.toml").read_text(encoding="utf-8"))
_OUTER = " \t.:!?…»«|-–—>‹›→()[]*"
_CLOSING = " )]|*"  # not a full stop: a sentence may end with the name of an agency
_HEADINGS = frozenset(_DATA["headings"]["line"])
_HEADING_STARTS = tuple(_DATA["headings"]["start"])
_LINES = frozenset(_DATA["lines"]["line"])
_LINE_STARTS = tuple(_DATA["lines"]["start"])
_CREDITS = tuple(_DATA["credits"]["start"])
_AGENCIES = tuple(_DATA["credits"]["end"])
_BIO = tuple(_DATA["bio"]["holds"])
_HEAD = 2  # characters by which most lines are told to open with none of these
_LINE_HEADS = frozenset(start[:_HEAD] for start in _LINE_STARTS)
_CREDIT_HEADS = frozenset(start[:_HEAD] for start in _CREDITS)
_LAST_PART, _END = 0.6, 0.85
_LONGEST_HEADING, _LONGEST_LINE, _LONGEST_BIO, _LONGEST_CREDIT = 60, 400, 500, 150
_LONGEST_AGENCY = 80


def opens_something_else(heading: str, position: float) -> bool:
    """Whether `heading` stands over comments, related stories, an author's bio: `position` is 1 at the region's end.

    Words that a heading of the article itself may open with count only near the end.
    """
    if len(heading) > _LONGEST_HEADING or position < _LAST_PART:
        return False
    bare = heading.lower().replace("’", "'").strip(_OUTER)
    return bare in _HEADINGS or (position > _END and bare.startswith(_HEADING_STARTS))


def is_no_text(line: str) -> bool:
    """Whether `line` is apparatus by its first words."""
    if len(line) > _LONGEST_LINE:
        return False
    low = line[:60].lower().replace("’", "'").lstrip(_OUTER)
    if low[:_HEAD] in _LINE_HEADS and low.startswith(_LINE_STARTS):
        return True
    return len(line) < 30 and low.rstrip(_OUTER) in _LINES


def is_credit(line: str) -> bool:
    """Whether `line` opens or ends as a picture's credit does, and is as short."""
    if len(line) >= _LONGEST_CREDIT:
        return False
    low = line[:30].lower().lstrip(_OUTER)
    if low[:_HEAD] in _CREDIT_HEADS and low.startswith(_CREDITS):
        return True
    return len(line) < _LONGEST_AGENCY and line[-25:].lower().rstrip(_CLOSING).endswith(_AGENCIES)


def is_bio(paragraph: str) -> bool:
    """Whether `paragraph`, one of the last, tells of the writer."""
    if len(paragraph) > _LONGEST_BIO:
        return False
    low = paragraph.lower()
    return any(words in low for words in _BIO)
