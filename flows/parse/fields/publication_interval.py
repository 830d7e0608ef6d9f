"""The interval of publication that a text's own anchors allow.

An article is not older than the newest post it embeds; the weekdays it names lie in the week before it appeared; a
line that says when it was changed bounds it from above. Posts show the date of the reader's zone, so a post dated one
day after the newest weekday in the text is taken for the same evening.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta
from itertools import islice
from typing import NamedTuple

from flows.parse.fields.date_formats import find_dates
from flows.parse.fields.months import MONTHS
from flows.parse.fields.numerals import likely_language
from flows.parse.fields.weekdays import Weekday, most_recent, next_after, weekdays, weekdays_abroad
from flows.parse.model import Block, Embed, Evidence

FIELD = "date_published"
_WEEK = timedelta(days=6)
_DAY = timedelta(days=1)
_MONTH_DAY = re.compile(r"([^\W\d_]{3,10})\.? (\d{1,2})\b|\b(\d{1,2})\.? ([^\W\d_]{3,10})")
_YEAR = re.compile(r"20\d\d")
_WHOLE_YEAR = re.compile(r"(?<![\d.,$€£-])(?:199|20[0-4])\d(?![\d.,%]\d|\w)")
_MOST_WEEKDAYS = 400  # more of them are a timetable
_LEAD = 3  # paragraphs in which the day of the news is named
STALE_DAYS = 31


class Interval(NamedTuple):
    earliest: date | None
    latest: date | None
    evidence: tuple[Evidence, ...]


def infer(blocks: Sequence[Block], embeds: Sequence[Embed], update: date | None, dateline_day: str | None) -> Interval:
    """First and last day that fit; both None where no anchor fixes the year.

    `update` is the day on which the text says it was changed, `dateline_day` the dateline's day without its year.
    """
    posts = [embed for embed in embeds if embed.posted_on is not None]
    rows = [
        Evidence(FIELD, str(post.posted_on), "embed", 0.6, post.source_start, post.source_end, "not published before")
        for post in posts
    ]
    newest = max((embed.posted_on for embed in posts if embed.posted_on), default=None)
    if newest is not None and update is not None and newest > update + _DAY:
        rows.append(Evidence(FIELD, None, "embed", 0.1, note=f"post of {newest} is newer than the change of {update}"))
        newest = None
    if newest is not None:
        later = _later_than(blocks, newest)
        if later is not None:
            rows.append(
                Evidence(FIELD, None, "embed", 0.1, note=f"the text speaks of {later}: the posts are older than it")
            )
            newest = None
    reference = newest or update
    if reference is None:
        return _fixed_by_weekday(blocks, dateline_day, rows)
    dateline = _dateline(dateline_day, reference)
    if dateline is not None:
        rows.append(
            Evidence(FIELD, dateline.isoformat(), "dateline", 0.8, note=f"{dateline_day}, year from {reference}")
        )
        return Interval(dateline, dateline, tuple(rows))
    first, last = _bounds(newest, update, _named(blocks), rows)
    return Interval(first, last, tuple(rows))


def _named(blocks: Sequence[Block]) -> list[tuple[Block, Weekday]]:
    """The weekdays that the article's own text names, in order, each with its block."""
    own = [block for block in blocks if block.kind in ("paragraph", "list_item")]
    language = likely_language(" ".join(block.text for block in own))
    named = (
        (block, day)
        for block in own
        for day in (
            weekdays(block.text, 0, len(block.text))
            if language == "en"
            else weekdays_abroad(block.text, 0, len(block.text), language)
        )
    )
    return list(islice(named, _MOST_WEEKDAYS))


