"""Looking into the quarantine."""

from __future__ import annotations

from typing import Any

from warehouse.database import open_snapshot
from warehouse.home import Home
from warehouse.query import QueryError


def find(home: Home, prefix: str) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """The quarantined article whose id starts with `prefix`: its fields, and the expectations it failed.

    QueryError if none or several do.
    """
    with open_snapshot(home) as connection:
        cursor = connection.execute("FROM quarantined_articles WHERE starts_with(article_id, ?) LIMIT 2", [prefix])
        names = [column[0] for column in cursor.description or ()]
        found = cursor.fetchall()
        if len(found) != 1:
            number = "no quarantined article has" if not found else "several quarantined articles have"
            raise QueryError(f"{number} an id that starts with {prefix!r}; `copydesk quarantine list` shows them all")
        fields = dict(zip(names, found[0], strict=True))
        failed = connection.execute(
            "SELECT DISTINCT severity, expectation, description FROM expectation_results "
            "WHERE run_id = ? AND list_contains(?, expectation) "
            "ORDER BY list_position(['critical', 'warning', 'info'], severity), expectation",
            [fields["run_id"], fields["failed_expectations"]],
        ).fetchall()
    return fields, [dict(zip(("severity", "expectation", "description"), row, strict=True)) for row in failed]
