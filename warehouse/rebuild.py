"""The DuckDB file from the Parquet parts alone: it holds nothing that they do not."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path

import duckdb
import pyarrow.parquet as pq

from schemas.registry import TABLES
from warehouse.database import create, open_for_writing
from warehouse.home import Home
from warehouse.manifest import Manifest, Part
from warehouse.remote.mirror import local_file

# what stands for a column that parts of an earlier schema do not have, as in migrations/; null for any other
ABSENT = {
    ("articles", "work_id"): "article_id",
    ("quarantined_articles", "work_id"): "article_id",
    ("runs", "kind"): "'ingest'",
    ("expectation_results", "scope"): "''",
}


class PartError(RuntimeError):
    """A part is missing or damaged, or does not hold what the manifest says."""


def is_whole(path: Path, part: Part) -> bool:
    """Whether the file is there with the bytes that the manifest says: DuckDB reads a flipped bit without a word."""
    try:
        with path.open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest() == part.sha256
    except FileNotFoundError:
        return False


def insert_parts(home: Home, parts: Sequence[Part], connection: duckdb.DuckDBPyConnection) -> None:
    """Insert the rows of parts of one table, in one go; PartError if one is missing or damaged."""
    paths: defaultdict[tuple[str, ...], list[str]] = defaultdict(list)  # by the columns that they have
    for part in parts:
        path = local_file(home, part.path)
        if not is_whole(path, part):
            raise PartError(f"{path} is missing or damaged")
        paths[tuple(pq.read_schema(path).names)].append(str(path))
    for present, own in paths.items():
        table = parts[0].table
        columns = TABLES[table].column_names
        values = [f'"{c}"' if c in present else ABSENT.get((table, c), "NULL") for c in columns]
        names = ", ".join(f'"{name}"' for name in columns)
        connection.execute(
            f'INSERT INTO "{table}" ({names}) SELECT {", ".join(values)} '
            "FROM read_parquet(?, hive_partitioning = false)",
            [own],
        )


def check_counts(manifest: Manifest, connection: duckdb.DuckDBPyConnection) -> None:
    """PartError unless every table has as many rows as its parts."""
    for name, expected in rows_by_table(manifest).items():
        [(found,)] = connection.execute(f'SELECT count(*) FROM "{name}"').fetchall()
        if found != expected:
            raise PartError(f"{name}: {found} rows in DuckDB, {expected} in the parts")


def rows_by_table(manifest: Manifest) -> dict[str, int]:
    """How many rows each table has, by its parts."""
    rows = dict.fromkeys(TABLES, 0)
    for part in manifest.parts:
        if part.table in rows:
            rows[part.table] += part.rows
    return rows


def rebuild(home: Home, manifest: Manifest, target: Path) -> None:
    """Write a new DuckDB file at `target`, of this version's schema, with the rows of all parts."""
    target.unlink(missing_ok=True)
    create(target)
    with open_for_writing(target) as connection:
        for name in TABLES:
            if own := [part for part in manifest.parts if part.table == name]:
                insert_parts(home, own, connection)
        check_counts(manifest, connection)
