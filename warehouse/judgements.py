"""What validation said of a run, for whoever exports it: the rows, and the articles that failed."""

from __future__ import annotations

from typing import Any

from schemas.registry import TABLES
from warehouse.database import open_snapshot
from warehouse.home import Home
from warehouse.query import QueryError


def judgements(home: Home, run_id: str | None = None) -> tuple[list[dict[str, Any]], dict[str, list[str]]]:
    """Rows of `expectation_results`, and expectation → ids of the articles of that run that fail it.

    Without a `run_id`, of the last run that was judged. QueryError if there is no such run.
    """
    with open_snapshot(home) as connection:
        if run_id is None:
            found = connection.execute("SELECT max(run_id) FROM expectation_results").fetchall()[0][0]
            run_id = str(found) if found else None
        names = TABLES["expectation_results"].column_names
        columns = ", ".join(f'"{name}"' for name in names)
        sql = f"SELECT {columns} FROM expectation_results WHERE run_id = ? ORDER BY batch, suite, expectation, scope"
        rows = [dict(zip(names, row, strict=True)) for row in connection.execute(sql, [run_id]).fetchall()]
        if not rows:
            raise QueryError(f'no run {run_id!r} was judged; `copydesk sql "SELECT run_id, kind FROM runs"` lists them')
        failing = connection.execute(
            """
            SELECT name, list(article_id ORDER BY article_id) FROM (
                SELECT article_id, unnest(failed_expectations) AS name FROM articles WHERE run_id = $1
                UNION ALL
                SELECT article_id, unnest(failed_expectations) FROM quarantined_articles WHERE run_id = $1
            ) GROUP BY name
            """,
            [run_id],
        ).fetchall()
    return rows, dict(failing)
