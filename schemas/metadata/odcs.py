"""The data contract of the warehouse: Open Data Contract Standard 3.2 (https://bitol-io.github.io/open-data-contract-standard).

Tables, columns, keys, relationships and rules follow from the schemas. Each rule can be carried out: a rule of the
standard's library, or a query that counts the rows that break it. A column's vocabulary stands in its `enum`, which
only readers of 3.2 know, and in a rule, which engines run.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from copy import deepcopy
from importlib.metadata import version
from typing import Any

from schemas.column import RUN_ID, Column, Table, Type
from schemas.ddl import DUCKDB, literal
from schemas.metadata.terms import address
from schemas.registry import TABLES
from schemas.vocabularies import OUTCOMES

API_VERSION = "v3.2.0"
LOGICAL: dict[Type, dict[str, Any]] = {
    Type.TEXT: {"logicalType": "string"},
    Type.INTEGER: {"logicalType": "integer", "logicalTypeOptions": {"format": "i64"}},
    Type.REAL: {"logicalType": "number", "logicalTypeOptions": {"format": "f64"}},
    Type.BOOLEAN: {"logicalType": "boolean"},
    Type.DATE: {"logicalType": "date"},
    Type.TIMESTAMP: {"logicalType": "timestamp", "logicalTypeOptions": {"timezone": True}},
    Type.TEXT_LIST: {"logicalType": "array", "items": {"logicalType": "string", "physicalType": "VARCHAR"}},
    Type.JSON: {"logicalType": "object"},
}


def contract(tables: Iterable[Table] = TABLES.values()) -> dict[str, Any]:
    """The contract as an object that YAML and JSON can write."""
    return {
        "kind": "DataContract",
        "apiVersion": API_VERSION,
        "id": "copydesk-warehouse",
        "name": "Copydesk warehouse",
        "version": version("copydesk"),
        "status": "active",
        "domain": "news",
        "description": {
            "purpose": "News articles, parsed into fields, each field checked and each raw record accounted for.",
            "usage": "Open HOME/warehouse.duckdb read-only: a symbolic link to the snapshot that was published last.",
            "limitations": "`articles` holds every version of an article; `is_current` marks the newest. What was "
            "quarantined or rejected is in tables of its own.",
        },
        "servers": [{"server": "home", "type": "duckdb", "database": "warehouse.duckdb", "schema": "main"}],
        "schema": [_object(table) for table in tables],
    }


def _object(table: Table) -> dict[str, Any]:
    return {
        "id": table.name,
        "name": table.name,
        "physicalName": table.name,
        "physicalType": "table",
        "logicalType": "object",
        "description": f"A row is {table.row}.",
        "dataGranularityDescription": table.row,
        "properties": [_property(table, column) for column in table.columns],
        "quality": list(_table_rules(table)),
    }


def _property(table: Table, column: Column) -> dict[str, Any]:
    found: dict[str, Any] = {
        "id": column.name,
        "name": column.name,
        **deepcopy(LOGICAL[column.type]),
        "physicalType": DUCKDB[column.type],
        "description": column.description,
        "required": not column.nullable,
    }
    if column.name in table.primary_key:
        position = table.primary_key.index(column.name) + 1
        found |= {"primaryKey": True, "primaryKeyPosition": position, "unique": len(table.primary_key) == 1}
    if options := dict(found.get("logicalTypeOptions", {})) | (_limits(column) if table.checked else {}):
        found["logicalTypeOptions"] = options
    if column.vocabulary and table.checked:
        found["enum"] = [{"value": value} for value in column.vocabulary]
    if definition := address(column.term):
        found["authoritativeDefinitions"] = [{"url": definition, "type": "ontology", "description": column.term}]
    if target := _target(table, column):
        found["relationships"] = [{"type": "foreignKey", "to": target}]
    if rules := list(_column_rules(table, column)):
        found["quality"] = rules
    return found


def _target(table: Table, column: Column) -> str | None:
    """The key that a column refers to."""
    if column is RUN_ID:
        return "runs.run_id"
    return f"{table.parent}.article_id" if table.parent and column.name == "article_id" else None


def _limits(column: Column) -> dict[str, Any]:
    found = {
        "minimum": column.minimum,
        "maximum": column.maximum,
        "pattern": column.pattern and f"^(?:{column.pattern})$",
    }
    return {name: value for name, value in found.items() if value is not None}


def _column_rules(table: Table, column: Column) -> Iterator[dict[str, Any]]:
    """Rules on one column. What the database enforces is an error; a pattern, which it does not, a warning."""
    if not table.checked:
        return
    library = {"type": "library", "metric": "invalidValues", "dimension": "conformity", "unit": "rows", "mustBe": 0}
    if column.vocabulary:
        arguments: dict[str, Any] = {"validValues": list(column.vocabulary)}
        yield {"name": f"{column.name}_in_vocabulary", **library, "arguments": arguments, "severity": "error"}
    if column.pattern:
        arguments = {"pattern": f"^(?:{column.pattern})$"}
        yield {"name": f"{column.name}_well_formed", **library, "arguments": arguments, "severity": "warning"}
    for word, operator, bound in (("low", "<", column.minimum), ("high", ">", column.maximum)):
        if bound is not None:
            limit = literal(bound) if isinstance(bound, str) else format(bound, "g")
            says = f"`{column.name}` is at {'least' if word == 'low' else 'most'} {bound}."
            yield _query(
                f"{column.name}_not_too_{word}", says, "accuracy", table, f'"{column.name}" {operator} {limit}'
            )


def _table_rules(table: Table) -> Iterator[dict[str, Any]]:
    """Rules on whole rows: the key comes once; what was seen is what became of it."""
    yield {
        "name": f"{table.name}_key_comes_once", "type": "library", "metric": "duplicateValues",
        "arguments": {"properties": list(table.primary_key)}, "dimension": "uniqueness", "unit": "rows", "mustBe": 0,
        "severity": "error",
    }  # fmt: skip
    if {"seen", *OUTCOMES} <= set(table.column_names):
        says = f"seen = {' + '.join(OUTCOMES)}, in every row."
        yield _query(f"{table.name}_adds_up", says, "consistency", table, f"seen <> {' + '.join(OUTCOMES)}")


def _query(name: str, says: str, dimension: str, table: Table, breaks: str) -> dict[str, Any]:
    """A rule that counts the rows of which `breaks` is true."""
    sql = f'SELECT count(*) FROM "{table.name}" WHERE {breaks}'  # noqa: S608  # our own names and limits
    return {
        "name": name, "type": "sql", "description": says, "dimension": dimension, "query": sql, "mustBe": 0,
        "severity": "error",
    }  # fmt: skip
