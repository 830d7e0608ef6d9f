"""The facts of a run, all of them asked of the warehouse; the page shows these and computes nothing of its own.

A fact is named by its keys joined with dots, places in a list as numbers: `counts.accepted`, `by_source.0.seen`.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import duckdb

from schemas.vocabularies import OUTCOMES
from warehouse.database import open_snapshot
from warehouse.home import Home
from warehouse.query import QueryError
from warehouse.report.articles import article_facts
from warehouse.report.ask import Row, ask, parsed
from warehouse.report.judgements import judgement_facts
from warehouse.report.losses import loss_facts
from warehouse.report.verdict import verdict

TREND, ALL_RUNS = 30, 1000  # runs in the trend, and in the list of the index
MEMORY = "512MB"  # enough to read every column of a run, bodies among them, piece by piece
NAMED = 10  # run ids in an error message
COUNTED = ("seen", *OUTCOMES)

_RUNS = f"""
    SELECT run_id, epoch_us(started_at) AS started_at, status, {", ".join(COUNTED)}
    FROM runs WHERE run_id <= coalesce(?, run_id) ORDER BY run_id DESC LIMIT ?
"""  # names of our own; values are parameters
_BY_FORMAT = f"""
    SELECT format, count(*) AS files, {", ".join(f"sum({name})::BIGINT AS {name}" for name in COUNTED)}
    FROM raw_files WHERE run_id = ? GROUP BY format ORDER BY seen DESC, format
"""  # names of our own; values are parameters


def run_facts(home: Home, run_id: str | None) -> dict[str, Any]:
    """All facts of a run, the last one by default, as values that JSON can hold.

    QueryError, which names valid ids, if there is no such run; NoWarehouseError if there is no warehouse.
    """
    with open_snapshot(home) as connection:
        connection.execute(f"SET memory_limit = '{MEMORY}'")
        run = _run(connection, home, run_id)
        return _facts(connection, run) | {"home": str(home.root)}


def all_runs(home: Home) -> list[Row]:
    """The runs of a home, newest first: id, start, status and counts."""
    with open_snapshot(home) as connection:
        return _runs(connection, None, ALL_RUNS)


def _run(connection: duckdb.DuckDBPyConnection, home: Home, run_id: str | None) -> Row:
    runs = ask(
        connection,
        "SELECT * REPLACE (epoch_us(started_at) AS started_at, epoch_us(finished_at) AS finished_at) FROM runs "
        "WHERE run_id = coalesce(?, (SELECT max(run_id) FROM runs))",
        run_id,
    )
    if runs:
        return runs[0]
    known = ask(connection, "SELECT run_id, count(*) OVER () AS n FROM runs ORDER BY run_id DESC LIMIT ?", NAMED)
    if not known:
        raise QueryError(f"{home.root} holds no run yet. `copydesk ingest SOURCE --home {home.root}` makes one.")
    others = f" and {known[0]['n'] - len(known):,} earlier ones" if known[0]["n"] > len(known) else ""
    raise QueryError(f"no run {run_id!r}; there are {', '.join(row['run_id'] for row in known)}{others}")


def _facts(connection: duckdb.DuckDBPyConnection, run: Row) -> dict[str, Any]:
    run_id = run["run_id"]
    counts = {name: run[name] for name in COUNTED}
    trend = _runs(connection, run_id, TREND)[::-1]
    judgements, losses = judgement_facts(connection, run_id), loss_facts(connection, run_id)
    losses["listed"]["trend"] = len(trend)
    return {
        "verdict": verdict(run["status"], counts, judgements["failed_expectations"]),
        "run_id": run_id,
        "status": run["status"],
        "started_at": moment(run["started_at"]),
        "finished_at": moment(run["finished_at"]),
        "seconds": round((run["finished_at"] - run["started_at"]) / 1e6, 3),
        "sources": run["sources"],
        "counts": counts,
        "balanced": counts["seen"] == sum(counts[outcome] for outcome in OUTCOMES),
        "files_seen": run["files_seen"],
        "files_unchanged": run["files_unchanged"],
        "accepted_so_far": _accepted_so_far(connection, run_id),
        "by_reason": parsed(run["by_reason"]),
        "by_source": _by_source(parsed(run["by_source"])),
        "by_format": ask(connection, _BY_FORMAT, run_id),
        **judgements,
        **losses,
        **article_facts(connection, run_id),
        "trend": trend,
        "timings": parsed(run["timings"]),
        "versions": parsed(run["versions"]),
    }


def _accepted_so_far(connection: duckdb.DuckDBPyConnection, run_id: str) -> int:
    """Articles that this run and all before it accepted."""
    return int(ask(connection, "SELECT coalesce(sum(accepted), 0) AS n FROM runs WHERE run_id <= ?", run_id)[0]["n"])


def _by_source(counts: dict[str, dict[str, int]]) -> list[Row]:
    """The counts of each SOURCE, greatest losses first: there may be thousands, and the page shows the first."""
    rows = [{"source": source} | {name: own[name] for name in COUNTED} for source, own in counts.items()]
    return sorted(rows, key=lambda row: (-row["quarantined"] - row["rejected"], -row["seen"], row["source"]))


def _runs(connection: duckdb.DuckDBPyConnection, last: str | None, limit: int) -> list[Row]:
    """Runs up to `last`, newest first."""
    return [
        {
            "run_id": row["run_id"],
            "started_at": moment(row["started_at"]),
            "status": row["status"],
            "counts": {name: row[name] for name in COUNTED},
        }
        for row in ask(connection, _RUNS, last, limit)
    ]


def moment(microseconds: int) -> str:
    """An instant, in microseconds since 1970, as ISO 8601 in UTC."""
    instant = datetime(1970, 1, 1, tzinfo=UTC) + timedelta(microseconds=microseconds)
    return instant.isoformat(timespec="milliseconds").replace("+00:00", "Z")
