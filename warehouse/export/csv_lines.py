"""Rows as CSV (RFC 4180): UTF-8, a header, all text in quotes, lists as JSON arrays, lines that end with CR LF.

Null is nothing at all, empty text is two quotes. A spreadsheet takes a cell that starts with `=`, `+`, `-` or `@` for a
formula, and formulas can call programs and send cells away; on request an apostrophe goes before such text, as OWASP
advises (https://owasp.org/www-community/attacks/CSV_Injection). Numbers are no text and stay as they are.
"""

from __future__ import annotations

from collections.abc import Iterator

from schemas.column import Column, Table, Type
from warehouse.export import rows_of
from warehouse.export.chosen import ORDER, Chosen, Chunk

SUFFIX = ".csv"
END = b"\r\n"
QUOTES = "\"'`´‘’‚‛“”„‟«»‹›＂＇"
SIGNS = r"=+\-@＝＋－＠﹦﹢﹣﹫−"  # ASCII, full-width, small, and the minus sign
# what stands before a formula and does not keep a spreadsheet from taking it for one: blanks, marks nobody sees, quotes
FORMULA = rf"^(?:[\t\r\n]|[\s\pZ\p{{Cc}}\p{{Cf}}{QUOTES}]*[{SIGNS}])"
UNQUOTED = frozenset({Type.INTEGER, Type.REAL, Type.BOOLEAN, Type.DATE, Type.TIMESTAMP})


def header(table: Table) -> bytes:
    return ",".join(table.column_names).encode() + END


def _cell(column: Column, *, neutralise: bool) -> str:
    """A cell as text; NULL for null."""
    name = f't."{column.name}"'
    if column.type is Type.TIMESTAMP:
        return (
            f"strftime({name} AT TIME ZONE 'UTC', '%Y-%m-%dT%H:%M:%S.%fZ')"  # all alike: readers guess from the first
        )
    if column.type in UNQUOTED:
        return f"{name}::VARCHAR"
    text = f"to_json({name})::VARCHAR" if column.type is Type.TEXT_LIST else f"{name}::VARCHAR"
    if neutralise:
        pattern = FORMULA.replace("'", "''")
        text = f"CASE WHEN regexp_matches({text}, '{pattern}') THEN '''' || {text} ELSE {text} END"
    return f"'\"' || replace({text}, '\"', '\"\"') || '\"'"


def lines_of(chosen: Chosen, chunk: Chunk, table: Table, *, neutralise: bool = False) -> Iterator[str]:
    """A chunk's lines."""
    cells = ", ',', ".join(_cell(column, neutralise=neutralise) for column in table.columns)
    sql = f"SELECT concat({cells}) FROM {chosen.source(table, chunk)} AS t ORDER BY {ORDER}"
    return (line for (line,) in rows_of(chosen.ask(sql)))
