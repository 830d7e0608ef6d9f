"""The articles that a run accepted: how well their fields are filled, and what they are."""

from __future__ import annotations

from typing import Any

import duckdb

from schemas.column import Column, Type
from schemas.registry import ARTICLE_CHILDREN
from schemas.tables.articles import ARTICLES
from warehouse.report.ask import Row, ask

_BY_LANGUAGE = """
    SELECT in_language AS language, count(*) AS articles, sum(word_count)::BIGINT AS words
    FROM articles WHERE run_id = ? GROUP BY language ORDER BY articles DESC, language
"""
_BY_DATE_BASIS = """
    SELECT date_published_basis AS basis, count(*) AS articles
    FROM articles WHERE run_id = ? GROUP BY basis ORDER BY articles DESC, basis
"""


def article_facts(connection: duckdb.DuckDBPyConnection, run_id: str) -> dict[str, Any]:
    """`fill_rates` (column → share of articles from 0 to 1, null without articles) and `filled` (column → articles).

    `fill_rates_before` are those of `compared_with`, the last earlier run that accepted an article; null if none did.
    `by_language`, `by_date_basis`; `found`: rows in each child table, and articles with at least one.
    """
    articles, filled = _filled(connection, run_id)
    before = ask(connection, "SELECT max(run_id) AS id FROM runs WHERE run_id < ? AND accepted > 0", run_id)[0]["id"]
    return {
        "fill_rates": _rates(articles, filled),
        "filled": filled,
        "compared_with": before,
        "fill_rates_before": _rates(*_filled(connection, before)) if before else None,
        "by_language": ask(connection, _BY_LANGUAGE, run_id),
        "by_date_basis": ask(connection, _BY_DATE_BASIS, run_id),
        "found": _found(connection, run_id),
    }


def _filled(connection: duckdb.DuckDBPyConnection, run_id: str) -> tuple[int, dict[str, int]]:
    """How many articles a run accepted, and in how many of them each column holds something."""
    filled = ask(connection, _filled_query(), run_id)[0]
    return filled.pop("of"), filled


def _rates(articles: int, filled: dict[str, int]) -> dict[str, float | None]:
    return {name: round(count / articles, 6) if articles else None for name, count in filled.items()}


def _filled_query() -> str:
    counts = ", ".join(f'count(*) FILTER ({_is_filled(column)}) AS "{column.name}"' for column in ARTICLES.columns)
    return f"SELECT count(*) AS of, {counts} FROM articles WHERE run_id = ?"


def _is_filled(column: Column) -> str:
    """SQL: the column holds something. An empty text, list or object holds nothing; 0 and false do."""
    name = f'"{column.name}"'
    if column.type is Type.TEXT:
        return f"{name} <> ''"
    if column.type is Type.TEXT_LIST:
        return f"len({name}) > 0"
    if column.type is Type.JSON:
        return f"{name}::VARCHAR NOT IN ('', '{{}}', '[]', 'null')"
    return f"{name} IS NOT NULL"


def _found(connection: duckdb.DuckDBPyConnection, run_id: str) -> list[Row]:
    """Positions count from 0, so the rows at 0 are as many as the articles that have any."""
    query = " UNION ALL ".join(
        f"SELECT '{table.name}' AS \"table\", count(*) AS rows, count(*) FILTER (position = 0) AS articles "
        f"FROM {table.name} WHERE run_id = $1"
        for table in ARTICLE_CHILDREN
    )
    found = {row["table"]: row for row in ask(connection, query, run_id)}
    return [found[table.name] for table in ARTICLE_CHILDREN]
