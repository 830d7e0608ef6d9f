"""The Prefect tasks: thin wrappers around what the stages do."""

from __future__ import annotations

from concurrent.futures.process import BrokenProcessPool
from typing import Any

from prefect import task
from prefect.cache_policies import NO_CACHE
from prefect.client.schemas.objects import State, TaskRun
from prefect.runtime import task_run

from flows.job import BatchManifest, Job
from flows.plan import Batch
from flows.pool import WorkerPool

RETRIES = 3


def _worth_another_try(_task: Any, _run: TaskRun, state: State[Any]) -> bool:
    """Retry what may pass: an I/O error, a worker that died. A fault in the code is none of these."""
    try:
        state.result()
    except (OSError, BrokenProcessPool):
        return True
    except Exception:  # any other fault is final; Prefect reports it with its traceback
        return False
    return False


@task(
    name="parse-validate-write", task_run_name="batch-{number}", cache_policy=NO_CACHE, persist_result=False,
    retries=RETRIES, retry_delay_seconds=[1, 3, 9], retry_condition_fn=_worth_another_try,
)  # fmt: skip
def parse_validate_write(number: int, batch: Batch, job: Job, pool: WorkerPool) -> BatchManifest:  # noqa: ARG001
    """One batch, from bytes to staged Parquet, in a worker process; only its manifest comes back."""
    return pool.run(batch, job, last_try=task_run.run_count > RETRIES)
