"""The flow that goes over stored bytes again: replay and release what was kept out, parse articles anew. One screen."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from prefect import flow
from prefect.utilities.annotations import quote

from flows.ingest import RUNNER
from flows.job import BatchManifest, Example
from flows.order import Order, myself
from flows.pool import WorkerPool
from flows.progress import progress
from flows.run import Summary, open_run
from flows.second_look import begin, choose, finish
from flows.settings import Settings
from flows.tasks import parse_validate_write
from warehouse.home import Home
from warehouse.report.build import write_report
from warehouse.stored import Selection


@dataclass(slots=True)
class Backfill:
    """What going over stored bytes came to. A trial has no `summary`: nothing was changed.

    `results` counts records by what parsing them anew came to, `changes` articles by (field, change).
    """

    kind: str
    summary: Summary | None = None
    results: Counter[str] = field(default_factory=Counter)
    changes: Counter[tuple[str, str]] = field(default_factory=Counter)
    examples: list[Example] = field(default_factory=list)

    def add(self, manifest: BatchManifest) -> None:
        self.results.update(manifest.results)
        self.changes.update(manifest.changes)
        self.examples += manifest.examples


@flow(name="backfill", task_runner=RUNNER, persist_result=False)  # type: ignore[arg-type]  # its generic is invariant
def backfill(
    kind: Literal["replay", "release", "reparse"],
    home: str = "copydesk-home",
    workers: int = 0,
    ids: tuple[str, ...] = (),
    reason: str = "",
    publisher: str = "",
    source_format: str = "",
    run_id: str = "",
    since: date | None = None,
    note: str = "",
    actor: str = "",
    apply: bool = True,
) -> Backfill:
    """Go over records whose bytes were kept.

    Args:
        kind: `replay` parses and judges anew what was quarantined or rejected; `release` accepts quarantined articles
            as they are; `reparse` parses accepted articles anew.
        home: The home: a folder, or an s3:// address.
        workers: Parsing processes; 0 for one a core.
        ids: Only records whose ids begin so.
        reason: Only records with this reason code or failed expectation.
        publisher: Only this publisher's.
        source_format: Only of this format: plain_text, html, jsonl, warc …
        run_id: Only what this run took in.
        since: Only what was taken in on this day or later.
        note: Why; kept with the run.
        actor: Who; the account that runs the flow, if empty.
        apply: Make the change; a reparse without it only tells what would change.
    """
    settings = Settings.load(home=home, workers=workers or None)
    selection = Selection(ids, reason, publisher, source_format, run_id, since)
    order = Order(kind, selection, note, actor or myself(), is_trial=not apply)
    records = choose(Home(settings.home), order)
    done, pool = Backfill(kind), WorkerPool(settings.worker_count, settings.runner, settings.address)
    try:
        with open_run(settings, [f"{kind}: {len(records)} records"], order) as run:
            pool.check(run.job.policy)
            batches = begin(run, records)
            progress().start(len(records))
            futures = [
                parse_validate_write.submit(batch.number, *map(quote, (batch, run.job, pool)), return_state=False)
                for batch in batches
            ]
            for future in futures:
                manifest = future.result()
                done.add(manifest)
                if apply:
                    run.load(manifest)
                progress().advance(manifest.seen.total())
            if apply:
                done.summary = finish(run, records)
        if done.summary:
            write_report(Home(settings.home), done.summary.run_id)
    finally:
        progress().stop()
        pool.close()
    return done
