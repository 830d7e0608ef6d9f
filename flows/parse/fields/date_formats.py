"""Dates as people and systems write them, led back to one instant in UTC.

A value without a zone is read as UTC, since nothing better is known. Where both day and month of a numeric date are
12 or less (`04/05/2019`), slashes and hyphens put the month first, as American news does, and stops the day first.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import NamedTuple

from flows.parse.fields.months import MONTHS

_OFFSETS = {
    "Z": 0.0, "UTC": 0.0, "GMT": 0.0, "UT": 0.0, "WET": 0.0, "EST": -5.0, "EDT": -4.0, "CST": -6.0, "CDT": -5.0,
    "MST": -7.0, "MDT": -6.0, "PST": -8.0, "PDT": -7.0, "AKST": -9.0, "HST": -10.0, "BST": 1.0, "IST": 5.5,
    "CET": 1.0, "CEST": 2.0, "MEZ": 1.0, "MESZ": 2.0, "EET": 2.0, "EEST": 3.0, "MSK": 3.0, "JST": 9.0, "KST": 9.0,
    "SGT": 8.0, "HKT": 8.0,
    "AEST": 10.0, "AEDT": 11.0, "ACST": 9.5, "AWST": 8.0, "NZST": 12.0, "NZDT": 13.0,
}  # fmt: skip
_SEASONAL = {"ET": -5.0, "CT": -6.0, "MT": -7.0, "PT": -8.0}  # an hour more from March to early November
_EPOCH_SECONDS = (1e8, 4.2e9)  # 1973 to 2103
FIRST_YEAR, LAST_YEAR = 1450, 2199

_CLOCK = (
    r"(?P<hour{0}>[01]?\d|2[0-3])[:.h](?P<minute{0}>[0-5]\d)(?::(?P<second{0}>[0-5]\d)(?:[.,]\d{{1,9}})?)?"
    r"(?:\s?(?P<half{0}>[AaPp])\.?[Mm]\b\.?)?(?:\s?\(?(?P<zone{0}>Z\b|[A-Z]{{2,4}}\b|(?:GMT|UTC)?[+-]\d\d:?\d\d)\)?)?"
)
_ISO = re.compile(
    r"(?<!\d)(?P<year>\d{4})(?P<sep>[-/.]?)(?P<month>0[1-9]|1[0-2])(?P=sep)(?P<day>0[1-9]|[12]\d|3[01])(?!\d)"
    rf"(?:[T ,]\s?{_CLOCK.format('')})?"
)
_COMPACT = re.compile(r"(\d{4})(\d\d)(\d\d)T?(\d\d)(\d\d)(\d\d)?Z?")
_LETTERS = r"[^\W\d_]"
_NAMED = re.compile(
    rf"(?<!\d)(?P<day>\d{{1,2}})(?:st|nd|rd|th|er|º|ª|\.)?"
    rf"[\s-](?:de |of )?(?P<month>{_LETTERS}{{3,10}})\.?,?[\s-](?:de |del )?(?P<year>\d{{4}})(?!\d)"
    rf"|(?P<month2>{_LETTERS}{{3,10}})\.?[\s-](?P<day2>\d{{1,2}})(?:st|nd|rd|th)?(?:,\s?|[\s-])(?P<year2>\d{{4}})(?!\d)"
)
_LONGEST_NAMED = 36  # characters from the day or month to the end of the year
_TWO_DIGITS = re.compile(r"\d\d")
_YEAR = re.compile(r"\d{4}(?!\d)")
_LONG_DIGITS = re.compile(r"\d{8}")  # the date without separators that a time may follow (`20190401T1200`)
_NUMERIC = re.compile(r"(?<![\d./-])(\d{1,2})([./-])(\d{1,2})\2(\d{4}|\d\d)(?![\d/])")
_CJK = re.compile(r"(\d{4})\s?年\s?(\d{1,2})\s?月\s?(\d{1,2})\s?日")
_TIME = re.compile(rf"(?<![\d:]){_CLOCK.format('')}")
_HOUR_ONLY = re.compile(
    r"(?<![\d:.])(?P<hour>1[0-2]|0?[1-9])\s?(?P<half>[AaPp])\.?[Mm]\b\.?(?:\s?(?P<zone>[A-Z]{2,4})\b)?"
)
_MONTH_YEAR = re.compile(rf"({_LETTERS}{{3,10}})\.?,? (?:de |del )?(\d{{4}})|(\d{{4}})-(\d\d)|(\d{{4}})")


class FoundDate(NamedTuple):
    """A whole date in a text, with the time of day beside it if there is one."""

    instant: datetime
    precision: str
    start: int
    end: int
    ambiguous: bool = False  # day and month could be the other way round


def parse_date(value: str | int | float) -> tuple[datetime, str] | None:
    """One stated value (ISO 8601, RFC 2822, epoch seconds or milliseconds, or as written in seven languages) as its
    instant in UTC and its precision (second … year); None where it states no date between 1450 and 2199."""
    if isinstance(value, bool):
        return None
    if isinstance(value, (int, float)):
        return _epoch(float(value))
    text = value.strip()[:200]
    if not text:
        return None
    if text.replace(".", "", 1).isdecimal() and len(text) >= 9 and text.isascii():
        compact = _COMPACT.fullmatch(text)
        if compact and 1900 <= int(compact.group(1)) <= 2100:
            return _compact(compact)
        return _epoch(float(text))
    compact = _COMPACT.fullmatch(text)
    if compact:
        return _compact(compact)
    found = next(iter(find_dates(text)), None)
    if found:
        return found.instant, found.precision
    return _month_or_year(text)


def find_dates(text: str) -> list[FoundDate]:
    """Whole dates (day, month and year) in the text, in order, each with the time of day directly beside it."""
    if not _TWO_DIGITS.search(text):
        return []  # every date has a year of two digits or more
    found: list[FoundDate | None] = []
    if any(sign in text for sign in "/.-"):
        found += [_numeric(text, match) for match in _NUMERIC.finditer(text)]
    ends = [match.end() for match in _YEAR.finditer(text)]
    if ends or _LONG_DIGITS.search(text):
        found += [
            _date(text, match, (int(match["year"]), int(match["month"]), int(match["day"])), clock=match)
            for match in _ISO.finditer(text)
        ]
    if ends:
        found += [_named(text, match) for match in _with_names(text, ends)]
        if "年" in text:
            found += [_date(text, m, (int(m[1]), int(m[2]), int(m[3]))) for m in _CJK.finditer(text)]
    dates: list[FoundDate] = []
    for date in sorted((date for date in found if date), key=lambda date: date.start):
        if not dates or date.start >= dates[-1].end:
            dates.append(date)
    return dates


def _with_names(text: str, ends: list[int]) -> Iterator[re.Match[str]]:
    """Dates that name the month, found from the ends of their years: looking from the month would try every word."""
    position = 0
    for end in ends:
        match = _NAMED.search(text, max(position, end - _LONGEST_NAMED), end)
        if match:
            position = match.end()
            yield match


def _named(text: str, match: re.Match[str]) -> FoundDate | None:
    month = MONTHS.get((match["month"] or match["month2"]).lower())
    day = int(match["day"] or match["day2"])
    return _date(text, match, (int(match["year"] or match["year2"]), month, day)) if month else None


def _numeric(text: str, match: re.Match[str]) -> FoundDate | None:
    first, second, year = int(match[1]), int(match[3]), int(match[4])
    if len(match[4]) == 2:
        if match[2] == "." or len(match[1]) + len(match[3]) < 3:
            return None  # "1.2.03" is a version, "1-1-10" a score, as often as a date
        year += 2000 if year < 70 else 1900
    month, day = (second, first) if first > 12 or (match[2] == "." and second <= 12) else (first, second)
    either = first != second and max(first, second) <= 12 and match[2] != "."
    return _date(text, match, (year, month, day), ambiguous=either)


def _date(
    text: str,
    match: re.Match[str],
    day: tuple[int, int, int],
    *,
    clock: re.Match[str] | None = None,
    ambiguous: bool = False,
) -> FoundDate | None:
    """The date with the time of day beside it; None where the calendar has no such day (31 April)."""
    start, end = match.span()
    if not FIRST_YEAR <= day[0] <= LAST_YEAR:
        return None
    try:
        instant = datetime(*day, tzinfo=UTC)
    except ValueError:
        return None
    time = clock if clock and clock["hour"] else None
    if time is None:
        time = _TIME.search(text, end, end + 24) or _HOUR_ONLY.search(text, end, end + 20)
        time = time or _last_time(text, max(0, start - 26), start)
    precision = "day"
    if time is not None:
        instant, precision = _with_clock(instant, time)
    return FoundDate(instant, precision, start, end, ambiguous)


def _last_time(text: str, start: int, end: int) -> re.Match[str] | None:
    """The time of day in front of a date, with no more than a comma, a zone or a weekday between."""
    last = None
    for pattern in (_TIME, _HOUR_ONLY):
        for match in pattern.finditer(text, start, end):
            last = match
        if last is not None and end - last.end() <= 16:
            return last
    return None


def _with_clock(day: datetime, time: re.Match[str]) -> tuple[datetime, str]:
    groups = time.groupdict()
    hour, minute, second = int(groups["hour"]), int(groups.get("minute") or 0), int(groups.get("second") or 0)
    half = (groups.get("half") or "").lower()
    if half:
        hour = hour % 12 + (12 if half == "p" else 0)
    instant = day + timedelta(hours=hour, minutes=minute, seconds=second)
    precision = "second" if groups.get("second") else "minute" if groups.get("minute") else "hour"
    offset = _offset(groups.get("zone") or "", day)
    return instant - timedelta(hours=offset), precision


def _offset(zone: str, day: datetime) -> float:
    """Hours east of Greenwich; 0 where the letters are no zone that is known."""
    if zone in _SEASONAL:
        summer = (3, 10) <= (day.month, day.day) < (11, 3)
        return _SEASONAL[zone] + summer
    signed = re.search(r"([+-])(\d\d):?(\d\d)$", zone)
    if signed:
        hours = int(signed[2]) + int(signed[3]) / 60
        return -hours if signed[1] == "-" else hours
    return _OFFSETS.get(zone, 0.0)


def _epoch(value: float) -> tuple[datetime, str] | None:
    for divisor in (1.0, 1e3, 1e6):
        seconds = value / divisor
        if _EPOCH_SECONDS[0] <= seconds <= _EPOCH_SECONDS[1]:
            return datetime(1970, 1, 1, tzinfo=UTC) + timedelta(seconds=int(seconds)), "second"
    if value == int(value) and 19000101 <= value <= 21001231 if abs(value) < 1e9 else False:
        found = next(iter(find_dates(str(int(value)))), None)
        return (found.instant, found.precision) if found else None
    return None


def _compact(match: re.Match[str]) -> tuple[datetime, str] | None:
    parts = [int(part or 0) for part in match.groups()]
    try:
        instant = datetime(*parts[:6], tzinfo=UTC)  # type: ignore[misc,arg-type]  # six numbers: year to second
    except ValueError:
        return None
    return instant, "second" if match.group(6) else "minute"


def _month_or_year(text: str) -> tuple[datetime, str] | None:
    match = _MONTH_YEAR.fullmatch(text)
    if not match:
        return None
    name, year, iso_year, iso_month, only_year = match.groups()
    month = MONTHS.get(name.lower()) if name else int(iso_month) if iso_month else 1
    number = int(year or iso_year or only_year)
    if not month or not 1 <= month <= 12 or not FIRST_YEAR <= number <= LAST_YEAR:
        return None
    return datetime(number, month, 1, tzinfo=UTC), "year" if only_year else "month"
