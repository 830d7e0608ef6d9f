"""What is otherwise than in the run before."""

from __future__ import annotations

from typing import Any

from schemas.ddl import literal
from warehouse.profiles.records import PUBLISHER
from warehouse.report.facts.asked import Asked, instant
from warehouse.report.facts.runs import COUNTED, SHARE_ACCEPTED

SHOWN = 30
_JUDGED = (
    "SELECT arg_min(severity, list_position(['critical', 'warning', 'info'], severity)) AS severity, suite,\n"
    "  expectation, arg_min(description, (batch, scope)) AS description, bool_and(success) AS held\n"
    "  FROM expectation_results WHERE run_id = {run} GROUP BY suite, expectation"
)


def change_facts(asked: Asked, run_id: str) -> dict[str, Any] | None:
    """The run beside the last earlier one that took raw files in and judged something; None if there is none.

    `counts`: the differences; `newly_failing`, `holds_again`: expectations; `new_publishers`, `absent_publishers`, with
    `_found` after the name: how many.
    """
    run = literal(run_id)
    earlier = asked.connection.execute(
        "SELECT max(run_id) FROM runs WHERE kind = 'ingest' AND run_id < ? AND accepted + quarantined + rejected > 0",
        [run_id],
    ).fetchall()[0][0]
    if earlier is None:
        return None
    before = literal(earlier)
    facts: dict[str, Any] = {
        "since": earlier,
        "since_at": asked.value(
            "changes.since_at", f"SELECT {instant('started_at')} FROM runs WHERE run_id = {before}"
        ),
        "counts": asked.row("changes.counts", _differences(run, before)),
        "pass_rate_before": asked.value(
            "changes.pass_rate_before", f"SELECT {SHARE_ACCEPTED} AS pass_rate FROM runs WHERE run_id = {before}"
        ),
        "newly_failing": asked.rows("changes.newly_failing", _turned(run, before)),
        "holds_again": asked.rows("changes.holds_again", _turned(before, run)),
    }
    for name, ours, theirs in (("new_publishers", run, before), ("absent_publishers", before, run)):
        only = _only(ours, theirs)
        facts[name] = asked.rows(f"changes.{name}", f"FROM ({only}) ORDER BY articles DESC, publisher LIMIT {SHOWN}")
        facts[f"{name}_found"] = asked.value(f"changes.{name}_found", f"SELECT count(*) AS publishers FROM ({only})")
    return facts


def _differences(run: str, before: str) -> str:
    columns = ", ".join(f"this.{name} - earlier.{name} AS {name}" for name in COUNTED)
    return (
        f"SELECT {columns}\nFROM runs AS this, runs AS earlier\nWHERE this.run_id = {run} AND earlier.run_id = {before}"
    )


def _turned(failing: str, holding: str) -> str:
    """SQL: the expectations that fail in one run and held in another."""
    return f"""
        SELECT one.severity, one.suite, one.expectation, left(one.description, 500) AS description
        FROM ({_JUDGED.format(run=failing)}) AS one
        JOIN ({_JUDGED.format(run=holding)}) AS other USING (suite, expectation)
        WHERE NOT one.held AND other.held
        ORDER BY list_position(['critical', 'warning', 'info'], one.severity), suite, expectation LIMIT {SHOWN}
        """


def _only(run: str, other: str) -> str:
    """SQL: publishers of articles that one run accepted, and the other none of."""
    return (
        f"SELECT left(publisher, 200) AS publisher, count(*) AS articles FROM (\n"
        f"  SELECT {PUBLISHER} AS publisher FROM articles WHERE run_id = {run})\n"
        f"WHERE publisher NOT IN (SELECT {PUBLISHER} FROM articles WHERE run_id = {other}) GROUP BY ALL"
    )
