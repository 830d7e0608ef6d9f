"""Whether DuckDB and the Parquet parts hold the same rows: by count, and by a sum over a hash of each row."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import duckdb
import pyarrow.parquet as pq

from schemas.ddl import DUCKDB
from schemas.registry import TABLES
from warehouse.home import Home
from warehouse.manifest import Manifest, Part
from warehouse.rebuild import is_whole
from warehouse.remote.mirror import bring, local_file

Sum = tuple[int, int]


def damaged(home: Home, parts: Sequence[Part]) -> list[Part]:
    """Parts that are missing, or whose bytes are not those that the manifest says."""
    bring(home, [part.path for part in parts])
    return [part for part in parts if not is_whole(local_file(home, part.path), part)]


def disagreements(
    home: Home, manifest: Manifest, connection: duckdb.DuckDBPyConnection, but: Sequence[Part] = ()
) -> Iterator[tuple[str, str]]:
    """(table, what differs) for tables whose rows are not those of their parts; tables with parts in `but` are told
    by their counts only. Reads every block of the DuckDB file, whose checksums tell of damage: duckdb.Error."""
    uncertain = {part.table for part in but}
    for name in TABLES:
        own = [part for part in manifest.parts if part.table == name]
        expected = sum(part.rows for part in own)
        paths = [local_file(home, part.path) for part in own] if name not in uncertain else []
        columns = _common(name, paths)
        count, digest = _sum(connection, name, columns, f'"{name}"')
        if count != expected:
            yield name, f"DuckDB has {count} rows, the Parquet parts {expected}"
        elif paths and _of_parts(name, columns, paths) != (count, digest):
            yield name, f"DuckDB's {count} rows differ from those of the Parquet parts"


def _common(name: str, paths: Sequence[Path]) -> list[str]:
    """Columns that all of the parts have: those of an earlier schema have fewer."""
    found = list(TABLES[name].column_names)
    for path in paths:
        present = set(pq.read_schema(path).names)
        found = [column for column in found if column in present]
    return found


def _of_parts(name: str, columns: Sequence[str], paths: Sequence[Path]) -> Sum:
    with duckdb.connect(config={"threads": 2, "memory_limit": "512MB"}) as connection:
        listed = ", ".join("'" + str(path).replace("'", "''") + "'" for path in paths)
        source = f"read_parquet([{listed}], hive_partitioning = false, union_by_name = true)"
        return _sum(connection, name, columns, source)


def _sum(connection: duckdb.DuckDBPyConnection, name: str, columns: Sequence[str], source: str) -> Sum:
    types = {column.name: DUCKDB[column.type] for column in TABLES[name].columns}
    # what is text in one and JSON in the other has the same hash as text
    values = ", ".join(f'"{c}"::{types[c].replace("JSON", "VARCHAR")}' for c in columns)
    [(count, digest)] = connection.execute(f"SELECT count(*), sum(hash({values})::HUGEINT) FROM {source}").fetchall()
    return count, digest or 0
