"""Time expressions: the days that a dated phrase of the body can mean.

A whole date speaks for itself (basis `stated`). Any other phrase is resolved against the interval of publication
(basis `date_published`), once from its first and once from its last day; without that interval it has no days.
"""

from __future__ import annotations

import calendar
import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from flows.parse.fields.months import MONTHS
from flows.parse.fields.numbers import number_at
from flows.parse.fields.scanning import digit_runs, places
from flows.parse.fields.vocabulary import cases, vocabulary
from flows.parse.fields.weekdays import CAPITALISED, Weekday, most_recent, next_after, weekday_at
from flows.parse.model import Body, BodySpan, TimeExpression

Days = tuple[date, date]
_NEWS_WEEK = 7

_STEMS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
          "December", "Jan", "Feb", "Mar", "Apr", "Jun", "Jul", "Aug", "Sept", "Sep", "Oct", "Nov", "Dec")  # fmt: skip
_MONTH_NAMES = frozenset(_STEMS)
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
_NEAR = {"today": 0, "tonight": 0, "yesterday": -1, "tomorrow": 1, "this morning": 0, "this afternoon": 0,
         "this evening": 0,
         "last night": -1}  # fmt: skip
_NEAR_LAST = {phrase.rpartition(" ")[2]: " " in phrase for phrase in _NEAR}  # last word: has one before it
_NEAR_FORMS = frozenset((*_NEAR_LAST, *(word.capitalize() for word, second in _NEAR_LAST.items() if not second)))
_UNITS = frozenset(("week", "weekend", "month", "year", "quarter", "spring", "summer", "autumn", "fall", "winter"))
_WHICH = ("last", "this", "next", "previous", "past", "coming")
_WHICH_FORMS = cases(_WHICH)
_UNIT_ENDS = frozenset(("s ", "y ", "k ", "h ", "r ", "e "))  # day(s), week, month, year, decade
_AGO = re.compile(r"((?:[\d.,]+|an?|[a-z]+(?:-[a-z]+)?)(?: and a half)?) (day|week|month|year|decade)s? $")
_AGO_MARKS = frozenset(("ago", "earlier"))
_UNIT_DAYS = {"day": 1, "week": 7, "month": 30, "year": 365, "decade": 3652}
_SEASONS = {"spring": (3, 5), "summer": (6, 8), "autumn": (9, 11), "fall": (9, 11), "winter": (12, 2)}


class _Phrase(NamedTuple):
    start: int
    end: int
    days: Days | None
    basis: str | None


def time_expressions(body: Body, anchor: tuple[date, date] | None) -> list[TimeExpression]:
    """Dated phrases in paragraphs and list items, in order; `anchor` is the first and last day of publication."""
    text, spans = body.text, body.spans
    phrases = [
        *_months(text, anchor), *_years(text), *_relatives(text, anchor), *_agos(text, anchor),
        *_weekdays(text, spans, anchor),
    ]  # fmt: skip
    phrases.sort()
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
        found.append(TimeExpression(text[start:end], earliest, latest, basis if days else None, start, end))
    return found


def _weekdays(text: str, spans: Sequence[BodySpan], anchor: Days | None) -> Iterator[_Phrase]:
    names = CAPITALISED & vocabulary(text)
    starts = [span.start for span in spans] if names else []
    for name in names:
        for position in places(text, name):
            own = bisect_right(starts, position) - 1
            if own < 0:
                continue
            weekday = weekday_at(text, position + len(name) - 3, starts[own], spans[own].end)
            if weekday is not None and weekday.relation != "repeated":
                days = _days_of(weekday, anchor) if anchor else None
                yield _Phrase(weekday.start, weekday.end, days, "date_published")


def _days_of(weekday: Weekday, anchor: Days) -> Days:
    first, last = anchor
    if weekday.relation == "next":
        return next_after(weekday.number, first), next_after(weekday.number, last)
    if weekday.relation == "last":
        return most_recent(weekday.number, first - timedelta(days=1)), most_recent(weekday.number, last)
    return most_recent(weekday.number, first), most_recent(weekday.number, last)


def _months(text: str, anchor: Days | None) -> Iterator[_Phrase]:
    for name in _MONTH_NAMES & vocabulary(text):
        for position in places(text, name):
            match = _MONTH.match(text, position)
            if match and match["month"] == name and not text[position - 1 : position].isalnum():
                phrase = _month(text, match, anchor)
                if phrase:
                    yield phrase


def _month(text: str, match: re.Match[str], anchor: Days | None) -> _Phrase | None:
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
        return _Phrase(start, match.end(), _days(int(match["year"]), month, day, match["to"]), "stated")
    end = match.end() if match["day"] else match.end("month")
    return _Phrase(start, end, _nearest(month, day, match["to"], anchor) if anchor else None, "date_published")


def _days(year: int, month: int, day: str | None, to: str | None) -> Days | None:
    try:
        if day is None:
            return date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1])
        return date(year, month, int(day)), date(year, month, int(to or day))
    except ValueError:
        return None  # no such day


