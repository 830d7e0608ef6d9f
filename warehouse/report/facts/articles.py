"""The articles that a run accepted: how well their fields are filled, and what they are."""

from __future__ import annotations

from typing import Any

from schemas.ddl import literal
from schemas.registry import ARTICLE_CHILDREN
from warehouse.report.ask import Row, ask
from warehouse.report.facts.asked import Asked
from warehouse.report.facts.filled import FIELDS, is_filled, rate

_RATES = {column.name: rate(column) for column in FIELDS}
_COUNTS = {column.name: f"count(*) FILTER ({is_filled(column)})" for column in FIELDS}
LANGUAGES = 100  # of a run; a detector that fails may name more


def article_facts(asked: Asked, run_id: str) -> dict[str, Any]:
    """`fill_rates` (column → share of articles from 0 to 1, null without articles) and `filled` (column → articles).

    `fill_rates_before` are those of `compared_with`, the last earlier run that accepted an article; null if none did.
    `by_language`, `by_date_basis`; `found`: rows in each child table, and articles with at least one.
    """
    run = literal(run_id)
    before = asked.value(
        "compared_with",
        f"SELECT max(run_id) AS run_id FROM runs WHERE kind = 'ingest' AND run_id < {run} AND accepted > 0",
    )
    return {
        **_fill(asked, run),
        "compared_with": before,
        "fill_rates_before": asked.row("fill_rates_before", _columns(_RATES, literal(before))) if before else None,
        "by_language": asked.rows(
            "by_language",
            "SELECT in_language AS language, count(*) AS articles, sum(word_count)::BIGINT AS words\n"
            f"FROM articles WHERE run_id = {run} GROUP BY ALL ORDER BY articles DESC, language LIMIT {LANGUAGES}",
        ),
        "by_date_basis": asked.rows(
            "by_date_basis",
            "SELECT date_published_basis AS basis, count(*) AS articles\n"
            f"FROM articles WHERE run_id = {run} GROUP BY ALL ORDER BY articles DESC, basis",
        ),
        "found": _found(asked, run),
    }


def _fill(asked: Asked, run: str) -> Row:
    """Both in one go over the articles; each has a query of its own that gives the same."""
    asked.queries |= {"fill_rates": _columns(_RATES, run), "filled": _columns(_COUNTS, run)}
    both = ", ".join(
        "{" + ", ".join(f"'{name}': {sql}" for name, sql in columns.items()) + f"}} AS {fact}"
        for fact, columns in (("fill_rates", _RATES), ("filled", _COUNTS))
    )
    return ask(asked.connection, f"SELECT {both} FROM articles WHERE run_id = {run}")[0]


def _columns(columns: dict[str, str], run: str) -> str:
    shown = ",\n  ".join(f'{sql} AS "{name}"' for name, sql in columns.items())
    return f"SELECT\n  {shown}\nFROM articles WHERE run_id = {run}"


def _found(asked: Asked, run: str) -> list[Row]:
    """Positions count from 0, so the rows at 0 are as many as the articles that have any."""
    return asked.rows(
        "found",
        "FROM (\n"
        + " UNION ALL\n".join(
            f"  SELECT {place} AS place, '{table.name}' AS \"table\", count(*) AS rows, "
            f"count(*) FILTER (position = 0) AS articles FROM {table.name} WHERE run_id = {run}"
            for place, table in enumerate(ARTICLE_CHILDREN)
        )
        + "\n) ORDER BY place",
    )
