"""Suites of the user's own in the JSON that Great Expectations 1.x writes. Read here; its types are checked later."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from expectations.policy.errors import Source, choices
from expectations.spec import CRITICAL, Check, Expectation
from expectations.user_suites.files import UserSuite
from expectations.user_suites.names import SUITES, check_name, stem
from schemas.vocabularies import SEVERITIES

RUNTIME = ("result_format", "catch_exceptions", "batch_id")  # kwargs that say how to ask, not what
_LIST = re.compile(r'"expectations"\s*:\s*\[')
_SPACE = re.compile(r"[\s,]*")


def read_suite(source: Source) -> UserSuite:
    """The suite. PolicyError where the file is no JSON, or no suite as Great Expectations writes them."""
    try:
        suite = json.loads(source.text)
    except ValueError as error:  # JSONDecodeError, and integers of thousands of digits
        raise source.at(getattr(error, "lineno", 1), f"not valid JSON: {getattr(error, 'msg', error)}") from error
    except RecursionError as error:
        raise source.at(1, "not valid JSON: nested too deeply") from error
    listed = suite.get("expectations") if isinstance(suite, dict) else None
    if not isinstance(listed, list):
        raise source.at(1, 'no suite as Great Expectations 1.x writes it: {"name": "articles", "expectations": [...]}')
    table = _table(source, suite)
    places = _lines(source.text, listed)
    found, lines = [], {}
    for item, line in zip(listed, places, strict=True):
        expectation = _expectation(source, line, table, item)
        if expectation.name in lines:
            message = f"two expectations are called {expectation.name}; give each a meta.name of its own"
            raise source.at(line, message)
        found.append(expectation)
        lines[expectation.name] = line
    return UserSuite(source, tuple(found), {}, lines)


def _table(source: Source, suite: Mapping[str, Any]) -> str:
    """The suite of ours that it is about: what its meta says, else its name, else the file's name."""
    meta = suite.get("meta")
    named = meta.get("table") if isinstance(meta, dict) else None
    for name in (named, suite.get("name"), Path(source.path).stem) if named is None else (named,):
        if isinstance(name, str) and name in SUITES:
            return name
    asked = named if named is not None else suite.get("name")
    raise source.at(1, f'no suite {asked!r}; name the table in "name" or in "meta": {{"table": …}}; '
                       f"{choices(asked, SUITES)}")  # fmt: skip


def _expectation(source: Source, line: int, table: str, item: object) -> Expectation:
    if not isinstance(item, dict) or not isinstance(item.get("type"), str) or not isinstance(item.get("kwargs"), dict):
        raise source.at(line, 'an expectation has "type": "expect_…" and "kwargs": {…}')
    kwargs = {key: value for key, value in item["kwargs"].items() if key not in RUNTIME}
    column = kwargs.pop("column", None) or kwargs.pop("column_A", None)
    if not isinstance(column, str):
        raise source.at(line, f"{item['type']} names no column; those on one column, or on a pair, can be used")
    meta = item["meta"] if isinstance(item.get("meta"), dict) else {}
    severity = item.get("severity") or CRITICAL
    if severity not in SEVERITIES:
        raise source.at(line, f"severity is {severity!r}; {choices(severity, SEVERITIES)}")
    kind = item["type"].removeprefix("expect_column_").removeprefix("values_").removeprefix("to_")
    name = meta.get("name", f"{stem(source.path)}_{column}_{kind}")
    check_name(source, line, name)
    said = item.get("description") or f"`{column}`: {item['type'].removeprefix('expect_').replace('_', ' ')}."
    question = meta.get("question")
    return Expectation(
        table, name, column, severity, str(said), question if isinstance(question, str) else "Is it as I want it?",
        Check(item["type"], kwargs), source.path,
    )  # fmt: skip


def _lines(text: str, listed: list[Any]) -> list[int]:
    """The line on which each expectation begins."""
    decoder, lines = json.JSONDecoder(), []
    start = _LIST.search(text)
    at = start.end() if start else 0
    try:
        for expected in listed:
            space = _SPACE.match(text, at)
            at = space.end() if space else at
            value, end = decoder.raw_decode(text, at)
            if value != expected:
                return [1] * len(listed)
            lines.append(text.count("\n", 0, at) + 1)
            at = end
    except json.JSONDecodeError:
        return [1] * len(listed)
    return lines
