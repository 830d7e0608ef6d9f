"""Volume: how many records a run should bring, by weekday and by the time since the run before."""

from __future__ import annotations

import math
from collections.abc import Sequence
from datetime import datetime, timedelta
from itertools import pairwise
from statistics import fmean, median
from typing import NamedTuple

from expectations.drift.bands import Band, by_chance
from expectations.drift.series import Point
from expectations.drift.settings import Drift

DAY = timedelta(days=1)
TWO_WEEKS = timedelta(days=13)  # from the first run to the last, in hours that may differ a little
WEEKEND = (5, 6)
ECHO = 0.25  # of the usual time between runs: a run so soon after another says nothing of volume
CHANCE = 0.5  # the standard deviation of a count, on its scale


def root(volume: float) -> float:
    """A count on the scale on which chance is the same everywhere (Anscombe 1948, see scales)."""
    return math.sqrt(volume + 0.375)


def count(y: float) -> float:
    return max(0.0, max(0.0, y) ** 2 - 0.375)


class Gap(NamedTuple):
    """Time since the run before, and what it usually is."""

    now: timedelta
    usual: timedelta

    @property
    def ratio(self) -> float:
        return self.now / self.usual


def gap(points: Sequence[Point], started: datetime) -> Gap | None:
    """None for the first run."""
    starts = [p.started for p in points]
    between = [(b - a).total_seconds() for a, b in pairwise(starts) if b > a]
    if not between or started <= starts[-1]:
        return None
    return Gap(started - starts[-1], timedelta(seconds=median(between)))


def steady(points: Sequence[Point]) -> list[Point]:
    """The runs whose volume teaches: neither the first one, which may have taken in years, nor echoes of others."""
    rest = list(points[1:])
    found = gap(rest, rest[-1].started + DAY) if len(rest) > 1 else None
    if found is None:
        return rest
    kept = [p for before, p in zip(points, rest, strict=False) if p.started - before.started >= ECHO * found.usual]
    return kept or rest


class Levels(NamedTuple):
    """The level of each weekday on the scale of counts, how many runs each rests on, and the deviation around it."""

    level: dict[int, float]
    known: dict[int, int]
    between: float
    rhythm_known: bool


def levels(points: Sequence[Point]) -> Levels:
    """From at least one point. A weekday's own runs count for most, those of its kind of day for the rest."""
    ys = [root(p.value or 0.0) for p in points]
    days = [p.started.weekday() for p in points]
    whole = median(ys)
    kinds = {
        weekend: median([y for y, day in zip(ys, days, strict=True) if (day in WEEKEND) == weekend] or [whole])
        for weekend in (True, False)
    }
    level, known = {}, {}
    for day in range(7):
        own = [y for y, other in zip(ys, days, strict=True) if other == day]
        known[day] = len(own)
        level[day] = (len(own) * _middle(own) + kinds[day in WEEKEND]) / (len(own) + 1)
    residuals = [y - level[day] for y, day in zip(ys, days, strict=True)]
    freedom = max(1.0, len(points) - 0.75 * len(set(days)))  # levels were fitted to the same runs
    limit = 4 * max(CHANCE, 1.4826 * median([abs(r) for r in residuals]))
    squares = sum((min(abs(r), limit) / CHANCE) ** 2 for r in residuals)
    rhythm_known = points[-1].started - points[0].started >= TWO_WEEKS
    return Levels(level, known, CHANCE * math.sqrt(max(0.0, squares - by_chance(freedom)) / freedom), rhythm_known)


def _middle(values: Sequence[float]) -> float:
    """A mean without the extremes, where there are enough."""
    ordered = sorted(values)
    return fmean(ordered[1:-1] if len(ordered) > 3 else ordered) if ordered else 0.0


def volume_band(points: Sequence[Point], started: datetime, previous: Point | None, settings: Drift) -> Band:
    """The band for the volume of a run that started then. `previous`: the run before, unless it was a breach."""
    known = levels(points)
    since = gap(points, started)
    ratio = since.ratio if since else 1.0
    less, more = min(1.0, ratio), max(1.0, ratio)
    day, width = started.weekday(), settings.width_volume
    usual, low, _ = _expected(known, points, day, width, less)
    high = _expected(known, points, day, width, more)[2]
    if previous is not None and previous.value is not None and known.rhythm_known:
        before = count(known.level[previous.started.weekday()])
        half = width * math.hypot(CHANCE, known.between) * (1 + 1 / len(points))
        low = max(low, count(root(before + usual * less) - half) - previous.value)
        high = min(high, count(root(before + usual * more) + half) - previous.value)
    floor = settings.volume_floor
    return Band(usual, min(low, usual * less * floor), max(high, usual * more / floor))


def _expected(
    known: Levels, points: Sequence[Point], day: int, width: float, stretch: float
) -> tuple[float, float, float]:
    """Usual, and the band in a time `stretch` times the usual one; before the rhythm of a week is known, anything like
    what was seen is usual."""
    usual = count(known.level[day])
    middle = root(usual * stretch)
    half = width * math.hypot(CHANCE, known.between) * math.sqrt(1 + 1 / (known.known[day] + 2)) * (1 + 1 / len(points))
    low, high = count(middle - half), count(middle + half)
    if not known.rhythm_known:
        values = [p.value or 0.0 for p in points]
        low, high = min(low, min(values) / 2 * stretch), max(high, 2 * max(values) * stretch)
    return usual, low, high
