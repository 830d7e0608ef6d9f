"""All facts of one run."""

from __future__ import annotations

from typing import Any

from schemas.ddl import literal
from warehouse.database import open_snapshot
from warehouse.home import Home
from warehouse.remote.mirror import address
from warehouse.report.facts.articles import article_facts
from warehouse.report.facts.asked import Asked
from warehouse.report.facts.changes import change_facts
from warehouse.report.facts.drift import drift_facts
from warehouse.report.facts.failing import failing_facts
from warehouse.report.facts.heat import heat_facts
from warehouse.report.facts.judgements import judgement_facts
from warehouse.report.facts.losses import loss_facts
from warehouse.report.facts.runs import COUNTED, events, known_run, run_row
from warehouse.report.facts.trend import listed, trend, window
from warehouse.report.facts.versions import version_facts
from warehouse.report.verdict import verdict

MEMORY = "512MB"  # enough to read every column of a run, bodies among them, piece by piece
EVENTS = 30


def run_facts(home: Home, run_id: str | None) -> dict[str, Any]:
    """All facts of a run, the last one by default, as values that JSON can hold.

    QueryError, which names valid ids, if there is no such run; NoWarehouseError if there is no warehouse.
    """
    with open_snapshot(home) as connection:
        connection.execute(f"SET memory_limit = '{MEMORY}'")
        connection.execute("SET TimeZone = 'UTC'")
        asked = Asked(connection)
        facts = _facts(asked, home, known_run(connection, home, run_id))
        return facts | {"home": address(home), "queries": asked.queries}


def _facts(asked: Asked, home: Home, run_id: str) -> dict[str, Any]:
    run = run_row(asked, run_id)
    runs = window(asked, run_id)
    judged = judgement_facts(asked, run_id, runs)
    strayed, losses = drift_facts(asked, run_id), loss_facts(asked, run_id)
    line = trend(asked, runs)
    losses["listed"]["trend"] = len(line)
    asked.queries["listed.trend"] = listed(run_id)
    return {
        "verdict": verdict(run["status"], run["counts"], judged["failed_expectations"], strayed["drift_found"]),
        **run,
        **judged,
        **failing_facts(asked, home, run_id, judged["failed_expectations"]),
        **losses,
        "by_format": asked.rows("by_format", _by_format(run_id)),
        **article_facts(asked, run_id),
        **heat_facts(asked, f"run_id = {literal(run_id)}", run_id),
        **strayed,
        **version_facts(asked, run_id),
        "changes": change_facts(asked, run_id),
        "trend": line,
        "events": events(asked, run_id, EVENTS),
    }


def _by_format(run_id: str) -> str:
    sums = ", ".join(f"sum({name})::BIGINT AS {name}" for name in COUNTED)
    return (
        f"SELECT format, count(*) AS files, {sums}\n"
        f"FROM raw_files WHERE run_id = {literal(run_id)} GROUP BY format ORDER BY seen DESC, format"
    )
