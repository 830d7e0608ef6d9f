"""The warehouse as a dbt source (https://docs.getdbt.com/reference/source-properties): sources.yml, with its tests.

For dbt >= 1.10.5, where a test's arguments stand under `arguments`, and the adapter dbt-duckdb, which attaches
HOME/warehouse.duckdb read-only under the name that `database` gives.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from schemas.column import RUN_ID, Column, Table
from schemas.ddl import DUCKDB
from schemas.metadata.terms import address
from schemas.registry import TABLES

SOURCE = "copydesk"
Test = str | dict[str, Any]


def sources(tables: Iterable[Table] = TABLES.values()) -> dict[str, Any]:
    """The properties file as an object that YAML can write."""
    return {
        "version": 2,
        "sources": [
            {
                "name": SOURCE,
                "description": "News articles, parsed and checked by Copydesk; see HOME/warehouse.duckdb.",
                "database": SOURCE,
                "schema": "main",
                "tables": [_table(table) for table in tables],
            }
        ],
    }


def _table(table: Table) -> dict[str, Any]:
    found: dict[str, Any] = {
        "name": table.name,
        "description": f"A row is {table.row}.",
        "columns": [_column(table, column) for column in table.columns],
    }
    if len(table.primary_key) > 1:  # dbt's own `unique` is of one expression
        key = ", ".join(f'"{name}"' for name in table.primary_key)
        found["data_tests"] = [{"unique": {"name": f"{table.name}_key", "arguments": {"column_name": f"row({key})"}}}]
    return found


def _column(table: Table, column: Column) -> dict[str, Any]:
    meta = {"term": column.term} | ({"definition": definition} if (definition := address(column.term)) else {})
    found: dict[str, Any] = {
        "name": column.name,
        "description": column.description,
        "data_type": DUCKDB[column.type],
        "config": {"meta": meta},
    }
    if tests := _tests(table, column):
        found["data_tests"] = tests
    return found


def _tests(table: Table, column: Column) -> list[Test]:
    tests: list[Test] = []
    if not column.nullable:
        tests.append("not_null")
    if table.primary_key == (column.name,):
        tests.append("unique")
    if column.vocabulary and table.checked:
        tests.append({"accepted_values": {"arguments": {"values": list(column.vocabulary)}}})
    if column is RUN_ID:
        tests.append(_refers_to("runs", "run_id"))
    elif table.parent and column.name == "article_id":
        tests.append(_refers_to(table.parent, "article_id"))
    return tests


def _refers_to(table: str, field: str) -> Test:
    return {"relationships": {"arguments": {"to": f"source('{SOURCE}', '{table}')", "field": field}}}
