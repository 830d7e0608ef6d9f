"""Asking for facts in such a way that each keeps the query that gives it."""

from __future__ import annotations

import inspect
from collections.abc import Mapping
from typing import Any

import duckdb

from warehouse.report.ask import Row, ask

Queries = dict[str, str]
"""A fact's name → the SQL that gives it. Rows are a list of mappings, one row a mapping; rows of `key` and `value` are
a mapping, too; one row of one column is a value. What lies within is named with dots: `counts.seen`."""


def instant(column: str) -> str:
    """SQL: a moment as ISO 8601 in UTC, to the millisecond."""
    return f"strftime(make_timestamp(epoch_us({column})), '%Y-%m-%dT%H:%M:%S.%gZ')"


class Asked:
    """Asks the snapshot, and writes down under which name each answer stands in the facts.

    The SQL holds its values as literals (`schemas.ddl.literal`): as it is written down it can be run.
    """

    def __init__(self, connection: duckdb.DuckDBPyConnection) -> None:
        self.connection = connection
        self.queries: Queries = {}

    def rows(self, name: str, sql: str) -> list[Row]:
        self.queries[name] = inspect.cleandoc(sql)
        return ask(self.connection, sql)

    def row(self, name: str, sql: str) -> Row:
        return self.rows(name, sql)[0]

    def value(self, name: str, sql: str) -> Any:
        return next(iter(self.row(name, sql).values()))

    def pairs(self, name: str, sql: str) -> dict[str, Any]:
        """The rows of a query for `key` and `value` as a mapping."""
        return {row["key"]: row["value"] for row in self.rows(name, sql)}


class Answers:
    """What the warehouse says facts are: each query is run once, when a fact of its is asked for."""

    def __init__(self, connection: duckdb.DuckDBPyConnection, queries: Queries) -> None:
        self._connection, self._queries = connection, queries
        self._known: dict[str, list[Row]] = {}

    def __getitem__(self, name: str) -> Any:
        """The fact of that name. KeyError if no query gives it."""
        given = max((own for own in self._queries if name == own or name.startswith(f"{own}.")), key=len, default=None)
        if given is None:
            raise KeyError(name)
        if given not in self._known:
            self._known[given] = ask(self._connection, self._queries[given])
        rest = name[len(given) + 1 :]
        rows = self._known[given]
        return _within(_shaped(rows, rest), rest) if rest else next(iter(rows[0].values()))


def looked_up(connection: duckdb.DuckDBPyConnection, queries: Queries, name: str) -> Any:
    """What the warehouse says a fact is; `Answers` is quicker for many."""
    return Answers(connection, queries)[name]


def _shaped(rows: list[Row], rest: str) -> Any:
    if rows and set(rows[0]) == {"key", "value"}:
        return {row["key"]: row["value"] for row in rows}
    return rows if rest.split(".", 1)[0].isdecimal() else rows[0]


def _within(answer: Any, name: str) -> Any:
    """The part of that name; a key may hold dots, and the longest counts."""
    if isinstance(answer, list):
        place, _, rest = name.partition(".")
        return _within(answer[int(place)], rest) if rest else answer[int(place)]
    if not isinstance(answer, Mapping):
        raise KeyError(name)
    if name in answer:
        return answer[name]
    key = max((str(key) for key in answer if name.startswith(f"{key}.")), key=len, default=None)
    if key is None:
        raise KeyError(name)
    return _within(answer[key], name[len(key) + 1 :])
