"""What commands print: tables on a terminal, JSON when captured; text from articles never acts on the terminal."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any

import orjson

CONTROL = {code: f"\\x{code:02x}" for code in (*range(9), *range(11, 32), *range(127, 160))}


def wants_json(flag: bool) -> bool:
    """JSON on request, and whenever stdout is not a terminal."""
    return flag or not sys.stdout.isatty()


def plain(value: object) -> str:
    """A cell as text that a terminal shows and does not obey."""
    if value is None:
        return ""
    if isinstance(value, list):
        return ", ".join(map(plain, value))
    if isinstance(value, datetime):
        return value.isoformat(sep=" ", timespec="seconds")
    return str(value).translate(CONTROL)


def _default(value: object) -> object:
    if isinstance(value, date):
        return value.isoformat()
    return str(value)


def to_json(value: object) -> bytes:
    return orjson.dumps(value, default=_default, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE)


def print_json(value: object) -> None:
    sys.stdout.write(to_json(value).decode())


def print_table(names: Sequence[str], rows: Iterable[Sequence[Any]], *, title: str = "") -> None:
    """A table as wide as the terminal; numbers to the right."""
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    rows = list(rows)
    table = Table(title=title or None, title_justify="left")
    for index, name in enumerate(names):
        numbers = all(isinstance(row[index], int | float) for row in rows if row[index] is not None) and bool(rows)
        table.add_column(Text(name), justify="right" if numbers else "left", overflow="fold")
    for row in rows:
        table.add_row(*(Text(plain(cell)) for cell in row))
    Console().print(table)


def markdown_table(names: Sequence[str], rows: Iterable[Sequence[Any]]) -> str:
    """Rows as a Markdown table; cells hold text only, no markup."""
    lines = [names, ["---"] * len(names), *rows]
    return "".join("| " + " | ".join(map(_markdown_cell, line)) + " |\n" for line in lines)


def _markdown_cell(cell: object) -> str:
    return plain(cell).replace("|", "\\|").replace("<", "&lt;").replace("\n", " ")


def print_rows(names: Sequence[str], rows: Sequence[Sequence[Any]], *, as_json: bool, title: str = "") -> None:
    """Rows as a table or as a JSON array of objects."""
    if as_json:
        print_json([dict(zip(names, row, strict=True)) for row in rows])
    else:
        print_table(names, rows, title=title)
