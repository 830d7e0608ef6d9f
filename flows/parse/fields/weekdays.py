"""Days of the week in running text, and the day each of them means.

A bare weekday is the most recent such day, the day of publication included: right in nine of ten cases measured on
dated news, where "before the day of publication" is right in half. A weekday that hangs on `will`, `plans to` and the
like is the next such day; one that hangs on a verb of saying, in the same sentence, is not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from typing import NamedTuple

from flows.parse.fields.cues import CUES
from flows.parse.fields.day_words import DAY_WORDS, DayWords
from flows.parse.fields.letters import letters
from flows.parse.fields.vocabulary import Sought

_NAMES = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
CAPITALISED = Sought(name.capitalize() for name in _NAMES)
_STEMS = {name[:-3].capitalize(): index for index, name in enumerate(_NAMES)}
_HOLIDAYS = frozenset(
    ("Super", "Black", "Good", "Ash", "Cyber", "Giving", "Palm", "Easter", "Bloody", "Holy", "Maundy", "Shrove", "Fat",
     "Casual", "News", "Small", "Blue", "Ruby", "Joe", "Christmas", "Throwback")
)  # fmt: skip
_NAME_AFTER = re.compile(
    r" (?:Times|Night (?:Live|Lights|Football)|Telegraph|Mirror|Express|Mail|Herald|Evening Post|School|Prayer|Gras)\b"
)
_AHEAD_STEMS = (
    "will", "plan", "expected", "scheduled", "slated", "set", " to", "ahead of", "until", "upcoming", "next", "later",
)  # fmt: skip
_AHEAD = re.compile(
    r"(?<!was )(?<!were )(?<!been )\b(?:will|plans? to|planned|expected|scheduled|slated|set|is to|are to|hopes? to|"
    r"intends? to|ahead of|until|upcoming|due)\b([^.!?\"“”]*)$"
)
_AHEAD_AFTER = re.compile(
    r"(?:’s|'s)?,? (?:[\w’'-]+,? ){0,5}?(?:will|(?:is|are) (?:set|expected|scheduled|due|slated|to)|plans? to)\b"
)
_SENTENCE_OPENS = re.compile(r"(?:^|[.!?\"“”\n] ?)(?:(?:[Oo]n|[Bb]y) )?$")
_WORD = re.compile(r"[a-z]+")
_REPORTS = frozenset(
    word for word, cue in CUES.items() if cue[0] == "finite" and word.endswith(("ed", "id", "ld", "ote"))
)
_REPEATED = frozenset(("chaque", "cada", "jeden", "jeder", "jedem", "ogni", "elke", "tous", "todos", "gras", "toda"))
_MARKS = ',.;:()«»„“"'
_PARTICIPLES = ("be ", "been ", "being ")


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
    return Weekday(known, _relation(text, word.lower(), max(start, begin - 90), begin, finish, end), begin, finish)


def _relation(text: str, word: str, floor: int, begin: int, finish: int, end: int) -> str:
    if word in ("every", "each"):
        return "repeated"
    if word in ("last", "past", "previous"):
        return "last"
    if word in ("next", "following", "coming"):
        return "next"
    window = text[floor:begin]
    if any(stem in window for stem in _AHEAD_STEMS):
        ahead = _AHEAD.search(window)
        if ahead and not _reported(ahead[1]):
            return "next"
    if (text.startswith("l", finish + 1) or " will " in text[finish : finish + 60]) and _SENTENCE_OPENS.search(window):
        after = _AHEAD_AFTER.match(text, finish, min(end, finish + 80))
        if after and not _reported(after.group()):
            return "next"
    return ""


def _reported(between: str) -> bool:
    """Whether a verb of saying stands between the future verb and the weekday: `will not be built, it said on …`."""
    if between.lstrip().startswith(_PARTICIPLES):
        between = between.partition(",")[2]
    return not _REPORTS.isdisjoint(_WORD.findall(between))


def weekdays_abroad(text: str, start: int, end: int, language: str) -> Iterator[Weekday]:
    """As `weekdays`, in another language than English and in any order; none where the days are not known."""
    words = DAY_WORDS.get(language)
    if words is None:
        return
    named = words.weekdays.keys() & letters(text)
    if words.hyphened:  # "segunda-feira" is two words
        named |= {name for name in words.weekdays if "-" in name and name in text}
    for name in named:
        position = text.find(name, start, end)
        while position >= 0:
            finish = position + len(name)
            if not text[finish : finish + 1].isalpha() and not text[position - 1 : position].isalpha():
                relation = _relation_abroad(text, position, finish, start, words)
                if relation != "repeated":
                    yield Weekday(words.weekdays[name], relation, position, finish)
            position = text.find(name, finish, end)


def _relation_abroad(text: str, position: int, finish: int, floor: int, words: DayWords) -> str:
    window = text[max(floor, position - 70) : position].lower()
    before = window.rpartition(" ")[0].rpartition(" ")[2].strip(_MARKS) if window.endswith(" ") else ""
    after = text[finish : finish + 14].split(maxsplit=1)
    near = (before, after[0].lower().strip(_MARKS) if after else "")
    for word in near:
        if word in words.last:
            return "last"
        if word in words.next:
            return "next"
        if word in _REPEATED:
            return "repeated"
    leading = window[max(map(window.rfind, ".!?,;:\n")) + 1 :].split()
    ahead = not words.ahead.isdisjoint(leading) or (words.future and any(map(words.looks_ahead, leading)))
    return "next" if ahead else ""


def most_recent(weekday: int, day: date) -> date:
    """The last such weekday on or before `day`."""
    return day - timedelta(days=(day.weekday() - weekday) % 7)


def next_after(weekday: int, day: date) -> date:
    """The first such weekday after `day`."""
    return day + timedelta(days=(weekday - day.weekday() - 1) % 7 + 1)
