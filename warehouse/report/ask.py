"""Asking the snapshot: rows as mappings."""

from __future__ import annotations

from typing import Any

import duckdb
import orjson

Row = dict[str, Any]


def ask(connection: duckdb.DuckDBPyConnection, sql: str, *parameters: object) -> list[Row]:
    """The rows of a query, each as column name → value."""
    cursor = connection.execute(sql, parameters)
    names = [column[0] for column in cursor.description or ()]
    return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


def parsed(text: str | None) -> Any:
    """What a JSON column holds; {} for null."""
    return orjson.loads(text) if text else {}