def _nearest(month: int, day: str | None, to: str | None, anchor: Days) -> Days | None:
    """The month, or its day, in the year that brings it closest to publication."""
    middle = anchor[0]
    fits = [found for year in (middle.year - 1, middle.year, middle.year + 1) if (found := _days(year, month, day, to))]
    return min(fits, key=lambda found: abs((found[0] - middle).days), default=None)


def _years(text: str) -> Iterator[_Phrase]:
    """`in 2019`, and whole dates in digits (`2019-12-31`)."""
    for start in digit_runs(text):
        match = _NUMERAL.match(text, start) if text.startswith(_CENTURIES, start) else None
        if match is None or (start and (text[start - 1].isalnum() or text[start - 1] in "-./,:")):
            continue
        year = int(text[start : start + 4])
        if match[2]:
            yield _Phrase(start, match.end(), _days(year, int(match[2]), match[3], None), "stated")
        elif _YEAR_BEFORE.search(text, max(0, start - 8), start) and not _NO_YEAR_AFTER.match(text, match.end()):
            yield _Phrase(start, match.end(), (date(year, 1, 1), date(year, 12, 31)), "stated")


def _relatives(text: str, anchor: Days | None) -> Iterator[_Phrase]:
    words = vocabulary(text)
    for tail in _NEAR_FORMS & words:
        for position in places(text, tail):
            end = position + len(tail)
            if text[end : end + 1].isalnum():
                continue
            start = position - 5 if _NEAR_LAST[tail.lower()] else position  # "this morning", "last night"
            shift = _NEAR.get(text[max(0, start) : end].lower())
            if shift is None or text[start - 1 : start].isalnum():
                continue
            days = (anchor[0] + timedelta(days=shift), anchor[1] + timedelta(days=shift)) if anchor else None
            yield _Phrase(start, end, days, "date_published")
    if _WHICH_FORMS.isdisjoint(words):
        return
    for unit in _UNITS & words:
        for position in places(text, unit):
            end = position + len(unit)
            which = text[max(0, position - 9) : position - 1].rpartition(" ")[2].lower()
            if text[position - 1 : position] != " " or not which.endswith(_WHICH) or text[end : end + 1].isalnum():
                continue
            which = next(word for word in _WHICH if which.endswith(word))
            start = position - 1 - len(which)
            if _continues(text, start):
                continue
            days = _period(which, unit, anchor) if anchor else None
            yield _Phrase(start, end, days, "date_published")


def _continues(text: str, start: int) -> bool:
    """Whether the character before `start` belongs to the same word."""
    return text[start - 1 : start].isalnum() or text[start - 1 : start] == "_"


def _period(which: str, unit: str, anchor: Days) -> Days | None:
    step = {"last": -1, "previous": -1, "past": -1, "next": 1, "coming": 1}.get(which, 0)
    first, last = _unit_around(unit, anchor[0], step), _unit_around(unit, anchor[1], step)
    return (first[0], last[1]) if first and last else None


def _unit_around(unit: str, day: date, step: int) -> Days | None:
    """First and last day of the week, month, year … that lies `step` units from the one that holds `day`."""
    if unit.startswith("week"):
        monday = day - timedelta(days=day.weekday()) + timedelta(days=_NEWS_WEEK * step)
        return (
            (monday + timedelta(days=5), monday + timedelta(days=6))
            if unit == "weekend"
            else (monday, monday + timedelta(days=6))
        )
    if unit == "month":
        index = day.year * 12 + day.month - 1 + step
        return _days(index // 12, index % 12 + 1, None, None)
    if unit == "quarter":
        index = day.year * 4 + (day.month - 1) // 3 + step
        first = date(index // 4, index % 4 * 3 + 1, 1)
        end = _days(first.year, first.month + 2, None, None)
        return (first, end[1]) if end else None
    if unit == "year":
        return date(day.year + step, 1, 1), date(day.year + step, 12, 31)
    opens, closes = _SEASONS[unit]
    year = day.year + step
    end = _days(year + (closes < opens), closes, None, None)
    return (date(year, opens, 1), end[1]) if end else None


def _agos(text: str, anchor: Days | None) -> Iterator[_Phrase]:
    """`two weeks ago`: found from `ago` backwards, as far as the number. `earlier` counts from an event not known."""
    for mark in _AGO_MARKS & vocabulary(text):
        for position in places(text, mark):
            if text[position - 2 : position] not in _UNIT_ENDS:
                continue
            head = text[max(0, position - 34) : position]
            words = _AGO.search(head)
            if not words or text[position + len(mark) : position + len(mark) + 1].isalnum():
                continue
            amount = 1.0 if words[1] in ("a", "an") else None
            if amount is None:
                number = number_at(words[1], 0, len(words[1]))
                if number is None:
                    continue
                amount = number.value
            days = _shifted(anchor, amount, words[2]) if anchor and mark == "ago" else None
            yield _Phrase(position - len(head) + words.start(), position + len(mark), days, "date_published")


def _shifted(anchor: Days, amount: float, unit: str) -> Days | None:
    """The day that long before publication, give or take half a unit."""
    size = _UNIT_DAYS[unit]
    slack = timedelta(days=size // 2)
    try:
        back = timedelta(days=round(amount * size))
        return anchor[0] - back - slack, anchor[1] - back + slack
    except OverflowError:
        return None  # before the first year of the calendar
