"""Records whose bytes were kept: choosing them, finding their bytes, and the results they had."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

import duckdb

from schemas.registry import ARTICLE_CHILDREN, TABLES
from warehouse.home import Home
from warehouse.manifest import read_manifest
from warehouse.query import QueryError
from warehouse.remote.mirror import local_file, names


class StoredRecord(NamedTuple):
    """A record of an earlier run. `reasons`: why it was kept out; `part`: the raw part that holds its bytes, relative
    to the home, empty if they were not kept."""

    record_sha256: str
    path: str
    locator: str
    raw_sha256: str
    byte_offset: int
    article_id: str | None
    was: str
    reasons: tuple[str, ...]
    version: int
    reader: str
    run_id: str
    publisher: str | None
    headline: str | None
    part: str = ""


@dataclass(frozen=True, slots=True)
class Selection:
    """Which records: those that fit everything that is given. `ids` are beginnings of record or article ids."""

    ids: tuple[str, ...] = ()
    reason: str = ""
    publisher: str = ""
    source_format: str = ""
    run_id: str = ""
    since: date | None = None
    dismissed: bool = False

    def conditions(self) -> tuple[str, list[object]]:
        """SQL over the columns of `stored_*` below, and its parameters."""
        tests: list[str] = ["true"]
        values: list[object] = []
        for sql, value in (
            ("list_contains(reasons, ?)", self.reason),
            ("publisher = ?", self.publisher),
            ("source_format = ?", self.source_format),
            ("run_id = ?", self.run_id),
            ("ingested_on >= ?", self.since),
        ):
            if value:
                tests.append(sql)
                values.append(value)
        if self.ids:
            tests.append("(" + " OR ".join(["starts_with(record_sha256, ?)"] * len(self.ids)) + ")")
            values += self.ids
        return " AND ".join(tests), values


_COLUMNS = """
    r.record_sha256, a.source_path AS path, a.record_locator AS locator, a.raw_sha256, r.byte_offset, a.article_id,
    a.version, a.parser AS reader, a.run_id, a.publisher, a.headline, a.source_format,
    (a.ingested_at AT TIME ZONE 'UTC')::DATE AS ingested_on
"""
_MET = "JOIN records r ON r.run_id = a.run_id AND r.path = a.source_path AND r.record_locator = a.record_locator"
_ARTICLES = f"SELECT {_COLUMNS}, 'accepted' AS was, []::VARCHAR[] AS reasons FROM articles a {_MET}"
_QUARANTINED = f"""
    SELECT {_COLUMNS}, 'quarantined' AS was, a.failed_expectations AS reasons FROM quarantined_articles a {_MET}
    WHERE a.status = $status
"""
_REJECTED = """
    SELECT coalesce(j.record_sha256, j.raw_sha256, '') AS record_sha256, j.path, j.record_locator AS locator,
        j.raw_sha256, j.byte_offset, NULL AS article_id,
        1 AS version, '' AS reader, j.run_id, NULL AS publisher, j.message AS headline,
        f.format AS source_format, (u.started_at AT TIME ZONE 'UTC')::DATE AS ingested_on, 'rejected' AS was,
        [j.reason_code] AS reasons
    FROM rejections j JOIN runs u USING (run_id)
    LEFT JOIN raw_files f ON f.run_id = j.run_id AND f.path = j.path
    LEFT JOIN (
        SELECT record_sha256, path, record_locator, arg_max(action, run_id) AS action, arg_max(became, run_id) AS became
        FROM quarantine_history GROUP BY ALL
    ) h ON (h.path, h.record_locator) = (j.path, j.record_locator)
        AND h.record_sha256 = coalesce(j.record_sha256, j.raw_sha256, '')
    WHERE coalesce(h.became, 'rejected') = 'rejected' AND (coalesce(h.action, '') = 'dismiss') = $dismissed
    QUALIFY row_number() OVER (
        PARTITION BY j.record_sha256, j.raw_sha256, j.path, j.record_locator ORDER BY j.run_id DESC) = 1
