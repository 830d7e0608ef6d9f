"""Time expressions: the days that a dated phrase of the body can mean.

A whole date speaks for itself (basis `stated`). Any other phrase is resolved against the interval of publication
(basis `date_published`), once from its first and once from its last day; without that interval it has no days.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import chain, islice

from flows.parse.fields.calendar_days import (
    Days,
    Phrase,
    days_of_weekday,
    month_days,
    near_day,
    nearest,
    period,
    shifted,
)
from flows.parse.fields.months import MONTHS
from flows.parse.fields.numbers import number_at
from flows.parse.fields.numerals import likely_language, numerals
from flows.parse.fields.scanning import places
from flows.parse.fields.times_abroad import phrases_abroad, runs_of_prose
from flows.parse.fields.vocabulary import Sought, cases
from flows.parse.fields.weekdays import CAPITALISED, weekday_at
from flows.parse.model import Body, BodySpan, TimeExpression

_ENGLISH = numerals("", "en")
_new = tuple.__new__  # a third of the cost of the named tuple's own constructor

_STEMS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
          "December", "Jan", "Feb", "Mar", "Apr", "Jun", "Jul", "Aug", "Sept", "Sep", "Oct", "Nov", "Dec")  # fmt: skip
_MONTH_NAMES = Sought(_STEMS)
_MONTH = re.compile(
    rf"(?P<month>{'|'.join(_STEMS)})\b\.?"
    r"(?: (?P<day>\d{1,2})(?:st|nd|rd|th)?(?![\d:,]\d|\w)(?:[-–](?P<to>\d{1,2})(?!\w))?)?"
    r"(?:(?:,| of)? (?P<year>(?:1[5-9]|20)\d\d)\b)?"
)
_DAY_BEFORE = re.compile(r"(?<![\w.,:/-])(\d{1,2})(?:st|nd|rd|th)?(?: of)? $")
_MONTH_ALONE = re.compile(r"\b(?:in|since|until|by|early|late|mid|last|this|next|of|from|to) $", re.IGNORECASE)
_NUMERAL = re.compile(r"(1[5-9]|20)\d\d(?:-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])(?!\d))?")
_CENTURIES = ("15", "16", "17", "18", "19", "20")
_YEAR_BEFORE = re.compile(r"\b(?:in|since|by|until|from|during|before|after|early|late|mid|of)[ -]$", re.IGNORECASE)
_NO_YEAR_AFTER = re.compile(r",\d|[-–]\d\d?\b| (?:people|troops|[a-z]+s\b)|\w|\.\d|%")
# A verb in the past, and none in the future behind it, in the same sentence
_PAST = re.compile(
    r"\b(?:was|were|had|did|[a-z]{2,12}ed)\b(?!(?:[^.!?]*\b(?:will|until|by|next|to|expected|set|planned|scheduled)\b))"
    r"[^.!?]*$"
)
_NEAR = {"today": 0, "tonight": 0, "yesterday": -1, "tomorrow": 1, "this morning": 0, "this afternoon": 0,
         "this evening": 0,
         "last night": -1}  # fmt: skip
_NEAR_LAST = {phrase.rpartition(" ")[2]: " " in phrase for phrase in _NEAR}  # last word: has one before it
_NEAR_FORMS = Sought((*_NEAR_LAST, *(word.capitalize() for word, second in _NEAR_LAST.items() if not second)))
_UNITS = Sought(("week", "weekend", "month", "year", "quarter", "spring", "summer", "autumn", "fall", "winter"))
_WHICH = ("last", "this", "next", "previous", "past", "coming")
_STEPS = {"last": -1, "previous": -1, "past": -1, "next": 1, "coming": 1}
_WHICH_FORMS = Sought(cases(_WHICH))
_UNIT_ENDS = frozenset(("s ", "y ", "k ", "h ", "r ", "e "))  # day(s), week, month, year, decade
_AGO = re.compile(r"((?:[\d.,]+|an?|[a-z]+(?:-[a-z]+)?)(?: and a half)?) (day|week|month|year|decade)s? $")
_AGO_MARKS = Sought(("ago", "earlier"))
_UNIT_DAYS = {"day": 1, "week": 7, "month": 30, "year": 365, "decade": 3652}


_PHRASES, _PHRASE_SPACING = 500, 24  # a text with more dated phrases than that, or closer together, is no prose


def time_expressions(body: Body, anchor: tuple[date, date] | None, language: str | None = None) -> list[TimeExpression]:
    """Dated phrases in paragraphs and list items, in order; `anchor` is the first and last day of publication.

    `language` is the article's (BCP 47); without it the text's own small words tell.
    """
    text, spans = body.text, body.spans
    tag = likely_language(text) if language is None else language.partition("-")[0]
    if tag == "en":
        kinds = chain(
            _months(text, anchor), _years(text), _relatives(text, anchor), _agos(text, anchor),
            _weekdays(text, spans, anchor),
        )  # fmt: skip
    else:
        kinds = chain(phrases_abroad(text, spans, anchor, tag), _years(text))
    phrases = list(islice(kinds, max(_PHRASES, len(text) // _PHRASE_SPACING)))
    phrases.sort(key=lambda phrase: (phrase.start, -phrase.end))
    found: list[TimeExpression] = []
    at, position = -1, 0
    starts = [span.start for span in spans]
    for phrase in phrases:
        start, end, days, basis = phrase
        own = bisect_right(starts, start) - 1
        if own < 0 or spans[own].kind == "heading":
            continue
        if own != at:
            at, position = own, starts[own]
        if start < position or end > spans[own].end:
            continue
        position = end
        earliest, latest = days or (None, None)
        row = (text[start:end], earliest, latest, basis if days else None, start, end)
        found.append(_new(TimeExpression, row))
    return found


def _weekdays(text: str, spans: Sequence[BodySpan], anchor: Days | None) -> Iterator[Phrase]:
    names = CAPITALISED.within(text)
    starts = [span.start for span in spans] if names else []
    for name in names:
        for position in places(text, name):
            own = bisect_right(starts, position) - 1
            if own < 0:
                continue
            weekday = weekday_at(text, position + len(name) - 3, starts[own], spans[own].end)
            if weekday is not None and weekday.relation != "repeated":
                days = days_of_weekday(weekday, anchor) if anchor else None
                yield Phrase(weekday.start, weekday.end, days, "date_published")


def _months(text: str, anchor: Days | None) -> Iterator[Phrase]:
    for name in _MONTH_NAMES.within(text):
        for position in places(text, name):
            match = _MONTH.match(text, position)
            if match and match["month"] == name and not text[position - 1 : position].isalnum():
                phrase = _month(text, match, anchor)
                if phrase:
                    yield phrase


def _month(text: str, match: re.Match[str], anchor: Days | None) -> Phrase | None:
    name, start = match["month"], match.start()
    before = None if match["day"] else _DAY_BEFORE.search(text, max(0, start - 9), start)
    day = before[1] if before else match["day"]
    if before:
        start = before.start()
    if day is None and match["year"] is None and (name == "March" or len(name) < 5):
        # a verb, a name or a shortened word, unless a preposition says that it is a month
        month_word = name in ("March", "May", "June", "July")
        if not month_word or not _MONTH_ALONE.search(text, max(0, start - 8), start):
            return None
    month = MONTHS[name.lower()]
    if match["year"]:
        return Phrase(start, match.end(), month_days(int(match["year"]), month, day, match["to"]), "stated")
    end = match.end() if match["day"] else match.end("month")
    days = nearest(month, day, match["to"], anchor) if anchor else None
    if days and anchor and days[0] > anchor[1] and _PAST.search(text, max(0, start - 80), start):
        days = month_days(days[0].year - 1, month, day, match["to"])  # "ruled in December", written in September
    return Phrase(start, end, days, "date_published")


def _years(text: str) -> Iterator[Phrase]:
    """`in 2019`, and whole dates in digits (`2019-12-31`)."""
    for start in runs_of_prose(text):
        match = _NUMERAL.match(text, start) if text.startswith(_CENTURIES, start) else None
        if match is None or (start and (text[start - 1].isalnum() or text[start - 1] in "-./,:")):
            continue
        year = int(text[start : start + 4])
        if match[2]:
            yield Phrase(start, match.end(), month_days(year, int(match[2]), match[3], None), "stated")
        elif _YEAR_BEFORE.search(text, max(0, start - 8), start) and not _NO_YEAR_AFTER.match(text, match.end()):
            yield Phrase(start, match.end(), month_days(year, None, None, None), "stated")


def _relatives(text: str, anchor: Days | None) -> Iterator[Phrase]:
    for tail in _NEAR_FORMS.within(text):
        for position in places(text, tail):
            end = position + len(tail)
            if text[end : end + 1].isalnum():
                continue
            start = position - 5 if _NEAR_LAST[tail.lower()] else position  # "this morning", "last night"
            shift = _NEAR.get(text[max(0, start) : end].lower())
            if shift is None or text[start - 1 : start].isalnum():
                continue
            days = near_day(shift, anchor) if anchor else None
            yield Phrase(start, end, days, "date_published")
    if not _WHICH_FORMS.within(text):
        return
    for unit in _UNITS.within(text):
        for position in places(text, unit):
            end = position + len(unit)
            which = text[max(0, position - 9) : position - 1].rpartition(" ")[2].lower()
            if text[position - 1 : position] != " " or not which.endswith(_WHICH) or text[end : end + 1].isalnum():
                continue
            which = next(word for word in _WHICH if which.endswith(word))
            start = position - 1 - len(which)
            if _continues(text, start):
                continue
            days = period(_STEPS.get(which, 0), unit, anchor) if anchor else None
            yield Phrase(start, end, days, "date_published")


def _continues(text: str, start: int) -> bool:
    """Whether the character before `start` belongs to the same word."""
    return text[start - 1 : start].isalnum() or text[start - 1 : start] == "_"


def _agos(text: str, anchor: Days | None) -> Iterator[Phrase]:
    """`two weeks ago`: found from `ago` backwards, as far as the number. `earlier` counts from an event not known."""
    for mark in _AGO_MARKS.within(text):
        for position in places(text, mark):
            if text[position - 2 : position] not in _UNIT_ENDS:
                continue
            head = text[max(0, position - 34) : position]
            words = _AGO.search(head)
            if not words or text[position + len(mark) : position + len(mark) + 1].isalnum():
                continue
            amount = 1.0 if words[1] in ("a", "an") else None
            if amount is None:
                number = number_at(words[1], 0, len(words[1]), _ENGLISH)
                if number is None:
                    continue
                amount = number.value
            days = shifted(anchor, amount, _UNIT_DAYS[words[2]]) if anchor and mark == "ago" else None
            yield Phrase(position - len(head) + words.start(), position + len(mark), days, "date_published")
