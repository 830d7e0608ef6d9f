"""One measure of one source over time, and which of its earlier runs teach what is usual."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple


class Point(NamedTuple):
    """What one run found. `spread`: the standard deviation among its records, for a measure that is a middle."""

    started: datetime  # of the run
    value: float | None
    records: int
    spread: float | None = None
    is_breach: bool = False
    usual: float | None = None  # what it was compared with


class Lessons(NamedTuple):
    """points: those that teach, oldest first. learnt_from: where a lasting change began, if that it lasts is news."""

    points: list[Point]
    learnt_from: Point | None = None


def lessons(points: Sequence[Point], runs_until_learnt: int) -> Lessons:
    """The earlier runs that teach: not the breaches, unless they went on, all to one side, for so many runs.

    What was before such a lasting change teaches no more. The change is news in the first run after so many.
    """
    streak_end = _lasting(points, runs_until_learnt)
    if streak_end is None:
        return Lessons([p for p in points if not p.is_breach])
    start = streak_end - 1
    while start and points[start - 1].is_breach and _side(points[start - 1]) == _side(points[streak_end - 1]):
        start -= 1
    kept = [*points[start:streak_end], *(p for p in points[streak_end:] if not p.is_breach)]
    return Lessons(kept, points[start] if streak_end == len(points) else None)


def _lasting(points: Sequence[Point], runs: int) -> int | None:
    """The end of the latest stretch of at least so many breaches to one side."""
    length, end = 0, 0
    for place in range(len(points) - 1, -1, -1):
        point = points[place]
        if not point.is_breach:
            length = 0
            continue
        if not length or _side(point) != _side(points[place + 1]):
            length, end = 0, place + 1
        length += 1
        if length >= runs:
            return end
    return None


def _side(point: Point) -> bool:
    """Whether a breach is above what was usual."""
    return (point.value or 0.0) > (point.usual or 0.0)
