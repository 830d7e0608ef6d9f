"""Rows as JSON, one object a line: DuckDB writes them, so that a million articles are no million Python objects.

Instants are RFC 3339 in UTC; a number that JSON does not know (NaN, infinity) is null; columns of JSON are objects.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from operator import itemgetter

from schemas.column import Column, Table, Type
from schemas.ddl import literal
from warehouse.export import rows_of
from warehouse.export.chosen import ORDER, Chosen, Chunk

SUFFIX = ".jsonl"
HEADER, END = b"", b"\n"
LEFT_OUT = ("article_id", "position", "run_id")  # of a nested row: its article says them, or its place in the list


def _instant(value: str) -> str:
    """A TIMESTAMPTZ as text: `2019-12-31T09:30:00Z`, with microseconds where there are any."""
    utc = f"{value} AT TIME ZONE 'UTC'"
    return (
        f"CASE WHEN microsecond({utc}) % 1000000 = 0 THEN strftime({utc}, '%Y-%m-%dT%H:%M:%SZ') "
        f"ELSE strftime({utc}, '%Y-%m-%dT%H:%M:%S.%fZ') END"
    )


def _value(column: Column) -> str:
    name = f't."{column.name}"'
    if column.type is Type.TIMESTAMP:
        return _instant(name)
    return f"CASE WHEN isfinite({name}) THEN {name} END" if column.type is Type.REAL else name


def _object(columns: Sequence[Column]) -> str:
    members = ", ".join(f"{literal(column.name)}: {_value(column)}" for column in columns)
    return f"to_json({{{members}}})::VARCHAR"


def lines_of(chosen: Chosen, chunk: Chunk, table: Table, children: Sequence[Table] = ()) -> Iterator[str]:
    """A chunk's lines. `children`: tables whose rows go into a list of their article."""
    nested = [_nested(chosen, chunk, child) for child in children]
    sql = f'SELECT {_object(table.columns)}, t."_place" FROM {chosen.source(table, chunk)} AS t ORDER BY {ORDER}'
    for line, place in rows_of(chosen.ask(sql)):
        yield "".join((line[:-1], *(own.get(place, empty) for own, empty in nested), "}")) if nested else line


def _nested(chosen: Chosen, chunk: Chunk, child: Table) -> tuple[dict[int, str], str]:
    """By the place of its article, a child's member with the rows it has; and the member without any."""
    columns = [column for column in child.columns if column.name not in LEFT_OUT]
    rows = rows_of(chosen.ask(
        f'SELECT t."_place", {_object(columns)} FROM {chosen.source(child, chunk)} AS t ORDER BY {ORDER}'
    ))  # fmt: skip
    before = f',"{child.name}":['
    by_place = {place: f"{before}{','.join(row for _, row in own)}]" for place, own in groupby(rows, itemgetter(0))}
    return by_place, f"{before}]"
