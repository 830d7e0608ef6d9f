"""A table's DuckDB DDL: CREATE TABLE with NOT NULL, CHECK and the primary key, and COMMENT ON all of it.

Parquet keeps no constraints, so the warehouse's come from here. A pattern is left to validation: a CHECK with a
regular expression costs more than the load itself.
"""

from __future__ import annotations

from schemas.column import Column, Table, Type

DUCKDB = {
    Type.TEXT: "VARCHAR",
    Type.INTEGER: "BIGINT",
    Type.REAL: "DOUBLE",
    Type.BOOLEAN: "BOOLEAN",
    Type.DATE: "DATE",
    Type.TIMESTAMP: "TIMESTAMPTZ",
    Type.TEXT_LIST: "VARCHAR[]",
    Type.JSON: "JSON",
}


def literal(text: str) -> str:
    """A SQL string literal."""
    return "'" + text.replace("'", "''") + "'"


def _check(column: Column) -> str:
    name = f'"{column.name}"'
    if column.vocabulary:
        return f" CHECK ({name} IN ({', '.join(map(literal, column.vocabulary))}))"
    bounds = [
        f"{name} {operator} {literal(bound) if isinstance(bound, str) else format(bound, 'g')}"
        for operator, bound in ((">=", column.minimum), ("<=", column.maximum))
        if bound is not None
    ]
    return f" CHECK ({' AND '.join(bounds)})" if bounds else ""


def create_table(table: Table) -> str:
    """One CREATE TABLE statement."""
    lines = [
        f'    "{c.name}" {DUCKDB[c.type]}{"" if c.nullable else " NOT NULL"}{_check(c) if table.checked else ""}'
        for c in table.columns
    ]
    key = ", ".join(f'"{name}"' for name in table.primary_key)
    if table.indexed and table.parent is None:
        lines.append(f"    PRIMARY KEY ({key})")
    return f'CREATE TABLE "{table.name}" (\n' + ",\n".join(lines) + "\n);"


def comments(table: Table) -> list[str]:
    """COMMENT ON statements for the table and its columns."""
    on_columns = [
        f'COMMENT ON COLUMN "{table.name}"."{c.name}" IS {literal(f"{c.description} [{c.term}]")};'
        for c in table.columns
    ]
    return [f'COMMENT ON TABLE "{table.name}" IS {literal(table.row)};', *on_columns]
