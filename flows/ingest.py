"""The main flow: raw files in, a published warehouse out. One screen."""

from __future__ import annotations

from typing import Any, Literal

from prefect import flow, get_run_logger
from prefect.runtime import deployment
from prefect.task_runners import ThreadPoolTaskRunner
from prefect.utilities.annotations import quote

from flows.artifacts import publish_artifacts
from flows.pool import WorkerPool
from flows.progress import progress
from flows.quality_event import emit
from flows.run import Summary, open_run
from flows.runners import Runner
from flows.server_check import preflight
from flows.settings import Settings
from flows.tasks import parse_validate_write
from warehouse.home import Home
from warehouse.report.build import write_report

# a thread only waits for its batch's worker process, so there may be more threads than workers, but not thousands
RUNNER: ThreadPoolTaskRunner[Any] = ThreadPoolTaskRunner(max_workers=32)


@flow(name="ingest", task_runner=RUNNER, persist_result=False)  # type: ignore[arg-type]  # its generic is invariant
def ingest(
    sources: list[str],
    home: str = "copydesk-home",
    workers: int = 0,
    field_map: str = "",
    publishers: str = "",
    indirect_quotes: bool = False,
    nlp_model: str = "",
    config: str = "",
    gate: Literal["", "critical", "warning", "off"] = "",
    runner: Runner | Literal[""] = "",
    address: str = "",
    profile: str = "",
) -> Summary:
    """Take raw article files into the warehouse at `home`.

    Args:
        sources: Files, folders, patterns or addresses (s3://…). What was taken in before is skipped.
        home: The home: a folder, or an s3:// address.
        workers: Parsing processes; 0 for one a core.
        field_map: A mapping file for dumps whose fields have names of their own.
        publishers: A folder of overrides for single publishers' pages.
        indirect_quotes: Rows for indirect speech, too (English).
        nlp_model: A spaCy model that is asked for names, too (slow).
        config: The policy; empty for HOME/copydesk.toml.
        runner: Where batches run: in processes of this machine, in threads, or on a cluster; empty for processes.
        address: The cluster's: tcp://host:8786 of Dask, host:6379 of Ray; empty for one on this machine.
        profile: A TOML file of settings.
        gate: The severity of a failed expectation that fails the run; empty for what the policy says.
    """
    settings = Settings.load(
        home=home, workers=workers or None, map=field_map or None, publishers=publishers or None,
        indirect_quotes=indirect_quotes or None, nlp_model=nlp_model or None, config=config or None, gate=gate or None,
        runner=runner or None, address=address or None, profile=profile or None,
    )  # fmt: skip
    if deployment.id:  # a command has looked before it came here
        preflight(get_run_logger().warning)
    pool = WorkerPool(settings.worker_count, settings.runner, settings.address)
    try:
        with open_run(settings, sources) as run:
            pool.check(run.job.policy)
            landing = run.land()
            batches = run.plan(landing)
            progress().start(sum(len(batch.parts) for batch in batches))
            futures = [
                parse_validate_write.submit(batch.number, *map(quote, (batch, run.job, pool)), return_state=False)
                for batch in batches
            ]
            for future in futures:
                progress().advance(run.load(future.result()))
            summary = run.finish(pool)
            policy = run.job.policy
        page, facts = write_report(Home(settings.home), summary.run_id)
        emit(
            run_id=summary.run_id, home=summary.home, status=summary.status, gate=policy.gate, failed=summary.failed,
            breaches=summary.breaches, counts=summary.counts,
        )  # fmt: skip
    finally:
        progress().stop()
        pool.close()
    publish_artifacts(summary, page, facts)
    return summary
