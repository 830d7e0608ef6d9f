"""Reading bounds.toml, and giving expectations their bounds."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path

from expectations.spec import Expectation

BOUNDS = Path(__file__).with_name("bounds.toml")


class BoundsError(ValueError):
    """A file of bounds that cannot be used; the message names the file, the line and what is valid."""


def bind(expectations: Iterable[Expectation], path: Path = BOUNDS) -> list[Expectation]:
    """The expectations with their bounds filled in from the file.

    BoundsError if the file names an expectation or a bound that does not exist, leaves one out, or gives one that is
    no number or a minimum above its maximum. An expectation without bounds is returned as it is.
    """
    text = path.read_text(encoding="utf-8")
    try:
        tables = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise BoundsError(f"{path}: not valid TOML: {error}") from error
    expectations = list(expectations)
    bounded = {e.name for e in expectations if e.check.bounds}
    for name in tables:
        if name not in bounded:
            valid = ", ".join(sorted(bounded))
            raise BoundsError(f"{path}, line {_line(text, name)}: no expectation {name!r} has bounds; valid: {valid}")
    return [_bound(e, tables.get(e.name), text, path) if e.check.bounds else e for e in expectations]


def _bound(expectation: Expectation, table: object, text: str, path: Path) -> Expectation:
    """One expectation with its bounds; its description quotes them."""
    name, keys = expectation.name, expectation.check.bounds
    if not isinstance(table, Mapping):
        raise BoundsError(f"{path}: add a table [{name}] with {' and '.join(keys)}")
    for key, value in table.items():
        where = f"{path}, line {_line(text, name, key)}"
        if key not in keys:
            raise BoundsError(f"{where}: [{name}] has no bound {key!r}; valid: {', '.join(keys)}")
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise BoundsError(f"{where}: {key} of [{name}] is {value!r}; give a number")
    missing = [key for key in keys if key not in table]
    if missing:
        raise BoundsError(f"{path}, line {_line(text, name)}: [{name}] lacks {' and '.join(missing)}")
    if set(keys) == {"min_value", "max_value"} and table["min_value"] > table["max_value"]:
        raise BoundsError(f"{path}, line {_line(text, name)}: [{name}] has its min_value above its max_value")
    check = replace(expectation.check, arguments={**expectation.check.arguments, **table})
    return replace(expectation, description=expectation.description.format(**table), check=check)


def _line(text: str, table: str, key: str | None = None) -> int:
    """The line, from 1, where a table or one of its keys stands; 1 if it is written in a way not looked for."""
    found, inside = 1, False
    for number, line in enumerate(text.splitlines(), 1):
        name = line.split("#", 1)[0].split("=", 1)[0].strip(" \"'")
        if name.startswith("["):
            inside = name.strip("[] \"'") == table
            found = number if inside else found
        elif name and name == (key if inside else table):
            return number
    return found
