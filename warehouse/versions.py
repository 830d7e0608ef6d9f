"""Versions: which articles are the same work, which of them is the newest, and which were withdrawn."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from itertools import groupby
from operator import itemgetter
from typing import Any, NamedTuple

import duckdb
import pyarrow as pa

_FIRST = datetime.min.replace(tzinfo=UTC)


class Place(NamedTuple):
    """Where an article stands among the versions of its work."""

    article_id: str
    version: int
    is_current: bool


def same_content(connection: duckdb.DuckDBPyConnection, incoming: pa.Table) -> pa.Array[Any]:
    """Ids of the incoming articles that say what another version of the same work says already: in the warehouse, or
    before them in the table. `incoming` has article_id, work_id and content_sha256."""
    connection.register("incoming", incoming)
    found = connection.execute(
        """
        SELECT article_id FROM incoming i SEMI JOIN articles a
        ON a.work_id = i.work_id AND a.content_sha256 = i.content_sha256 AND a.article_id <> i.article_id
        UNION
        SELECT article_id FROM (SELECT *, row_number() OVER () AS place FROM incoming)
        QUALIFY row_number() OVER (PARTITION BY work_id, content_sha256 ORDER BY place) > 1
        """
    ).to_arrow_table()
    connection.unregister("incoming")
    return found["article_id"].combine_chunks()


def misplaced(connection: duckdb.DuckDBPyConnection, run_id: str) -> list[Place]:
    """Articles whose version or `is_current` is no longer right, after what this run brought."""
    rows = connection.execute(
        """
        WITH touched AS (
            SELECT work_id FROM articles WHERE run_id = $run UNION SELECT work_id FROM withdrawals WHERE run_id = $run
        ), works AS (
            SELECT work_id, count(*) > 1 OR bool_and(work_id IN (SELECT work_id FROM withdrawals)) AS is_of_interest
            FROM articles SEMI JOIN touched USING (work_id) GROUP BY work_id HAVING is_of_interest
        )
        SELECT work_id, article_id, version, is_current, work_id IN (SELECT work_id FROM withdrawals) AS is_withdrawn,
            try_cast(json_extract_string(extra, '$.version') AS INTEGER) AS stated,
            coalesce(date_modified, date_published) AS dated, ingested_at
        FROM articles SEMI JOIN works USING (work_id)
        ORDER BY work_id
        """,
        {"run": run_id},
    ).fetchall()
    return [place for _, own in groupby(rows, itemgetter(0)) for place in _ordered(list(own))]


def _ordered(rows: list[tuple[Any, ...]]) -> Iterable[Place]:
    """The changes to one work: by the version that the agency states, else by date, else as they came."""
    states = all(row[5] is not None for row in rows)
    rows.sort(key=lambda row: (row[5] if states else 0, row[6] or _FIRST, row[7], row[1]))
    version = 0
    for row in rows:
        _, article_id, before, was_current, is_withdrawn, *_ = row
        version = max(version + 1, before)
        is_current = row is rows[-1] and not is_withdrawn
        if (version, is_current) != (before, was_current):
            yield Place(article_id, version, is_current)


def replaced(table: pa.Table, places: dict[str, Place]) -> pa.Table:
    """A table of articles with the versions as they are now."""
    ids = table["article_id"].to_pylist()
    for name in ("version", "is_current"):
        index = table.schema.get_field_index(name)
        values = [
            getattr(places[i], name) if i in places else value
            for i, value in zip(ids, table[name].to_pylist(), strict=True)
        ]
        field = table.schema.field(name)
        table = table.set_column(index, field, pa.array(values, field.type))
    return table
