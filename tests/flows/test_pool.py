"""The worker processes: real ones, forked from a real fork server."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path

import pytest

from expectations.policy import DEFAULT
from flows.plan import Batch
from flows.pool import WorkerPool
from tests.flows.test_batch import job, part


@pytest.fixture
def pool() -> Iterator[WorkerPool]:
    pool = WorkerPool(1)
    yield pool
    pool.close()


def test_a_dead_worker_costs_one_try_and_no_more(pool: WorkerPool, tmp_path: Path) -> None:
    batch = Batch(0, (part(tmp_path / "a.txt"),))
    assert pool.run(batch, job(tmp_path), last_try=True).chunks[0].rows["articles"] == 1
    [worker] = pool._executor._processes
    os.kill(worker, signal.SIGKILL)
    with pytest.raises(BrokenProcessPool):
        for _ in range(100):  # the death is noticed a moment later
            pool.run(batch, job(tmp_path), last_try=True)
    assert pool.run(batch, job(tmp_path), last_try=True).chunks[0].rows["articles"] == 1


def test_a_run_is_judged_in_a_worker(pool: WorkerPool) -> None:
    fine = {"seen": 100, "accepted": 97, "quarantined": 2, "rejected": 1, "skipped": 0}
    lost = {"seen": 100, "accepted": 10, "quarantined": 80, "rejected": 10, "skipped": 0}
    failed = [{r.severity for r in pool.judge(counts, DEFAULT) if not r.success} for counts in (fine, lost)]
    assert "critical" not in failed[0] and "critical" in failed[1]
