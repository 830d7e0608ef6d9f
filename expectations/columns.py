"""Rows to columns of the declared types: what facts are computed from.

A value of another type than its column declares would break whatever computes with it. It is taken out here (null in
its place) and named in the column `wrong_type`, which an expectation demands to be empty.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime
from itertools import chain, filterfalse
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from expectations.article import ArticleFacts, Row
from expectations.parsed_columns import parsed_columns
from schemas.column import Table, Type
from schemas.registry import ARTICLE_CHILDREN
from schemas.tables.articles import ARTICLES

PYTHON: dict[Type, frozenset[type]] = {
    Type.TEXT: frozenset({str}),
    Type.INTEGER: frozenset({int}),
    Type.REAL: frozenset({float, int}),
    Type.BOOLEAN: frozenset({bool}),
    Type.DATE: frozenset({date}),
    Type.TIMESTAMP: frozenset({datetime}),
    Type.TEXT_LIST: frozenset({list, tuple}),
    Type.JSON: frozenset({str}),
}
_NULL = {type(None)}
_INT64 = 2**63


class Rows(NamedTuple):
    """All rows of one table in a batch, as columns of equal length.

    `ends[i]` is the number of rows of the first i + 1 articles; `wrong_type` names, for each row, a column whose
    value had the wrong type, or is None.
    """

    record_id: np.ndarray[Any, np.dtype[np.int64]]
    columns: dict[str, list[Any]]
    wrong_type: list[str | None]
    ends: list[int]

    def __len__(self) -> int:
        return len(self.wrong_type)


def article_rows(articles: Sequence[ArticleFacts]) -> Rows:
    columns = {c.name: [getattr(article, c.name) for article in articles] for c in parsed_columns(ARTICLES)}
    count = len(articles)
    wrong = _take_out_wrong(ARTICLES, columns, count)
    return Rows(np.arange(count), columns, wrong, list(range(1, count + 1)))


def child_rows(table: Table, articles: Sequence[ArticleFacts]) -> Rows:
    """The rows of one child table, in the order of the articles."""
    names = [column.name for column in parsed_columns(table)]
    rows: list[Row] = []
    ends: list[int] = []
    for article in articles:
        rows += getattr(article, table.name)
        ends.append(len(rows))
    values = zip(*rows, strict=True) if rows else iter([()] * len(names))
    columns = dict(zip(names, map(list, values), strict=True))
    counts = [end - start for start, end in zip([0, *ends], ends, strict=False)]
    record_id = np.repeat(np.arange(len(articles)), counts)
    return Rows(record_id, columns, _take_out_wrong(table, columns, len(rows)), ends)


def all_child_rows(articles: Sequence[ArticleFacts]) -> dict[str, Rows]:
    return {table.name: child_rows(table, articles) for table in ARTICLE_CHILDREN}


def _take_out_wrong(table: Table, columns: dict[str, list[Any]], count: int) -> list[str | None]:
    """Replace every value of a wrong type by None; tell for each row which column had one."""
    wrong: list[str | None] = [None] * count
    for column in parsed_columns(table):
        values = columns[column.name]
        if _all_typed(column.type, values):
            continue
        for index, value in enumerate(values):
            if not _all_typed(column.type, [value]):
                values[index], wrong[index] = None, column.name
    return wrong


def _all_typed(kind: Type, values: list[Any]) -> bool:
    """Whether all values are null or of the Python type, and in the range, that the column type can store."""
    kinds = set(map(type, values)) - _NULL
    if not kinds <= PYTHON[kind]:
        return False
    if kind in (Type.TEXT, Type.JSON):
        return _encodable(filter(None, values))
    if kind is Type.TEXT_LIST:
        items = list(chain.from_iterable(filter(None, values)))
        return set(map(type, items)) <= {str} and _encodable(items)
    if kind is Type.TIMESTAMP:
        return all(value is None or value.tzinfo is not None for value in values)
    return int not in kinds or _storable(kind, values)


def _storable(kind: Type, values: list[Any]) -> bool:
    """Whether whole numbers are in the range of the column's type: 64 bits, or that of a float."""
    try:
        largest = np.nanmax(np.abs(numbers(values)))
    except OverflowError:
        return False
    return kind is Type.REAL or bool(largest < _INT64)


def _encodable(texts: Iterable[str]) -> bool:
    """Whether UTF-8 can hold the texts; a lone surrogate it cannot."""
    try:
        "".join(filterfalse(str.isascii, texts)).encode()
    except UnicodeEncodeError:
        return False
    return True


def numbers(values: Sequence[float | None]) -> np.ndarray[Any, np.dtype[np.float64]]:
    """A column of numbers; null is NaN."""
    return np.array(values, dtype=np.float64)


def flags(values: Sequence[bool | None]) -> pd.Series[Any] | np.ndarray[Any, np.dtype[np.bool_]]:
    """A column of yes and no; with nulls it is one of objects."""
    return objects(values) if None in values else np.array(values, dtype=np.bool_)


def objects(values: Sequence[Any]) -> pd.Series[Any]:
    """A column of Python objects as they are: nothing is copied, converted or guessed."""
    return pd.Series(values, dtype=object)


def days(values: Sequence[date | datetime | None]) -> pd.Series[Any]:
    """A column of days, those of instants in UTC. Great Expectations reads bounds that look like dates as days."""
    return objects([utc(value).date() if isinstance(value, datetime) else value for value in values])


def utc(instant: datetime) -> datetime:
    """The instant in UTC; at the very ends of the calendar, where UTC has no such year, its own clock as UTC."""
    try:
        return instant.astimezone(UTC)
    except OverflowError:
        return instant.replace(tzinfo=UTC)
