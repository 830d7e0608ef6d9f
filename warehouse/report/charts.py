"""Geometry of the charts, in units of their SVG view boxes; figures stand in the tables beside them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from schemas.vocabularies import OUTCOMES

WIDTH, HEIGHT = 1000, 100
LEAST, LEAST_HIGH = 8.0, 1.5  # a single record stays visible among millions: of the bar's width, a column's height
GAP = 2.0  # between the parts of the bar
TAKEN_IN = ("accepted", "quarantined", "rejected")  # a trend of skipped records would dwarf these
LEAST_SLOTS = 12  # a few runs stay slim columns


class Segment(NamedTuple):
    """One outcome's part of a bar, from `start` on."""

    outcome: str
    start: float
    size: float


class ColumnOfRun(NamedTuple):
    """One run's column in the trend; segments are measured from the top."""

    x: float
    width: float
    segments: list[Segment]


def stacked(
    counts: Mapping[str, int],
    outcomes: Sequence[str] = OUTCOMES,
    length: float = WIDTH,
    least: float = LEAST,
    gap: float = GAP,
) -> list[Segment]:
    """The bar of a run's records: lengths in proportion, none that is not 0 shorter than `least` (if all fit)."""
    shown = [name for name in outcomes if counts[name] > 0]
    total = sum(counts[name] for name in shown)
    least = min(least, length / max(len(shown), 1))
    small = [name for name in shown if counts[name] * length < least * total]
    rest = total - sum(counts[name] for name in small)
    scale = (length - least * len(small)) / max(rest, 1)
    segments, start = [], 0.0
    for name in shown:
        size = least if name in small else counts[name] * scale
        segments.append(Segment(name, round(start, 2), round(size - (gap if name != shown[-1] else 0), 2)))
        start += size
    return segments


def columns(runs: Sequence[Mapping[str, int]]) -> list[ColumnOfRun]:
    """The trend: a column a run, as high as the records it took in."""
    width = WIDTH / max(len(runs), LEAST_SLOTS)
    highest = max((_taken_in(counts) for counts in runs), default=0)
    found = []
    for index, counts in enumerate(runs):
        height = max(_taken_in(counts) / highest * HEIGHT, LEAST_HIGH) if _taken_in(counts) else 0.0
        parts = stacked(counts, TAKEN_IN[::-1], height, LEAST_HIGH, 0) if height else []
        lowered = [part._replace(start=round(HEIGHT - height + part.start, 2)) for part in parts]
        found.append(ColumnOfRun(round(index * width + width * 0.1, 2), round(width * 0.8, 2), lowered))
    return found


def _taken_in(counts: Mapping[str, int]) -> int:
    return sum(counts[name] for name in TAKEN_IN)
