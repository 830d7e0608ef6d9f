"""Where an article ends in its region: headings that open something else, lines that are no text, the writer's bio."""

from __future__ import annotations

import tomllib
from pathlib import Path

_DATA = tomllib.loads((Path(__file__).parent / "data" / "endings.toml").read_text(encoding="utf-8"))
_OUTER = " \t.:!?…»«|-–—>‹›→()[]*"
_HEADINGS = frozenset(_DATA["headings"]["line"])
_HEADING_STARTS = tuple(_DATA["headings"]["start"])
_LINES = frozenset(_DATA["lines"]["line"])
_LINE_STARTS = tuple(_DATA["lines"]["start"])
_CREDITS = tuple(_DATA["credits"]["start"])
_BIO = tuple(_DATA["bio"]["holds"])
_LAST_PART, _END = 0.6, 0.85
_LONGEST_HEADING, _LONGEST_LINE, _LONGEST_BIO, _LONGEST_CREDIT = 60, 400, 500, 150


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
    return low.startswith(_LINE_STARTS) or (len(line) < 30 and low.rstrip(_OUTER) in _LINES)


def is_credit(line: str) -> bool:
    """Whether `line` opens as a picture's credit does, and is as short."""
    return len(line) < _LONGEST_CREDIT and line[:30].lower().lstrip(_OUTER).startswith(_CREDITS)


def is_bio(paragraph: str) -> bool:
    """Whether `paragraph`, one of the last, tells of the writer."""
    if len(paragraph) > _LONGEST_BIO:
        return False
    low = paragraph.lower()
    return any(words in low for words in _BIO)
