"""The interval of publication that a text's own anchors allow.

An article is not older than the newest post it embeds; the weekdays it names lie in the week before it appeared; a
line that says when it was changed bounds it from above. Posts show the date of the reader's zone, so a post dated one
day after the newest weekday in the text is taken for the same evening.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta
from typing import NamedTuple

from flows.parse.fields.date_formats import find_dates
from flows.parse.fields.months import MONTHS
from flows.parse.fields.weekdays import Weekday, most_recent, next_after, weekdays
from flows.parse.model import Block, Embed, Evidence

FIELD = "date_published"
_WEEK = timedelta(days=6)
_DAY = timedelta(days=1)
_MONTH_DAY = re.compile(r"([^\W\d_]{3,10})\.? (\d{1,2})\b|\b(\d{1,2})\.? ([^\W\d_]{3,10})")
_YEAR = re.compile(r"20\d\d")
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
        return Interval(None, None, tuple(rows))
    dateline = _dateline(dateline_day, reference)
    if dateline is not None:
        rows.append(
            Evidence(FIELD, dateline.isoformat(), "dateline", 0.8, note=f"{dateline_day}, year from {reference}")
        )
        return Interval(dateline, dateline, tuple(rows))
    named = [
        (block, day)
        for block in blocks
        if block.kind in ("paragraph", "list_item")
        for day in weekdays(block.text, 0, len(block.text))
    ]
    first, last = _bounds(newest, update, named, rows)
    return Interval(first, last, tuple(rows))


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
    fits = []
    for year in (reference.year - 1, reference.year, reference.year + 1):
        try:
            fits.append(date(year, month, number))
        except ValueError:
            continue  # 29 February in a common year
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
