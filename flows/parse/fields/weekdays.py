"""Days of the week in running text, and the day each of them means.

A bare weekday is the most recent such day, the day of publication included: right in nine of ten cases measured on
dated news, where "before the day of publication" is right in half. A weekday after `will`, `plans to` and the like is
the next such day.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from typing import NamedTuple

_NAMES = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
CAPITALISED = frozenset(name.capitalize() for name in _NAMES)
_STEMS = {name[:-3].capitalize(): index for index, name in enumerate(_NAMES)}
_HOLIDAYS = frozenset(
    ("Super", "Black", "Good", "Ash", "Cyber", "Giving", "Palm", "Easter", "Bloody", "Holy", "Maundy", "Shrove", "Fat",
     "Casual", "News")
)  # fmt: skip
_NAME_AFTER = re.compile(r" (?:Times|Night Live|Telegraph|Mirror|Express|Mail|Herald|Evening Post|School)\b")
_AHEAD_STEMS = ("will", "plan", "expected", "scheduled", "slated", "set", " to", "ahead of", "until", "upcoming")
_AHEAD = re.compile(
    r"(?<!was )(?<!were )(?<!been )\b(?:will|plans? to|planned|expected|scheduled|slated|set|is to|are to|hopes? to|"
    r"intends? to|ahead of|until|upcoming)\b[^.!?\"“”]*$"
)


class Weekday(NamedTuple):
    """A weekday in the text. `relation`: "" for the most recent such day, else `next`, `last`, `repeated`."""

    number: int  # Monday is 0
    relation: str
    start: int
    end: int


def weekdays(text: str, start: int, end: int) -> Iterator[Weekday]:
    """Weekdays named in `text[start:end]`, in order; those in the names of holidays and papers left out."""
    position = text.find("day", start, end)
    while position >= 0:
        found = weekday_at(text, position, start, end)
        if found:
            yield found
        position = text.find("day", position + 3, end)


def weekday_at(text: str, position: int, start: int, end: int) -> Weekday | None:
    """The weekday whose last syllable, `day`, stands at `position` of the paragraph `text[start:end]`."""
    finish = position + 3
    known = _STEMS.get(text[max(start, position - 6) : position].rpartition(" ")[2].lstrip("(\"“'—–\n"))
    if known is None or text[finish : finish + 1].isalnum():
        return None
    begin = finish - len(_NAMES[known])
    if begin > start and text[begin - 1].isalnum():
        return None
    word = text[max(start, begin - 12) : begin].rstrip().rpartition(" ")[2]
    if word in _HOLIDAYS or _NAME_AFTER.match(text, finish, end):
        return None
    return Weekday(known, _relation(text, word.lower(), max(start, begin - 90), begin), begin, finish)


def _relation(text: str, word: str, floor: int, begin: int) -> str:
    if word in ("every", "each"):
        return "repeated"
    if word in ("last", "past", "previous"):
        return "last"
    if word in ("next", "following"):
        return "next"
    window = text[floor:begin]
    ahead = any(stem in window for stem in _AHEAD_STEMS) and _AHEAD.search(window)
    return "next" if ahead else ""


def most_recent(weekday: int, day: date) -> date:
    """The last such weekday on or before `day`."""
    return day - timedelta(days=(day.weekday() - weekday) % 7)


def next_after(weekday: int, day: date) -> date:
    """The first such weekday after `day`."""
    return day + timedelta(days=(weekday - day.weekday() - 1) % 7 + 1)
