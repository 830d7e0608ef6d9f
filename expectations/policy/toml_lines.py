"""On which line of a TOML file each key stands; the standard library's reader does not say."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from typing import Any

Keys = tuple[str | int, ...]  # ("rules", 0, "gate"): the way down to a value; numbers are places in arrays of tables

_AT = re.compile(r"at line (\d+)")


def lines_of(text: str) -> dict[Keys, int]:
    """The line, from 1, of every table and key of a valid TOML file.

    A statement is the fewest lines that are TOML by themselves: a header, or a key with its value.
    """
    lines = text.split("\n")
    found: dict[Keys, int] = {}
    table: Keys = ()
    tables: dict[Keys, int] = {}  # arrays of tables met so far → place of their last table
    start = 0
    while start < len(lines):
        statement, end = _statement(lines, start)
        if statement and lines[start].lstrip().startswith("["):
            table = _header(statement, tables)
            found.setdefault(table, start + 1)
        else:
            for keys in _paths(statement):
                found.setdefault((*table, *keys), start + 1)
        start = end
    return found


def line_of_syntax_error(error: ValueError, text: str) -> int:
    """The line that the reader stumbled over; the last one if it came to the end."""
    at = _AT.search(str(error))
    return int(at[1]) if at else text.rstrip().count("\n") + 1


def _statement(lines: list[str], start: int) -> tuple[dict[str, Any], int]:
    for end in range(start + 1, len(lines) + 1):
        try:
            return tomllib.loads("\n".join(lines[start:end])), end
        except ValueError:
            continue
    return {}, len(lines)


def _header(statement: dict[str, Any], tables: dict[Keys, int]) -> Keys:
    keys: Keys = ()
    node: object = statement
    while isinstance(node, dict) and node:
        key, node = next(iter(node.items()))
        keys = (*keys, key)
        if isinstance(node, list):
            tables[keys] = tables.get(keys, -1) + 1
        if keys in tables:
            keys = (*keys, tables[keys])
    return keys


def _paths(value: object) -> Iterator[Keys]:
    items: list[tuple[str | int, object]] = []
    if isinstance(value, dict):
        items = list(value.items())
    elif isinstance(value, list):
        items = list(enumerate(value))
    for key, inner in items:
        yield (key,)
        for keys in _paths(inner):
            yield (key, *keys)
