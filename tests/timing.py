"""CPU time of a call, on a machine that others use as well."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")
TRIES = 3  # a slow moment of the machine does not last for three


def within(limit: float, work: Callable[[], T]) -> T:
    """What `work` gives. AssertionError if it takes `limit` CPU-seconds or more each time; in time once is enough."""
    taken = []
    for _ in range(TRIES):
        started = time.process_time()
        result = work()
        taken.append(time.process_time() - started)
        if taken[-1] < limit:
            return result
    raise AssertionError(f"{min(taken):.3f} CPU-seconds at best, and the limit is {limit}")
