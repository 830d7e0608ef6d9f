"""Facts on an article's dates, in days and hours; null where a date is not known."""

from __future__ import annotations

from datetime import UTC, date, datetime

from expectations.article_facts import Columns
from expectations.columns import Rows, days, flags, numbers, utc

DEFAULTS = frozenset(
    datetime(year, month, day, tzinfo=UTC)
    for year, month, day in ((1970, 1, 1), (1900, 1, 1), (1899, 12, 30), (1904, 1, 1), (1980, 1, 1), (2000, 1, 1))
)
"""What programs write where they have no date: the instants from which Unix, spreadsheets and disks count."""


def date_facts(rows: Rows, today: date) -> Columns:
    """How the dates lie to `today`, to each other and to the window that publication must fall into."""
    published = [None if instant is None else utc(instant) for instant in rows.columns["date_published"]]
    modified = [None if instant is None else utc(instant) for instant in rows.columns["date_modified"]]
    earliest, latest = rows.columns["date_published_earliest"], rows.columns["date_published_latest"]
    first = [low if instant is None else instant.date() for instant, low in zip(published, earliest, strict=True)]
    known = zip(published, rows.columns["date_published_precision"], rows.columns["date_published_basis"], strict=True)
    return {
        "date_published": days(published),
        "date_published_earliest": days(earliest),
        "date_published_latest": days(latest),
        "date_modified": days(modified),
        "days_published_after_today": numbers([None if day is None else (day - today).days for day in first]),
        "days_modified_after_today": numbers([None if at is None else (at.date() - today).days for at in modified]),
        "publication_window_days": numbers([
            None if low is None or high is None else (high - low).days
            for low, high in zip(earliest, latest, strict=True)
        ]),
        "days_outside_window": numbers([
            None if at is None else _days_outside(at.date(), low, high)
            for at, low, high in zip(published, earliest, latest, strict=True)
        ]),
        "hours_modified_after_published": numbers([
            None if at is None or then is None else (at - then).total_seconds() / 3600
            for at, then in zip(modified, published, strict=True)
        ]),
        "date_is_default": flags([None if at is None else at in DEFAULTS for at in published]),
        "date_half_known": flags([
            (at is None) != (precision is None) or (at is None) != (basis is None) for at, precision, basis in known
        ]),
    }  # fmt: skip


def _days_outside(day: date, low: date | None, high: date | None) -> int:
    """Days by which a day misses the window; an open end misses nothing."""
    before = (low - day).days if low is not None else 0
    after = (day - high).days if high is not None else 0
    return max(before, after, 0)
