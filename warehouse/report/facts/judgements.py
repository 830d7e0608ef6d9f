"""What the expectations found, summed over a run's batches; since when, and with whom."""

from __future__ import annotations

from typing import Any

import orjson

from schemas.ddl import literal
from warehouse.profiles.records import PUBLISHER
from warehouse.report.facts.asked import Asked
from warehouse.report.facts.trend import among

OBSERVED = 5  # batches of which the observed value is told
PUBLISHERS = 3  # named with each expectation
LONGEST, NAME = 500, 200  # characters of a description, of a publisher's name
HELD = 500  # expectations; a home with suites of its own may have more
RANK = "list_position(['critical', 'warning', 'info'], severity)"


def judgement_facts(asked: Asked, run_id: str, window: list[str]) -> dict[str, Any]:
    """`expectations`: how many were judged, held and failed, by severity; `failed_expectations`: those that failed.

    An expectation holds if it held on every batch. The rows looked at are those of all batches, so that the percentage
    is one of the run; null where an expectation looks at a batch as a whole. `since`: the first of the runs in a row,
    of `window`, in which it failed; `runs_failed`: how many these are. `held_expectations`: those that held.
    """
    run = literal(run_id)
    tally = asked.rows(
        "expectations",
        "SELECT severity, count(*) AS judged, count(*) FILTER (held) AS held, count(*) FILTER (NOT held) AS failed\n"
        f"FROM (\n  SELECT severity, bool_and(success) AS held FROM expectation_results WHERE run_id = {run}\n"
        f"  GROUP BY severity, suite, expectation\n) GROUP BY severity ORDER BY {RANK}",
    )
    failed = asked.rows("failed_expectations", _failed(run, among(sorted({*window, run_id}))))
    for row in failed:
        row["observed"] = [_shown(orjson.loads(text)) for text in row["observed"] or ()]
    held = asked.rows("held_expectations", _held(run))
    publishers = asked.rows("failing_publishers", _publishers(run)) if failed else []
    return {
        "expectations": tally, "failed_expectations": failed, "held_expectations": held,
        "failing_publishers": publishers,
    }  # fmt: skip


def _failed(run: str, where: str) -> str:
    return f"""
        WITH failed AS (
          SELECT severity, suite, expectation, "column",
            left(arg_min(description, (batch, scope)), {LONGEST}) AS description,
            sum(unexpected_count)::BIGINT AS unexpected_count, sum(element_count)::BIGINT AS element_count,
            round(100.0 * sum(unexpected_count) / nullif(sum(element_count), 0), 4) AS unexpected_percent,
            count(*) AS batches, count(*) FILTER (NOT success) AS batches_failed,
            (list(observed::VARCHAR ORDER BY batch, scope) FILTER (NOT success AND observed IS NOT NULL)
            )[:{OBSERVED}] AS observed
          FROM expectation_results WHERE run_id = {run}
          GROUP BY severity, suite, expectation, "column" HAVING NOT bool_and(success)
        ), judged AS (
          SELECT suite, expectation, run_id, bool_and(success) AS held
          FROM expectation_results SEMI JOIN failed USING (suite, expectation) WHERE {where} GROUP BY ALL
        ), streaks AS (
          SELECT suite, expectation, min(run_id) AS since, count(*) AS runs_failed
          FROM judged LEFT JOIN (
            SELECT suite, expectation, max(run_id) AS last_held FROM judged WHERE held GROUP BY ALL
          ) USING (suite, expectation)
          WHERE last_held IS NULL OR run_id > last_held GROUP BY ALL
        )
        SELECT failed.*, since, runs_failed,
          strftime(make_timestamp(epoch_us(started_at)), '%Y-%m-%dT%H:%M:%S.%gZ') AS since_at
        FROM failed JOIN streaks USING (suite, expectation) LEFT JOIN runs ON runs.run_id = since
        ORDER BY {RANK}, suite NOT IN ('run', 'sources'), unexpected_count DESC NULLS LAST, suite, expectation, "column"
        """


def _held(run: str) -> str:
    return (
        f"SELECT severity, suite, expectation, left(arg_min(description, (batch, scope)), {LONGEST}) AS description,\n"
        "  sum(element_count)::BIGINT AS element_count\n"
        f"FROM expectation_results WHERE run_id = {run}\n"
        "GROUP BY severity, suite, expectation HAVING bool_and(success)\n"
        f"ORDER BY {RANK}, suite, expectation LIMIT {HELD}"
    )


def _publishers(run: str) -> str:
    return f"""
        SELECT expectation, publisher, count(*) AS articles FROM (
          SELECT unnest(failed_expectations) AS expectation, left({PUBLISHER}, {NAME}) AS publisher
          FROM articles WHERE run_id = {run}
          UNION ALL
          SELECT unnest(failed_expectations), left({PUBLISHER}, {NAME}) FROM quarantined_articles WHERE run_id = {run}
        ) GROUP BY expectation, publisher
        QUALIFY row_number() OVER (PARTITION BY expectation ORDER BY articles DESC, publisher) <= {PUBLISHERS}
        ORDER BY expectation, articles DESC, publisher
        """


def _shown(observed: object) -> str:
    """An observed value in a few characters."""
    text = f"{observed:.4g}" if isinstance(observed, float) else orjson.dumps(observed).decode()
    return text if len(text) <= 60 else text[:59] + "…"
