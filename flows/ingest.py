"""The main flow: raw files in, a published warehouse out. One screen."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Literal

from prefect import flow
from prefect.artifacts import create_markdown_artifact, create_table_artifact
from prefect.task_runners import ThreadPoolTaskRunner
from prefect.utilities.annotations import quote

from flows.pool import WorkerPool
from flows.progress import progress
from flows.quality_event import emit
from flows.run import Summary, open_run
from flows.settings import Settings
from flows.summary import accounting_rows, markdown
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
) -> Summary:
    """Take raw article files into the warehouse at `home`.

    `sources` are files, folders, patterns or addresses; `workers` is the number of parsing processes, 0 for one a core.
    `field_map` is a mapping file for dumps whose fields have names of their own, `publishers` a folder of overrides for
    single publishers' pages, `nlp_model` a spaCy model; `indirect_quotes` gives rows for indirect
    speech, too. `config` is the policy (else HOME/copydesk.toml); `gate` the severity of what fails the run.
    """
    settings = Settings.load(
        home=Path(home), workers=workers or None, map=field_map or None, publishers=publishers or None,
        indirect_quotes=indirect_quotes or None, nlp_model=nlp_model or None, config=config or None, gate=gate or None,
    )  # fmt: skip
    pool = WorkerPool(settings.worker_count)
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
        write_report(Home(settings.home), summary.run_id)
        emit(
            run_id=summary.run_id, home=summary.home, status=summary.status, gate=policy.gate, failed=summary.failed,
            breaches=summary.breaches, counts=summary.counts,
        )  # fmt: skip
    finally:
        progress().stop()
        pool.close()
    create_markdown_artifact(markdown(summary), key="ingest-summary", description="What the run came to")
    create_table_artifact(accounting_rows(summary), key="ingest-accounting", description="seen = the sum of the rest")
    return summary
