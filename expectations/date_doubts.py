"""Facts on what else in a record speaks of the day it was published: its address, other evidence, days in its text.

The commonest way to read a date wrong is to take its day for its month: 04/03/2026 is in March for most, in April for
some. The result is a valid date, so only another mention of the day can show it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime

from expectations.article_facts import Columns
from expectations.columns import Rows, flags, numbers, utc

MONTHS = 12
_IN_ADDRESS = re.compile(r"/((?:19|20)\d\d)([/-]?)([01]?\d)\2([0-3]?\d)(?=[/_.-]|$)")


def date_doubts(rows: Rows, evidence: Rows, embeds: Rows, expressions: Rows) -> Columns:
    """One entry an article. days_from_address: between publication and the day in the article's address;
    date_parts_swapped: whether day and month, exchanged, are a day that address, evidence, a post or the text names,
    while none names the day as it is. Null where there is nothing to compare.
    """
    published = [None if instant is None else utc(instant).date() for instant in rows.columns["date_published"]]
    addressed = [_in_address(uri) for uri in rows.columns["uri"]]
    swapped: list[bool | None] = [None] * len(published)
    for index, day in enumerate(published):
        if day is None or day.day > MONTHS or day.day == day.month:
            continue
        other = day.replace(month=day.day, day=day.month)
        named = {addressed[index], *_stated(evidence, index), *_own(embeds, "posted_on", index)}
        said = {(d.month, d.day) for d in _single_days(expressions, index)}
        if other in named:
            swapped[index] = addressed[index] != day
        elif (other.month, other.day) in said:
            swapped[index] = (day.month, day.day) not in said and addressed[index] != day
        else:
            swapped[index] = False
    return {
        "days_from_address": numbers([
            None if day is None or other is None else abs((day - other).days)
            for day, other in zip(published, addressed, strict=True)
        ]),
        "date_parts_swapped": flags(swapped),
    }  # fmt: skip


def _in_address(uri: str | None) -> date | None:
    """The day that an address like /2026/03/04/title or /20260304-title names."""
    found = _IN_ADDRESS.search(uri) if uri else None
    if found is None or (not found[2] and len(found[3] + found[4]) < len("0304")):
        return None
    try:
        return date(int(found[1]), int(found[3]), int(found[4]))
    except ValueError:
        return None


def _slice(rows: Rows, index: int) -> slice:
    return slice(rows.ends[index - 1] if index else 0, rows.ends[index])


def _own(rows: Rows, column: str, index: int) -> list[date | None]:
    return rows.columns[column][_slice(rows, index)]


def _stated(evidence: Rows, index: int) -> Iterator[date]:
    """The single days among an article's evidence for its date."""
    own = _slice(evidence, index)
    for field, value in zip(evidence.columns["field"][own], evidence.columns["value"][own], strict=True):
        if field == "date_published" and value is not None and "/" not in value:
            try:
                yield datetime.fromisoformat(value).date()
            except ValueError:
                continue


def _single_days(expressions: Rows, index: int) -> Iterator[date]:
    own = _slice(expressions, index)
    for first, last in zip(expressions.columns["earliest"][own], expressions.columns["latest"][own], strict=True):
        if first is not None and first == last:
            yield first
