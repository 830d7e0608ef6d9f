"""What is unusual about a run's sources, and which fields of its dumps are new or gone."""

from __future__ import annotations

from typing import Any

from schemas.ddl import literal
from warehouse.report.facts.asked import Asked

SHOWN = 50
NAME, MESSAGE = 200, 500  # characters of names and messages


def drift_facts(asked: Asked, run_id: str) -> dict[str, Any]:
    """`drift`: what was measured of a source and lies outside what is usual; `dumps`: fields that are new, vanished,
    retyped or refused. Up to 50 rows of each; `drift_found` and `dumps_found`: how many there are. `measured`: sources
    that were measured, `learning`: those that are not compared yet."""
    run = f"run_id = {literal(run_id)}"
    return {
        "drift": asked.rows(
            "drift",
            f"SELECT left(publisher, {NAME}) AS publisher, source_format AS format, measure, field,\n"
            "  round(value, 6) AS value, round(usual, 6) AS usual, round(low, 6) AS low, round(high, 6) AS high,\n"
            f"  records, runs_known, left(message, {MESSAGE}) AS message\n"
            f"FROM source_measurements WHERE {run} AND is_breach\n"
            f"ORDER BY measure, records DESC, publisher, source_format, field LIMIT {SHOWN}",
        ),
        "drift_found": asked.value(
            "drift_found", f"SELECT count(*) AS breaches FROM source_measurements WHERE {run} AND is_breach"
        ),
        "measured": asked.value(
            "measured", f"SELECT count(*) AS sources FROM source_measurements WHERE {run} AND measure = 'volume'"
        ),
        "learning": asked.value(
            "learning",
            "SELECT count(*) AS sources FROM (\n"
            f"  SELECT 1 FROM source_measurements WHERE {run}\n"
            "  GROUP BY publisher, source_format HAVING bool_and(usual IS NULL)\n)",
        ),
        "dumps": asked.rows(
            "dumps",
            f"SELECT left(dump, {NAME}) AS dump, source_format AS format, left(field, {NAME}) AS field,\n"
            f"  change, types, records, of_records\nFROM source_fields WHERE {run} AND change IS NOT NULL\n"
            "ORDER BY list_position(['refused', 'vanished', 'retyped', 'new'], change), dump, source_format, field\n"
            f"LIMIT {SHOWN}",
        ),
        "dumps_found": asked.value(
            "dumps_found", f"SELECT count(*) AS fields FROM source_fields WHERE {run} AND change IS NOT NULL"
        ),
        "dumps_measured": asked.value(
            "dumps_measured", f"SELECT count(DISTINCT (dump, source_format)) AS dumps FROM source_fields WHERE {run}"
        ),
    }
