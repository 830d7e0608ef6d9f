"""What is usual for a measure, and the band around it outside which a value is a breach."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np

from expectations.drift.scales import HOURS, Scale
from expectations.drift.series import Point

Array = np.ndarray[Any, np.dtype[np.float64]]

NORMAL = 1.4826  # from a median absolute deviation to a standard deviation
FAR = 4.0  # standard deviations from which on a run that was no breach (while learning) is left out all the same
LEAST_CHANCE = 1e-6  # where all records of a source are alike
HEAVIEST = 4.0  # the weight of one run, in that of the middle one: a first run may have taken in years


class Band(NamedTuple):
    """`low` and `high` in the measure's own unit, for a value measured on a given number of records."""

    usual: float
    low: float
    high: float


class Usual(NamedTuple):
    """What the earlier runs tell: the middle, and the standard deviations between runs and among records."""

    value: float
    between: float  # on the scale
    spread: float
    runs: int


def usual_of(points: Sequence[Point], scale: Scale) -> Usual:
    """What is usual, from at least one point, all with a value: a mean weighted by records, of the runs that agree."""
    values = np.array([p.value for p in points], dtype=np.float64)
    records = np.array([p.records for p in points], dtype=np.float64)
    spread = spread_of(points)
    places, chance = scale.mean(values), np.maximum(scale.chance(records, spread), LEAST_CHANCE)
    middle = scale.unmean(_median(places))
    off = scale.there(values, records) - scale.there(middle, records)
    deviation = NORMAL * _median(np.abs(off))
    near = np.abs(off) <= FAR * np.hypot(deviation, chance)
    if not near.any():
        return Usual(float(middle), float(deviation), spread, len(points))
    weights = np.minimum(records, HEAVIEST * _median(records))[near]
    value = scale.unmean((weights * places[near]).sum() / weights.sum())
    off = scale.there(values[near], records[near]) - scale.there(value, records[near])
    return Usual(float(value), between(off, chance[near]), spread, len(off))


def _median(values: Array) -> float:
    """As numpy's, for small arrays without nulls in a tenth of the time."""
    ordered, half = np.sort(values), len(values) // 2
    return float(ordered[half] if len(values) % 2 else (ordered[half - 1] + ordered[half]) / 2)


def spread_of(points: Sequence[Point]) -> float:
    """The standard deviation among records, from all runs that tell.

    Quantiles of few values lie too near to each other, by a factor of 1 - 1.25 / n (simulated for the normal).
    """
    known = [
        (p.records - 1, p.spread / (1 - 1.25 / p.records)) for p in points if p.spread is not None and p.records > 1
    ]
    return sum(n * spread for n, spread in known) / sum(n for n, _ in known) if known else 0.0


def between(off: Array, chance: Array) -> float:
    """The standard deviation between runs beyond what chance brings, on the scale.

    The estimate of DerSimonian and Laird (1986, doi:10.1016/0197-2456(86)90046-2), in which a run counts as much as its
    records make it certain; less half of its own error, with few runs a variance is itself much a matter of chance.
    """
    weights = 1 / chance**2
    excess = (weights * off**2).sum() - by_chance(len(off) - 1)
    scale = weights.sum() - (weights**2).sum() / weights.sum()
    return math.sqrt(excess / scale) if excess > 0 and scale > 0 else 0.0


def by_chance(freedom: float) -> float:
    """The sum of squares, in units of chance, that is put down to chance: its mean, and half of its error."""
    return freedom + 0.5 * math.sqrt(2 * freedom)


def half_width(usual: Usual, scale: Scale, width: float, records: float) -> float:
    """Half of the band, on the scale; wider while few runs are known."""
    deviation = math.hypot(usual.between, scale.chance(records, usual.spread)) * math.sqrt(1 + 1 / usual.runs)
    return width * (1 + 2 / usual.runs) * deviation


def band(usual: Usual, scale: Scale, width: float, records: float) -> Band:
    middle, half = scale.there(usual.value, records), half_width(usual, scale, width, records)
    low, high = scale.back(middle - half, records), scale.back(middle + half, records)
    return Band(usual.value, float(low), float(high))


def after(previous: Point, together: Band, records: int, scale: Scale) -> Band:
    """The band for this run's value that keeps it and the previous run's, taken together, in the band `together`."""
    weight = previous.records / records
    before = scale.mean(previous.value)

    def bound(value: float) -> float:
        return float(scale.unmean((1 + weight) * scale.mean(value) - weight * before))

    high = together.high if together.high >= scale.most else bound(together.high)
    return Band(together.usual, bound(together.low) if together.low > 0 or scale is HOURS else 0.0, high)
