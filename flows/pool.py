"""The worker processes: forked from one that has imported everything heavy, and gone when the run is gone.

Great Expectations takes over four CPU-seconds to import. A fork server imports it once, while the command line starts
Prefect, and each worker is a fork of it. Workers know nothing of Prefect: a task thread waits for each batch.
"""

from __future__ import annotations

import gc
import multiprocessing
import multiprocessing.forkserver
import os
import signal
import threading
from collections.abc import Mapping, Sequence
from concurrent.futures import Executor, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from typing import TYPE_CHECKING, Any

from expectations.policy import DEFAULT, Policy
from flows.full_disk import DISK_FULL, told
from flows.runners import executor

if TYPE_CHECKING:
    from datetime import datetime

    import pyarrow as pa

    from expectations.drift.judge import Judged
    from expectations.drift.settings import Drift
    from expectations.results import ExpectationResult
    from flows.job import BatchManifest, Job
    from flows.plan import Batch

_CONTEXT = multiprocessing.get_context("forkserver")


def warm_up() -> None:
    """Start the fork server; it imports in the background."""
    _CONTEXT.set_forkserver_preload(["flows.preload"])
    multiprocessing.forkserver.ensure_running()


def _settle_in() -> None:
    """In a new worker process: leave Ctrl-C to the parent, and end with it, however it ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent:
        parent.join()
        os._exit(1)


def _run(batch: Batch, job: Job, last_try: bool) -> BatchManifest:
    """One batch, wherever batches run.

    It makes a hundred thousand small objects that live until it is staged: looking for garbage less often saves a tenth
    of its time.
    """
    import flows.preload  # noqa: F401  # done already where workers are forked, not in those of a cluster
    from flows.batch import run_batch
    from flows.place import home_of, scratch_place
    from flows.reparse import reparse_batch

    gc.set_threshold(200_000, 20, 20)
    try:
        return reparse_batch(batch, job) if job.kind == "reparse" else run_batch(batch, job, last_try=last_try)
    except OSError as error:
        if DISK_FULL not in str(error):
            raise
        raise told(error, [scratch_place(job), home_of(job).root]) from error


def _check(policy: Policy) -> None:
    from expectations.policy.checking import check

    check(policy)


def _judge(counts: Mapping[str, int], policy: Policy) -> list[ExpectationResult]:
    from expectations.validate import judge_run

    return judge_run(counts, policy)


def _judge_sources(
    measured: Sequence[Mapping[str, Any]], history: pa.Table, started: datetime, fields: Sequence[Mapping[str, Any]],
    settings: Drift,
) -> Judged:  # fmt: skip
    from expectations.drift.judge import judge_sources

    return judge_sources(measured, history, started=started, fields=fields, settings=settings)


class WorkerPool:
    """Runs batches in worker processes, or wherever a runner has them run. Threads may call `run` at the same time."""

    def __init__(self, workers: int, runner: str = "processes", address: str = "") -> None:
        self._workers, self._runner, self._address = workers, runner, address
        self._lock = threading.Lock()
        self._executor = self._start()

    def _start(self) -> Executor:
        return executor(self._runner, self._workers, self._address, self._processes)

    def _processes(self) -> Executor:
        warm_up()
        return ProcessPoolExecutor(self._workers, mp_context=_CONTEXT, initializer=_settle_in)

    def run(self, batch: Batch, job: Job, *, last_try: bool) -> BatchManifest:
        """Run one batch. BrokenProcessPool if a worker died; the pool is new by then, so that a retry can succeed."""
        current = self._executor
        try:
            return current.submit(_run, batch, job, last_try).result()
        except BrokenProcessPool:
            with self._lock:
                if self._executor is current and self._runner == "processes":
                    self._executor = self._start()
            raise

    def check(self, policy: Policy) -> None:
        """PolicyError if a policy cannot be used; in a worker, which the parent's imports do not slow."""
        if policy != DEFAULT:
            self._executor.submit(_check, policy).result()

    def judge(self, counts: Mapping[str, int], policy: Policy) -> list[ExpectationResult]:
        """Judge a run by its counts, in a worker: the parent never imports Great Expectations."""
        return self._executor.submit(_judge, dict(counts), policy).result()

    def judge_sources(
        self, measured: Sequence[Mapping[str, Any]], known: pa.Table, started: datetime,
        fields: Sequence[Mapping[str, Any]], settings: Drift,
    ) -> Judged:  # fmt: skip
        """Judge what a run measured of its sources, in a worker."""
        return self._executor.submit(_judge_sources, measured, known, started, fields, settings).result()

    def close(self) -> None:
        self._executor.shutdown(wait=True, cancel_futures=True)
