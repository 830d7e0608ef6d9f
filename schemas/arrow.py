"""A table's Arrow schema; each description travels inside the Parquet file as field metadata."""

from __future__ import annotations

from functools import cache
from typing import Any

import pyarrow as pa

from schemas.column import Column, Table, Type

ARROW: dict[Type, pa.DataType] = {
    Type.TEXT: pa.string(),
    Type.INTEGER: pa.int64(),
    Type.REAL: pa.float64(),
    Type.BOOLEAN: pa.bool_(),
    Type.DATE: pa.date32(),
    Type.TIMESTAMP: pa.timestamp("us", tz="UTC"),
    Type.TEXT_LIST: pa.list_(pa.string()),
    Type.JSON: pa.string(),
}


def arrow_field(column: Column) -> pa.Field[Any]:
    metadata = {"description": column.description, "term": column.term}
    return pa.field(column.name, ARROW[column.type], nullable=column.nullable, metadata=metadata)


@cache
def arrow_schema(table: Table) -> pa.Schema:
    """The Arrow schema of a table, columns in declared order."""
    return pa.schema([arrow_field(c) for c in table.columns], metadata={"table": table.name, "row": table.row})
