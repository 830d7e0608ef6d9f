"""The days that a dated phrase means: weeks, months, years and distances, counted from the day of publication.

The day of publication may be an interval: each phrase is resolved once from its first and once from its last day.
"""

from __future__ import annotations

import calendar
from datetime import date, timedelta
from typing import NamedTuple

from flows.parse.fields.weekdays import Weekday, most_recent, next_after

Days = tuple[date, date]
_WEEK = 7
_SEASONS = {"spring": (3, 5), "summer": (6, 8), "autumn": (9, 11), "fall": (9, 11), "winter": (12, 2)}


class Phrase(NamedTuple):
    """A dated phrase: where it stands, its first and last day, and what they were resolved against."""

    start: int
    end: int
    days: Days | None
    basis: str | None


def days_of_weekday(weekday: Weekday, anchor: Days) -> Days:
    first, last = anchor
    if weekday.relation == "next":
        return next_after(weekday.number, first), next_after(weekday.number, last)
    if weekday.relation == "last":
        return most_recent(weekday.number, first - timedelta(days=1)), most_recent(weekday.number, last)
    return most_recent(weekday.number, first), most_recent(weekday.number, last)


def month_days(year: int, month: int | None, day: str | None, to: str | None) -> Days | None:
    """The year, its month, or a day or days in it; None where the calendar has no such day."""
    try:
        if month is None:
            return date(year, 1, 1), date(year, 12, 31)
        if day is None:
            return date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1])
        first, last = date(year, month, int(day)), date(year, month, int(to or day))
    except ValueError:
        return None
    return (first, last) if first <= last else None


def nearest(month: int, day: str | None, to: str | None, anchor: Days) -> Days | None:
    """The month, or its day, in the year that brings it closest to publication."""
    middle = anchor[0]
    years = (middle.year - 1, middle.year, middle.year + 1)
    fits = [found for year in years if (found := month_days(year, month, day, to))]
    return min(fits, key=lambda found: abs((found[0] - middle).days), default=None)


def near_day(shift: int, anchor: Days) -> Days:
    return anchor[0] + timedelta(days=shift), anchor[1] + timedelta(days=shift)


def period(step: int, unit: str, anchor: Days) -> Days | None:
    """The week, month, year … that lies `step` units from the one that holds the day of publication."""
    first, last = _unit_around(unit, anchor[0], step), _unit_around(unit, anchor[1], step)
    return (first[0], last[1]) if first and last else None


def _unit_around(unit: str, day: date, step: int) -> Days | None:
    if unit.startswith("week"):
        monday = day - timedelta(days=day.weekday()) + timedelta(days=_WEEK * step)
        saturday, sunday = monday + timedelta(days=5), monday + timedelta(days=6)
        return (saturday, sunday) if unit == "weekend" else (monday, sunday)
    if unit == "month":
        index = day.year * 12 + day.month - 1 + step
        return month_days(index // 12, index % 12 + 1, None, None)
    if unit == "quarter":
        index = day.year * 4 + (day.month - 1) // 3 + step
        first = date(index // 4, index % 4 * 3 + 1, 1)
        end = month_days(first.year, first.month + 2, None, None)
        return (first, end[1]) if end else None
    if unit == "year":
        return month_days(day.year + step, None, None, None)
    opens, closes = _SEASONS[unit]
    year = day.year + step
    end = month_days(year + (closes < opens), closes, None, None)
    return (date(year, opens, 1), end[1]) if end else None


def shifted(anchor: Days, amount: float, size: int) -> Days | None:
    """The day `amount` units of `size` days before publication, give or take half a unit."""
    slack = timedelta(days=size // 2)
    try:
        back = timedelta(days=round(amount * size))
        return anchor[0] - back - slack, anchor[1] - back + slack
    except OverflowError:
        return None  # before the first year of the calendar