"""


def kept_out(connection: duckdb.DuckDBPyConnection, selection: Selection) -> list[StoredRecord]:
    """Records that are quarantined or rejected (or, asked for, dismissed), newest run first."""
    status = "dismissed" if selection.dismissed else "open"
    source = (
        f"({_QUARANTINED.replace('$status', repr(status))} UNION ALL BY NAME "
        f"SELECT * FROM ({_REJECTED.replace('$dismissed', str(selection.dismissed).lower())}))"
    )
    return _chosen(connection, source, selection)


def accepted(connection: duckdb.DuckDBPyConnection, selection: Selection) -> list[StoredRecord]:
    """Records that are in `articles`."""
    return _chosen(connection, f"({_ARTICLES})", selection)


def _chosen(connection: duckdb.DuckDBPyConnection, source: str, selection: Selection) -> list[StoredRecord]:
    tests, values = selection.conditions()
    names = ", ".join(name for name in StoredRecord._fields if name != "part")
    rows = connection.execute(
        f"SELECT {names} FROM {source} WHERE {tests} ORDER BY run_id DESC, path, byte_offset, locator",
        values,
    ).fetchall()
    found = [StoredRecord(*row)._replace(reasons=tuple(row[7])) for row in rows]
    missing = [id for id in selection.ids if not any((r.record_sha256 or "").startswith(id) for r in found)]
    if missing:
        raise QueryError(f"no such record: {', '.join(missing)}; `copydesk quarantine list` shows those that there are")
    return found


def with_parts(home: Home, records: Sequence[StoredRecord]) -> list[StoredRecord]:
    """The records with the raw part that holds their bytes, where one does."""
    parts = [part.path for part in read_manifest(home).parts if part.table == "raw"]
    if not parts or not records:
        return list(records)
    with duckdb.connect() as connection:
        connection.execute("CREATE TABLE wanted (record_sha256 VARCHAR)")
        connection.executemany("INSERT INTO wanted VALUES (?)", [[d] for d in {r.record_sha256 for r in records}])
        found = connection.execute(
            "SELECT record_sha256, min(filename) FROM read_parquet(?, filename = true) SEMI JOIN wanted "
            "USING (record_sha256) GROUP BY ALL",
            [[str(local_file(home, part)) for part in parts]],
        ).fetchall()
    where = {digest: path.removeprefix(f"{home.root}/") for digest, path in found}
    large = {name.removesuffix(".zst") for name in names(home, "raw/large")}
    where |= {digest: f"raw/large/{digest}.zst" for digest in large}
    return [record._replace(part=where.get(record.record_sha256, "")) for record in records]


def raw_bytes(home: Home, part: str, digests: Sequence[str]) -> dict[str, tuple[str, Mapping[str, str], bytes]]:
    """sha256 → (reader, context, bytes) of records in one raw part. A part of an early version knows no readers."""
    import orjson
    import pyarrow.parquet as pq

    table = pq.read_table(local_file(home, part), partitioning=None, filters=[("record_sha256", "in", list(digests))])
    return {
        row["record_sha256"]: (row.get("reader") or "", orjson.loads(row.get("context") or "{}"), row["data"])
        for row in table.to_pylist()
    }


def results(
    connection: duckdb.DuckDBPyConnection, ids: Sequence[str]
) -> Iterator[tuple[dict[str, Any], dict[str, list[tuple[Any, ...]]]]]:
    """For each article, its row of `articles` and the rows of its child tables, in order, less what the run adds."""
    chosen = "(SELECT unnest(?::VARCHAR[]))"
    children: dict[str, dict[str, list[tuple[Any, ...]]]] = {}
    for table in ARTICLE_CHILDREN:
        columns = [name for name in table.column_names if name not in ("article_id", "position", "run_id")]
        names = ", ".join(f'"{name}"' for name in columns)
        order = "ORDER BY article_id, position"
        own = children.setdefault(table.name, {})
        for article_id, *values in connection.execute(
            f'SELECT article_id, {names} FROM "{table.name}" WHERE article_id IN {chosen} {order}', [list(ids)]
        ).fetchall():
            own.setdefault(article_id, []).append(tuple(values))
    names = ", ".join(f'"{name}"' for name in TABLES["articles"].column_names)
    cursor = connection.execute(f"SELECT {names} FROM articles WHERE article_id IN {chosen}", [list(ids)])
    for row in cursor.fetchall():
        fields = dict(zip(TABLES["articles"].column_names, row, strict=True))
        yield fields, {name: own.get(fields["article_id"], []) for name, own in children.items()}
