"""What the expectations found, summed over a run's batches."""

from __future__ import annotations

from typing import Any

import duckdb
import orjson

from warehouse.report.ask import ask

OBSERVED = 5  # batches of which the observed value is told

_RANK = "list_position(['critical', 'warning', 'info'], severity)"
_TALLY = f"""
    SELECT severity, count(*) AS judged, count(*) FILTER (held) AS held, count(*) FILTER (NOT held) AS failed
    FROM (SELECT severity, bool_and(success) AS held FROM expectation_results WHERE run_id = ?
          GROUP BY severity, suite, expectation)
    GROUP BY severity ORDER BY {_RANK}
"""  # names of our own; values are parameters
_FAILED = f"""
    SELECT severity, suite, expectation, "column", arg_min(description, batch) AS description,
           sum(unexpected_count)::BIGINT AS unexpected_count, sum(element_count)::BIGINT AS element_count,
           100.0 * sum(unexpected_count) / nullif(sum(element_count), 0) AS unexpected_percent,
           count(*) AS batches, count(*) FILTER (NOT success) AS batches_failed,
           list(observed::VARCHAR ORDER BY batch) FILTER (NOT success AND observed IS NOT NULL) AS observed
    FROM expectation_results WHERE run_id = ?
    GROUP BY severity, suite, expectation, "column" HAVING NOT bool_and(success)
    ORDER BY {_RANK}, suite <> 'run', unexpected_count DESC NULLS LAST, suite, expectation
"""  # names of our own; values are parameters


def judgement_facts(connection: duckdb.DuckDBPyConnection, run_id: str) -> dict[str, Any]:
    """`expectations`: how many were judged, held and failed, by severity; `failed_expectations`: those that failed.

    An expectation holds if it held on every batch. The rows looked at are those of all batches, so that the
    percentage is one of the run; null where an expectation looks at a batch as a whole.
    """
    failed = ask(connection, _FAILED, run_id)
    for row in failed:
        row["observed"] = [_shown(orjson.loads(text)) for text in (row["observed"] or ())[:OBSERVED]]
        if row["unexpected_percent"] is not None:
            row["unexpected_percent"] = round(row["unexpected_percent"], 4)
    return {"expectations": ask(connection, _TALLY, run_id), "failed_expectations": failed}


def _shown(observed: object) -> str:
    """An observed value in a few characters."""
    text = f"{observed:.4g}" if isinstance(observed, float) else orjson.dumps(observed).decode()
    return text if len(text) <= 60 else text[:59] + "…"
