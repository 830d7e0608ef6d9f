"""Reading bounds.toml, and giving expectations their bounds."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path

from expectations.policy.errors import PolicyError, Source, choices, is_finite_number
from expectations.policy.toml_lines import line_of_syntax_error
from expectations.spec import Expectation

BOUNDS = Path(__file__).with_name("bounds.toml")

Bounds = Mapping[str, float]  # min_value, max_value or both


class BoundsError(PolicyError):
    """A file of bounds that cannot be used; the message names the file, the line and what is valid."""


def bind(expectations: Iterable[Expectation], path: Path = BOUNDS) -> list[Expectation]:
    """The expectations with their bounds filled in from the file. BoundsError as for `read_bounds`."""
    expectations = list(expectations)
    bounds = read_bounds(expectations, path)
    return [bound(e, bounds[e.name]) if e.check.bounds else e for e in expectations]


def read_bounds(expectations: Iterable[Expectation], path: Path = BOUNDS) -> dict[str, Bounds]:
    """The bounds of each expectation that has some.

    BoundsError if the file names an expectation or a bound that does not exist, leaves one out, or gives one that is
    no finite number or a minimum above its maximum.
    """
    source = Source(str(path), path.read_text(encoding="utf-8"))
    try:
        tables = tomllib.loads(source.text)
    except ValueError as error:
        line = line_of_syntax_error(error, source.text)
        raise BoundsError(f"{path}, line {line}: not valid TOML: {error}") from error
    bounded = {e.name: e for e in expectations if e.check.bounds}
    for name in tables:
        if name not in bounded:
            raise BoundsError(
                str(source.at_keys((name,), f"no expectation {name!r} has bounds; {choices(name, bounded)}"))
            )
    return {name: _checked(e, tables.get(name), source) for name, e in bounded.items()}


def _checked(expectation: Expectation, table: object, source: Source) -> Bounds:
    name, keys = expectation.name, expectation.check.bounds
    if not isinstance(table, Mapping):
        raise BoundsError(f"{source.path}: add a table [{name}] with {' and '.join(keys)}")
    for key, value in table.items():
        if key not in keys:
            raise _error(source, (name, key), f"[{name}] has no bound {key!r}; {choices(key, keys)}")
        if not is_finite_number(value):
            raise _error(source, (name, key), f"{key} of [{name}] is {value!r}; give a number")
    missing = [key for key in keys if key not in table]
    if missing:
        raise _error(source, (name,), f"[{name}] lacks {' and '.join(missing)}")
    if contradict(table):
        raise _error(source, (name,), f"[{name}] has its min_value above its max_value")
    return dict(table)


def _error(source: Source, keys: tuple[str, ...], message: str) -> BoundsError:
    return BoundsError(str(source.at_keys(keys, message)))


def contradict(bounds: Bounds) -> bool:
    """Whether nothing can lie between them."""
    return "min_value" in bounds and "max_value" in bounds and bounds["min_value"] > bounds["max_value"]


def bound(expectation: Expectation, bounds: Bounds) -> Expectation:
    """The expectation with these bounds; its description quotes them."""
    check = replace(expectation.check, arguments={**expectation.check.arguments, **bounds})
    return replace(expectation, description=expectation.description.format(**bounds), check=check)
