"""A table's row as JSON Schema (draft 2020-12), for those who read the exports with other tools."""

from __future__ import annotations

from typing import Any

from schemas.column import Column, Table, Type

_TYPES: dict[Type, dict[str, Any]] = {
    Type.TEXT: {"type": "string"},
    Type.INTEGER: {"type": "integer"},
    Type.REAL: {"type": "number"},
    Type.BOOLEAN: {"type": "boolean"},
    Type.DATE: {"type": "string", "format": "date"},
    Type.TIMESTAMP: {"type": "string", "format": "date-time"},
    Type.TEXT_LIST: {"type": "array", "items": {"type": "string"}},
    Type.JSON: {},
}


def _property(column: Column) -> dict[str, Any]:
    schema = dict(_TYPES[column.type])
    if column.vocabulary:
        schema["enum"] = [*column.vocabulary, *([None] if column.nullable else [])]
    if column.pattern:
        schema["pattern"] = f"^(?:{column.pattern})$"
    if not isinstance(column.minimum, str | None):
        schema["minimum"] = column.minimum
    if not isinstance(column.maximum, str | None):
        schema["maximum"] = column.maximum
    if column.nullable and "type" in schema:
        schema["type"] = [schema["type"], "null"]
    return schema | {"description": column.description, "x-term": column.term}


def json_schema(table: Table) -> dict[str, Any]:
    """The JSON Schema of one row."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": table.name,
        "description": f"A row is {table.row}.",
        "type": "object",
        "properties": {c.name: _property(c) for c in table.columns},
        "required": [c.name for c in table.columns if not c.nullable],
        "additionalProperties": False,
    }
