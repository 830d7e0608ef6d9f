"""Runs: one, or many of them, with their accounting."""

from __future__ import annotations

from typing import Any

import duckdb

from schemas.ddl import literal
from schemas.vocabularies import OUTCOMES
from warehouse.home import Home
from warehouse.query import QueryError
from warehouse.remote.mirror import address
from warehouse.report.ask import Row, ask, parsed
from warehouse.report.facts.asked import Asked, instant

NAMED = 10  # run ids in an error message
COUNTED = ("seen", *OUTCOMES)
COUNTS = "{" + ", ".join(f"'{name}': {name}" for name in COUNTED) + "}"  # SQL: the counts as a structure
SHARE_ACCEPTED = "round(accepted / nullif(accepted + quarantined + rejected, 0), 6)"  # SQL: of what was taken in


def known_run(connection: duckdb.DuckDBPyConnection, home: Home, run_id: str | None) -> str:
    """The id of that run, or of the last one. QueryError, which names valid ids, if there is none."""
    last = "SELECT run_id FROM runs WHERE run_id = coalesce(?, (SELECT max(run_id) FROM runs))"
    if found := ask(connection, last, run_id):
        return str(found[0]["run_id"])
    known = ask(connection, "SELECT run_id, count(*) OVER () AS n FROM runs ORDER BY run_id DESC LIMIT ?", NAMED)
    if not known:
        raise QueryError(
            f"{address(home)} holds no run yet. `copydesk ingest SOURCE --home {address(home)}` makes one."
        )
    others = f" and {known[0]['n'] - len(known):,} earlier ones" if known[0]["n"] > len(known) else ""
    raise QueryError(f"no run {run_id!r}; there are {', '.join(row['run_id'] for row in known)}{others}")


def run_row(asked: Asked, run_id: str) -> dict[str, Any]:
    """What `runs` says of one run, times as ISO 8601, JSON as what it holds."""
    run = literal(run_id)
    where = f"FROM runs WHERE run_id = {run}"
    row = ask(
        asked.connection,
        f"SELECT run_id, kind, status, {instant('started_at')} AS started_at, {instant('finished_at')} AS finished_at, "
        f"sources, settings, versions, files_seen, files_unchanged {where}",
    )[0]
    counts = asked.row("counts", f"SELECT {', '.join(COUNTED)} {where}")
    for name in ("files_seen", "files_unchanged", "run_id", "kind", "status"):
        asked.queries[name] = f"SELECT {name} {where}"
    for name in ("started_at", "finished_at"):
        asked.queries[name] = f"SELECT {instant(name)} AS {name} {where}"
    return row | {
        "seconds": asked.value(
            "seconds", f"SELECT round(epoch_us(finished_at - started_at) / 1e6, 3) AS seconds {where}"
        ),
        "counts": counts,
        "balanced": counts["seen"] == sum(counts[outcome] for outcome in OUTCOMES),
        "pass_rate": asked.value("pass_rate", f"SELECT {SHARE_ACCEPTED} AS pass_rate {where}"),
        "accepted_so_far": asked.value(
            "accepted_so_far", f"SELECT coalesce(sum(accepted), 0)::BIGINT AS accepted FROM runs WHERE run_id <= {run}"
        ),
        "by_reason": asked.pairs("by_reason", _of_json("by_reason", run)),
        "by_source": asked.rows("by_source", _by_source(run)),
        "timings": asked.pairs("timings", _of_json("timings", run, "DOUBLE")),
        "settings": parsed(row["settings"]),
        "versions": parsed(row["versions"]),
    }


def _of_json(column: str, run: str, kind: str = "BIGINT") -> str:
    """SQL: the keys and values of a JSON object of the run's row, in their order."""
    return (
        f"SELECT key, (value ->> '$')::{kind} AS value FROM runs, json_each(runs.{column})\n"
        f"WHERE run_id = {run} ORDER BY id"
    )


def _by_source(run: str) -> str:
    """SQL: the counts of each SOURCE, greatest losses first: there may be thousands, and the page shows the first."""
    columns = ", ".join(f"(value ->> '{name}')::BIGINT AS {name}" for name in COUNTED)
    return (
        f"FROM (\n  SELECT key AS source, {columns}\n  FROM runs, json_each(runs.by_source) WHERE run_id = {run}\n)\n"
        "ORDER BY quarantined + rejected DESC, seen DESC, source"
    )


def all_runs(asked: Asked, limit: int) -> list[Row]:
    """The last runs of a home, newest first."""
    return asked.rows(
        "runs",
        f"SELECT run_id, kind, {instant('started_at')} AS started_at, status, {COUNTS} AS counts\n"
        f"FROM runs ORDER BY run_id DESC LIMIT {limit}",
    )


def events(asked: Asked, until: str, limit: int) -> list[Row]:
    """What was done besides taking raw files in, newest first: replays, releases, dismissals, parsing anew."""
    return asked.rows(
        "events",
        f"SELECT run_id, kind, {instant('started_at')} AS started_at, status, {COUNTS} AS counts\n"
        f"FROM runs WHERE kind <> 'ingest' AND run_id <= {literal(until)} ORDER BY run_id DESC LIMIT {limit}",
    )
