"""Runs that go over what was taken in: choosing the records, and entering what became of them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from flows.find import RawFile
from flows.land import Landing
from flows.order import Order
from flows.parse.record import WHOLE_FILE
from flows.plan import Batch, plan_stored
from flows.run import Run, Summary
from warehouse.database import open_snapshot
from warehouse.home import Home
from warehouse.query import QueryError
from warehouse.stored import StoredRecord, accepted, kept_out, with_parts

BEST = ("accepted", "quarantined", "rejected", "skipped")  # what a file of several records came to: the best of them


def choose(home: Home, order: Order) -> list[StoredRecord]:
    """The records that an order is about, each with the place of its bytes. QueryError if it names one that is not."""
    with open_snapshot(home) as connection:
        look = accepted if order.kind == "reparse" else kept_out
        found = look(connection, order.selection)
    rejected = [record for record in found if record.was == "rejected"]
    if order.kind == "release" and rejected:
        raise QueryError(
            f"{len(rejected)} of the {len(found)} records were rejected, not quarantined: there is no article in them "
            "that could be released. `copydesk quarantine replay` parses them anew."
        )
    return with_parts(home, found)


def begin(run: Run, records: Sequence[StoredRecord]) -> list[Batch]:
    """The batches to do; opens the books and the loader, unless it is a trial."""
    batches = plan_stored(records, run.settings)
    if not run.order.is_trial:
        run.start(Landing(_raw_files(run.home, records), Counter()), batches)
    return batches


def _raw_files(home: Home, records: Sequence[StoredRecord]) -> list[RawFile]:
    """The raw files that the records came from, as they were landed."""
    with open_snapshot(home) as connection:
        rows = connection.execute(
            "SELECT path, arg_max(source, run_id), arg_max(bytes, run_id), arg_max(modified_ns, run_id), "
            "arg_max(sha256, run_id) FROM raw_files WHERE list_contains(?, path) GROUP BY path ORDER BY path",
            [sorted({record.path for record in records})],
        ).fetchall()
    return [RawFile(*row) for row in rows]


def finish(run: Run, records: Sequence[StoredRecord]) -> Summary:
    """Enter who decided what and why, and publish."""
    became = _outcomes(run, records)
    if run.order.kind in ("replay", "release"):
        gone = [r.article_id for r in records if r.article_id and became[r] == "rejected"]
        run.loader.update("quarantined_articles", gone, status="dismissed")
        run.loader.add_rows("quarantine_history", [_decision(run, record, became[record]) for record in records])
    return run.finish(None)


def decide(run: Run, records: Sequence[StoredRecord]) -> Summary:
    """Dismiss records, or reopen them: nothing is parsed, nothing moves."""
    status = "dismissed" if run.order.kind == "dismiss" else "open"
    run.start(Landing([], Counter()), [])
    run.loader.update("quarantined_articles", [r.article_id for r in records if r.article_id], status=status)
    run.loader.add_rows("quarantine_history", [_decision(run, record, record.was) for record in records])
    return run.finish(None)


def _decision(run: Run, record: StoredRecord, became: str) -> dict[str, Any]:
    return {
        "record_sha256": record.record_sha256, "path": record.path, "record_locator": record.locator,
        "article_id": record.article_id, "action": run.order.kind, "was": record.was, "became": became,
        "reasons": list(record.reasons), "actor": run.order.actor, "acted_at": datetime.now(UTC),
        "note": run.order.note or None, "run_id": run.run_id,
    }  # fmt: skip


def _outcomes(run: Run, records: Sequence[StoredRecord]) -> dict[StoredRecord, str]:
    """What each record came to in this run; a record that could not be parsed anew is what it was."""
    by_place: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    by_path: defaultdict[str, set[str]] = defaultdict(set)
    for path, locator, outcome in run.loader.outcomes():
        by_place[path, locator].add(outcome)
        by_path[path].add(outcome)
    found = {}
    for record in records:
        of_file = record.locator == WHOLE_FILE and record.was == "rejected"
        met = by_path[record.path] if of_file else by_place[record.path, record.locator]
        best = next((outcome for outcome in BEST if outcome in met), record.was)
        found[record] = record.was if best == "skipped" else best
    return found
