"""Where batches run: in processes of this machine, in threads, or on the workers of a Dask or a Ray cluster.

All of them are executors of `concurrent.futures`: whichever it is, a task thread hands over a batch and waits for its
manifest, so that Prefect sees the same run. See docs/decisions/0019 and 0023.
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Executor, ThreadPoolExecutor
from typing import Literal, get_args

Runner = Literal["processes", "threads", "dask", "ray"]
RUNNERS: tuple[str, ...] = get_args(Runner)
CLUSTERS = ("dask", "ray")


class RunnerError(ValueError):
    """A runner cannot be used; the message says what was received, what is valid and what to do."""


def executor(runner: str, workers: int, address: str, processes: Callable[[], Executor]) -> Executor:
    """An executor of that kind; `processes` makes the usual one. RunnerError if it cannot be had."""
    if address and runner not in CLUSTERS:
        raise RunnerError(f"--address {address!r} is for --runner dask or ray; {runner} needs none")
    if runner == "processes":
        return processes()
    if runner == "threads":
        return ThreadPoolExecutor(workers)
    if runner == "dask":
        from flows.runners.dask import Dask

        return Dask(address, workers)
    if runner == "ray":
        from flows.runners.ray import Ray

        return Ray(address)
    raise RunnerError(f"no runner {runner!r}; there are {', '.join(RUNNERS)}")
