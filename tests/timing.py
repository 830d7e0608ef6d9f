"""CPU time of a call, on a machine that others use as well."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")
TRIES = 3  # a slow moment of the machine does not last for three
YARDSTICK = 0.0175  # CPU-seconds of `_yardstick` on the machine that the limits were set on


def within(limit: float, work: Callable[[], T]) -> T:
    """What `work` gives. AssertionError if it takes `limit` CPU-seconds or more each time; in time once is enough.

    On a machine that is slower, or slow for the moment, the limit is as much longer as plain work takes longer.
    """
    taken: list[float] = []
    for _ in range(TRIES):
        seconds, result = _timed(work)
        if seconds < limit * max(1.0, _timed(_yardstick)[0] / YARDSTICK):
            return result
        taken.append(seconds)
    raise AssertionError(f"{min(taken):.3f} CPU-seconds at best, and the limit is {limit}")


def _timed(work: Callable[[], T]) -> tuple[float, T]:
    started = time.process_time()
    result = work()
    return time.process_time() - started, result


def _yardstick() -> int:
    return sum(number * number for number in range(300_000))
