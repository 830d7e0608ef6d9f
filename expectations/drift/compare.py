"""One measure of one source in this run, compared with its earlier runs."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import NamedTuple

from expectations.drift.bands import Band, after, band, usual_of
from expectations.drift.rhythm import gap, steady, volume_band
from expectations.drift.scales import SCALES
from expectations.drift.series import Point, lessons
from expectations.drift.settings import Drift

ONLY_HIGH = frozenset({"quarantined_share", "rejected_share", "truncated_share", "headline_suffix_share"})
ONLY_LOW = frozenset({"recent_share"})
HOUR = timedelta(hours=1)


class Compared(NamedTuple):
    """The band is None while learning. `learnt_from`: the usual value that a lasting change has replaced just now."""

    band: Band | None
    runs_known: int
    learnt_from: float | None = None


def compare(measure: str, now: Point, history: Sequence[Point], settings: Drift) -> Compared:
    """`history` are the earlier runs, oldest first, each with a value. `now` may be without one."""
    taught = lessons(history[-int(settings.runs_compared) :], int(settings.runs_until_learnt))
    points = steady(taught.points) if measure == "volume" and taught.learnt_from is None else taught.points
    learnt_from = taught.learnt_from.usual if taught.learnt_from else None
    records = sum(p.records for p in points)
    if now.value is None or len(points) < settings.runs_learning or records < settings.records_learning:
        return Compared(None, len(points))
    previous = history[-1] if history and history[-1] == points[-1] and not history[-1].is_breach else None
    found = (
        volume_band(points, now.started, previous, settings)
        if measure == "volume"
        else _middle_band(measure, now, points, previous, settings)
    )
    return Compared(found, len(points), learnt_from)


def _middle_band(measure: str, now: Point, points: Sequence[Point], previous: Point | None, settings: Drift) -> Band:
    """The band of a share, a length or a lag: of this run for itself, and together with the run before."""
    scale = SCALES[measure]
    usual = usual_of(points, scale)
    width = settings.width_words if measure == "typical_words" else settings.width
    found = band(usual, scale, width, now.records)
    if previous is not None and previous.records:
        together = band(usual, scale, width, now.records + previous.records)
        both = after(previous, together, now.records, scale)
        found = Band(found.usual, max(found.low, both.low), min(found.high, both.high))
    low, high = _floors(measure, usual.value, settings)
    low, high = min(found.low, low), max(found.high, high)
    if measure == "lag_hours" and (since := gap(points, now.started)):
        low -= max(0.0, (since.usual - since.now) / HOUR)
        high += max(0.0, (since.now - since.usual) / HOUR)
    if measure in ONLY_HIGH:
        low = 0.0
    if measure in ONLY_LOW:
        high = 1.0
    return Band(found.usual, low, high)


def _floors(measure: str, usual: float, settings: Drift) -> tuple[float, float]:
    """The least change that counts: no value between these two is a breach."""
    if measure == "typical_words":
        return usual * (1 - settings.words_floor), usual / (1 - settings.words_floor)
    floor = {
        "lag_hours": settings.lag_floor, "fill_rate": settings.fill_floor,
        "headline_suffix_share": settings.suffix_floor,
    }.get(measure, settings.share_floor)  # fmt: skip
    return usual - floor, usual + floor
