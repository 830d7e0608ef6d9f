"""Rows to columns: parsed articles and ledger entries as Arrow tables of the declared schemas."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any, NamedTuple, Protocol

import pyarrow as pa

from schemas.arrow import arrow_schema
from schemas.column import Table
from schemas.registry import ARTICLE_CHILDREN, TABLES
from warehouse.parquet import PARTITION


class Article(Protocol):
    """What is read of a parsed article: the columns of `articles` as attributes, and a list of rows for each child."""

    date_published: datetime | None


class Identified(NamedTuple):
    """A parsed article with what only the run knows."""

    article: Article
    article_id: str
    source_path: str
    record_locator: str
    raw_sha256: str
    content_sha256: str
    failed_expectations: Sequence[str] = ()
    version: int = 1
    work_id: str = ""  # empty: the article's own id


def month_of(day: date | None) -> tuple[int, int]:
    """The Hive partition of a date; (0, 0) for none."""
    return (day.year, day.month) if day else (0, 0)


def _with_partition(table: pa.Table, months: Sequence[tuple[int, int]]) -> pa.Table:
    for index, name in enumerate(PARTITION):
        table = table.append_column(name, pa.array([month[index] for month in months], pa.int32()))
    return table


def article_table(spec: Table, items: Sequence[Identified], constants: Mapping[str, Any]) -> pa.Table:
    """`articles` or `quarantined_articles`; `constants` holds the columns that are the same in every row."""
    special: dict[str, list[Any]] = {
        "article_id": [i.article_id for i in items],
        "source_path": [i.source_path for i in items],
        "record_locator": [i.record_locator for i in items],
        "raw_sha256": [i.raw_sha256 for i in items],
        "failed_expectations": [list(i.failed_expectations) for i in items],
        "content_sha256": [i.content_sha256 for i in items],
        "version": [i.version for i in items],
        "work_id": [i.work_id or i.article_id for i in items],
    }
    special.update({name: [value] * len(items) for name, value in constants.items()})
    schema = arrow_schema(spec)
    columns = [
        pa.array(special[f.name] if f.name in special else [getattr(i.article, f.name) for i in items], f.type)
        for f in schema
    ]
    return _with_partition(pa.Table.from_arrays(columns, schema=schema), [_month(i) for i in items])


def _month(item: Identified) -> tuple[int, int]:
    return month_of(item.article.date_published)


def child_table(spec: Table, items: Sequence[Identified], run_id: str) -> pa.Table:
    """One child table: the rows of every article, in order."""
    rows: list[tuple[Any, ...]] = []
    ids: list[str] = []
    positions: list[int] = []
    months: list[tuple[int, int]] = []
    for item in items:
        own = getattr(item.article, spec.name)
        rows += own
        ids += [item.article_id] * len(own)
        positions += range(len(own))
        months += [_month(item)] * len(own)
    schema = arrow_schema(spec)
    values: list[Sequence[Any]] = list(zip(*rows, strict=True)) or [()] * (len(schema) - 3)
    columns: list[Sequence[Any]] = [ids, positions, *values, [run_id] * len(ids)]
    arrays = [pa.array(column, f.type) for column, f in zip(columns, schema, strict=True)]
    return _with_partition(pa.Table.from_arrays(arrays, schema=schema), months)


def article_tables(
    accepted: Sequence[Identified], quarantined: Sequence[Identified], constants: Mapping[str, Any]
) -> dict[str, pa.Table]:
    """Every table that follows from a batch's articles; child rows of accepted articles only."""
    run_id = constants["run_id"]
    tables = {
        "articles": article_table(TABLES["articles"], accepted, constants),
        "quarantined_articles": article_table(
            TABLES["quarantined_articles"], quarantined, {**constants, "status": "open"}
        ),
    }
    return tables | {spec.name: child_table(spec, accepted, run_id) for spec in ARTICLE_CHILDREN}


def ledger_table(name: str, rows: Iterable[Mapping[str, Any]], month: tuple[int, int]) -> pa.Table:
    """A table of the ledger from rows as mappings; `month`: that of the run's start."""
    table = pa.Table.from_pylist([dict(row) for row in rows], schema=arrow_schema(TABLES[name]))
    return _with_partition(table, [month] * table.num_rows)
