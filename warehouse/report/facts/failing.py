"""The records that fail an expectation: some of each, the kept out ones first."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from schemas.ddl import literal
from warehouse.home import Home
from warehouse.report.ask import Row
from warehouse.report.facts.asked import Asked
from warehouse.report.facts.excerpts import add_excerpts
from warehouse.report.facts.focus import empty_column
from warehouse.report.facts.judgements import RANK

OF_EACH, IN_ALL = 50, 400
HEADLINE, PATH, NAME = 200, 600, 100  # characters kept of texts that come from outside


def failing_facts(asked: Asked, home: Home, run_id: str, failed: Sequence[Row]) -> dict[str, Any]:
    """`failing_records`: up to 50 records of each expectation, 400 in all, each with an `excerpt` of its text (before,
    marked, after) and a `note`, why a field is empty; `failing_found`: expectation → records that fail it."""
    if not failed:
        return {"failing_records": [], "failing_found": {}}
    run = literal(run_id)
    failing = _failing(run, failed)
    records = asked.rows(
        "failing_records",
        f"""
        WITH failing AS ({failing}),
        ranked AS (
          SELECT *, row_number() OVER (PARTITION BY expectation ORDER BY outcome DESC, path, article_id) AS turn
          FROM failing
        ),
        graded AS (
          SELECT expectation, min({RANK}) AS grade FROM expectation_results WHERE run_id = {run} GROUP BY expectation
        )
        SELECT expectation, outcome, article_id, left(headline, {HEADLINE}) AS headline, left(path, {PATH}) AS path,
          left(locator, {NAME}) AS locator
        FROM ranked JOIN graded USING (expectation) WHERE turn <= {OF_EACH}
        ORDER BY turn, grade, expectation LIMIT {IN_ALL}
        """,
    )
    counted = asked.pairs(
        "failing_found",
        f"WITH failing AS ({failing})\n"
        "SELECT expectation AS key, count(*) AS value FROM failing GROUP BY expectation ORDER BY key",
    )
    add_excerpts(asked.connection, home, run_id, records, failed)
    return {"failing_records": records, "failing_found": counted}


def _failing(run: str, failed: Sequence[Row]) -> str:
    """SQL: expectation and record, for what is told by name and for empty columns of child tables."""
    tables = (("quarantined", "quarantined_articles"), ("accepted", "articles"))
    parts = [
        f"SELECT unnest(failed_expectations) AS expectation, '{outcome}' AS outcome, article_id, headline, "
        f"source_path AS path, record_locator AS locator FROM {table} WHERE run_id = {run}"
        for outcome, table in tables
    ]
    for row in failed:
        column = empty_column(row["suite"], row["column"])
        if column and row["severity"] == "info":  # what is only noted is not in failed_expectations
            empty = f'{row["suite"]} WHERE run_id = {run} AND "{column}" IS NULL'
            # more empty rows than failures: it asks for something else besides
            parts.append(
                f"SELECT {literal(row['expectation'])}, 'accepted', article_id, headline, source_path, record_locator "
                f"FROM articles SEMI JOIN (FROM {empty}) USING (article_id) "
                f"WHERE (SELECT count(*) FROM {empty}) <= {row['unexpected_count'] or 0}"
            )
    return "\n  UNION ALL\n  ".join(parts)
