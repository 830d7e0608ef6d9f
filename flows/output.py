"""What commands print: tables on a terminal, JSON when captured; text from articles never acts on the terminal."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any

import orjson

CONTROL = {code: f"\\x{code:02x}" for code in (*range(9), *range(11, 32), *range(127, 160))}
OPTIONS = orjson.OPT_INDENT_2 | orjson.OPT_NON_STR_KEYS | orjson.OPT_APPEND_NEWLINE


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
    if isinstance(value, bytes):
        return _blob(value)
    return str(value).translate(CONTROL)


def _blob(value: bytes) -> str:
    """As DuckDB writes bytes: what is not printable ASCII as \\xNN."""
    return "".join(chr(byte) if 32 <= byte < 127 and byte != 92 else f"\\x{byte:02X}" for byte in value)


def _default(value: object) -> object:
    if isinstance(value, date):
        return value.isoformat()
    return _blob(value) if isinstance(value, bytes) else str(value)


def to_json(value: object) -> bytes:
    """JSON, indented, a newline at its end; integers of any size."""
    try:
        return orjson.dumps(value, default=_default, option=OPTIONS)
    except TypeError:  # an integer of more than 64 bits, which orjson does not write
        return json.dumps(value, default=_default, indent=2, ensure_ascii=False).encode() + b"\n"


def unique(names: Sequence[str]) -> list[str]:
    """Names of which none comes twice, for objects and Arrow: the second `a` is `a_1`."""
    result: list[str] = []
    for name in names:
        chosen, number = name, 0
        while chosen in result:
            number += 1
            chosen = f"{name}_{number}"
        result.append(chosen)
    return result


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
        table.add_column(Text(plain(name)), justify="right" if numbers else "left", overflow="fold")
    for row in rows:
        table.add_row(*(Text(plain(cell)) for cell in row))
    Console().print(table)


def print_lines(names: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """A field a line, for rows that no terminal is wide enough for; a blank line between two rows."""
    width = max((len(plain(name)) for name in names), default=0)
    for number, row in enumerate(rows):
        if number:
            sys.stdout.write("\n")
        for name, cell in zip(names, row, strict=True):
            text = plain(cell).replace("\n", "\n" + " " * (width + 3))
            sys.stdout.write(f"{plain(name):>{width}} = {text}\n")


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