def _fixed_by_weekday(blocks: Sequence[Block], dateline_day: str | None, rows: list[Evidence]) -> Interval:
    """A dateline's day in the newest year that the text names, or the year before, whichever the lead's weekday fits.

    News names the year that runs or the next one; the weekday of a day moves on with each year, so it tells them apart.
    """
    found = _MONTH_DAY.search(dateline_day or "")
    month = MONTHS.get((found[1] or found[4]).lower()) if found else None
    if not found or not month:
        return Interval(None, None, tuple(rows))
    own = [block for block in blocks if block.kind in ("paragraph", "list_item")]
    years = [int(year) for block in own for year in _WHOLE_YEAR.findall(block.text)]
    lead = next(((block, day) for block, day in _named(own[:_LEAD]) if day.relation == ""), None)
    if not years or lead is None:
        return Interval(None, None, tuple(rows))
    number, newest = int(found[2] or found[3]), max(years)
    fits = [
        day for year in (newest, newest - 1) if (day := _day(year, month, number)) and day.weekday() == lead[1].number
    ]
    if len(fits) != 1:
        return Interval(None, None, tuple(rows))
    rows.append(_weekday_row(*lead, fits[0], f"{dateline_day} of the dateline, and the text speaks of {newest}"))
    return Interval(fits[0], fits[0], tuple(rows))


def _day(year: int, month: int, number: int) -> date | None:
    try:
        return date(year, month, number)
    except ValueError:
        return None  # no such day, as 29 February in a common year


def _bounds(
    newest: date | None, update: date | None, named: list[tuple[Block, Weekday]], rows: list[Evidence]
) -> tuple[date | None, date | None]:
    # The day after a post is still "most recent" in an article about it; six days on would be a new week.
    horizon = newest + _DAY if newest else update
    if horizon is None:
        return None, None
    if update is not None:
        horizon = min(horizon, update)
    past = []
    for block, weekday in named:
        if weekday.relation == "":
            day = most_recent(weekday.number, horizon)
            past.append(day)
            rows.append(_weekday_row(block, weekday, day, "the most recent such day"))
    if newest is None:
        latest = update
        earliest = max(past, default=horizon - _WEEK)
        return earliest, latest
    recent = max(past, default=None)
    if recent is not None and recent == newest - _DAY:
        return recent, newest if update is None else min(newest, update)
    earliest = max(newest, recent) if recent else newest
    latest = (min(past) if past else newest) + _WEEK
    for block, weekday in named:
        if weekday.relation == "next":
            day = next_after(weekday.number, earliest)
            if earliest < day < latest:
                rows.append(_weekday_row(block, weekday, day, "still ahead: not published after"))
                latest = day
    if update is not None:
        latest = min(latest, update)
    return earliest, max(latest, earliest)


def _weekday_row(block: Block, weekday: Weekday, day: date, note: str) -> Evidence:
    base = block.source_start
    start = None if base is None else base + weekday.start
    end = None if base is None else base + weekday.end
    return Evidence(FIELD, day.isoformat(), "weekday", 0.5, start, end, note)


def _dateline(dateline_day: str | None, reference: date) -> date | None:
    """The dateline's month and day in the year that brings it closest to the reference; None if over a month off."""
    match = _MONTH_DAY.search(dateline_day or "")
    if not match:
        return None
    month = MONTHS.get((match.group(1) or match.group(4)).lower())
    if not month:
        return None
    number = int(match.group(2) or match.group(3))
    years = (reference.year - 1, reference.year, reference.year + 1)
    fits = [day for year in years if (day := _day(year, month, number))]
    best = min(fits, key=lambda day: abs((day - reference).days), default=None)
    return best if best and abs((best - reference).days) <= STALE_DAYS else None


def _later_than(blocks: Sequence[Block], newest: date) -> date | None:
    """A whole date in the body, told of as past, that lies over a month after the newest post."""
    for block in blocks:
        if block.kind not in ("paragraph", "list_item"):
            continue
        if not any(int(year) >= newest.year for year in _YEAR.findall(block.text)):
            continue
        for found in find_dates(block.text):
            day = found.instant.date()
            before = block.text[max(0, found.start - 60) : found.start]
            if (day - newest).days > STALE_DAYS and not re.search(
                r"\b(?:will|until|by|before|through|to|expires?)\b", before
            ):
                return day
    return None
