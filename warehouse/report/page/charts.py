"""Geometry of the charts; figures stand in the tables beside them.

Bars and columns are placed in percent of their frame, so that patterns in them are not stretched. Lines are in units of
their SVG view box, WIDTH × HEIGHT, with strokes that do not scale.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from schemas.vocabularies import OUTCOMES

WIDTH, HEIGHT = 100, 100
LEAST, LEAST_HIGH = 0.8, 1.5  # a single record stays visible among millions: of the bar's width, a column's height
GAP = 0.2  # between the parts of the bar
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


class Line(NamedTuple):
    """A line through the values of some runs: SVG path data, and the path of its last point (a dot), if it has one."""

    path: str
    last: str


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
        segments.append(Segment(name, round(start, 3), round(size - (gap if name != shown[-1] else 0), 3)))
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
        found.append(
            ColumnOfRun(round(_left(index, len(runs), width) + width * 0.1, 2), round(width * 0.8, 2), lowered)
        )
    return found


def line(values: Sequence[float | None], highest: float) -> Line:
    """The values from 0 to `highest`, one a run, oldest first; a run without a value is a gap. The line lies in the
    middle of the columns that `columns` draws of the same runs."""
    width = WIDTH / max(len(values), LEAST_SLOTS)
    points = [
        None if value is None else f"{_left(place, len(values), width) + width / 2:.4g} {_top(value, highest):.4g}"
        for place, value in enumerate(values)
    ]
    steps = [
        f"{'L' if place and points[place - 1] else 'M'}{point}" + ("h0" if _alone(points, place) else "")
        for place, point in enumerate(points)
        if point is not None
    ]
    last = next((point for point in reversed(points) if point is not None), None)
    return Line("".join(steps), f"M{last}h0" if last else "")


def _left(place: int, of: int, width: float) -> float:
    """Where a run's slot begins; the last run's ends on the right."""
    return WIDTH - (of - place) * width


def _top(value: float, highest: float) -> float:
    return HEIGHT - min(max(value / (highest or 1), 0), 1) * HEIGHT


def _alone(points: Sequence[str | None], place: int) -> bool:
    before = points[place - 1] if place else None
    after = points[place + 1] if place + 1 < len(points) else None
    return before is None and after is None


def _taken_in(counts: Mapping[str, int]) -> int:
    return sum(counts[name] for name in TAKEN_IN)
