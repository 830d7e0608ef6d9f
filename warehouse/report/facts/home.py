"""All facts of a home: what it holds, how its last runs did, what asks for attention now."""

from __future__ import annotations

from typing import Any

from warehouse.database import open_snapshot
from warehouse.home import Home
from warehouse.remote.mirror import address
from warehouse.report.facts.asked import Asked
from warehouse.report.facts.drift import drift_facts
from warehouse.report.facts.heat import heat_facts
from warehouse.report.facts.judgements import judgement_facts
from warehouse.report.facts.run import EVENTS, MEMORY
from warehouse.report.facts.runs import all_runs, events, run_row
from warehouse.report.facts.trend import among, listed, trend, window
from warehouse.report.verdict import verdict

LISTED = 1000  # runs
LAST = ("run_id", "kind", "status", "started_at", "seconds", "counts")  # what is told of the last run
NO_RUN = "Nothing has been taken in yet."

_TOTALS = """
    SELECT (SELECT count(*) FROM runs) AS runs,
      (SELECT count(*) FROM articles) AS articles,
      (SELECT count(*) FROM articles WHERE is_current) AS current,
      (SELECT count(DISTINCT publisher) FROM articles) AS publishers,
      (SELECT count(*) FROM quarantined_articles WHERE status = 'open') AS open,
      (SELECT count(*) FROM rejections) AS rejections,
      (SELECT count(DISTINCT group_id) FROM reprints) AS reprint_groups,
      (SELECT coalesce(sum(seen), 0)::BIGINT FROM runs) AS seen
"""


def home_facts(home: Home) -> dict[str, Any]:
    """All facts of a home, as values that JSON can hold; `last` (facts of its last run), `judged` (those of the last
    one that took raw files in) and what depends on them are None in a home without runs.

    NoWarehouseError if there is no warehouse.
    """
    with open_snapshot(home) as connection:
        connection.execute(f"SET memory_limit = '{MEMORY}'")
        connection.execute("SET TimeZone = 'UTC'")
        asked = Asked(connection)
        facts: dict[str, Any] = {
            "home": address(home),
            "totals": asked.row("totals", _TOTALS),
            "runs": all_runs(asked, LISTED),
        }
        if facts["runs"]:
            facts |= _of_runs(asked, facts["runs"][0]["run_id"])
        else:
            facts |= {"verdict": NO_RUN, "last": None, "trend": [], "events": [], "heat": None}
        return facts | {"queries": asked.queries}


def _of_runs(asked: Asked, last_id: str) -> dict[str, Any]:
    runs = window(asked, last_id)
    judged_id = runs[-1] if runs else last_id
    judged = judgement_facts(asked, judged_id, runs)
    of_last = Asked(asked.connection)
    last = run_row(of_last, last_id)
    asked.queries |= {f"last.{name}": of_last.queries[name] for name in LAST if name in of_last.queries}
    asked.queries["listed.trend"] = listed(last_id)
    line, strayed = trend(asked, runs), drift_facts(asked, judged_id)
    found = (judged["failed_expectations"], strayed["drift_found"]) if judged_id == last_id else ([], 0)
    return {
        "verdict": verdict(last["status"], last["counts"], *found),
        "last": {name: last[name] for name in LAST},
        "judged_id": judged_id,
        **judged,
        **strayed,
        "trend": line,
        "listed": {"trend": len(line)},
        "events": events(asked, last_id, EVENTS),
        **heat_facts(asked, among(runs), judged_id),
    }
