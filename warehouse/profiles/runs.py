"""The runs that a run can be compared with: those that took in raw files from the same places."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

import duckdb

from warehouse.profiles.roots import overlap, roots

LOOKED_BACK = 400  # runs
DONE = ("completed", "completed_with_losses", "gate_failed")


class ThisRun(NamedTuple):
    """The run to be measured; it has no row in `runs` yet, or one of a publication half-way."""

    run_id: str
    started: datetime
    sources: Sequence[str]


class Earlier(NamedTuple):
    """run_ids: the comparable runs that were finished, oldest first. together: this run and, before it, those that were
    stopped half-way, whose records nobody has measured yet."""

    run_ids: tuple[str, ...]
    together: tuple[str, ...]


def earlier_runs(connection: duckdb.DuckDBPyConnection, this: ThisRun) -> Earlier:
    rows = connection.execute(
        "SELECT run_id, status, sources FROM runs WHERE kind = 'ingest' AND run_id < ? ORDER BY run_id DESC LIMIT ?",
        [this.run_id, LOOKED_BACK],
    ).fetchall()
    own = roots(this.sources)
    finished: list[str] = []
    stopped = [this.run_id]
    for run_id, status, sources in rows:
        if not overlap(own, roots(sources)):
            continue
        if status in DONE:
            finished.append(run_id)
        elif not finished:
            stopped.append(run_id)
    return Earlier(tuple(reversed(finished)), tuple(reversed(stopped)))
