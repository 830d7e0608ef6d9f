"""Rows of damaged Parquet parts: found again in DuckDB, or named."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa

from schemas.arrow import arrow_schema
from schemas.registry import TABLES
from warehouse.home import Home
from warehouse.manifest import Manifest, Part
from warehouse.parquet import PARTITION, PartWriter
from warehouse.remote.mirror import local_file
from warehouse.rewrite import folder_name

_MONTH = "coalesce(year({0}), 0)::INTEGER AS partition_year, coalesce(month({0}), 0)::INTEGER AS partition_month"


def found_again(
    home: Home, manifest: Manifest, bad: Sequence[Part], source: duckdb.DuckDBPyConnection, writer: PartWriter
) -> dict[Path, list[Part]]:
    """Hive folder → the new parts that take the place of the bad ones in it, for those whose rows are all in `source`.

    `bad` are parts of one table. What is missing is what DuckDB has and no whole part of the table has.
    """
    name = bad[0].table
    by_folder: defaultdict[Path, list[Part]] = defaultdict(list)
    for part in bad:
        by_folder[Path(part.path).parent].append(part)
    new: dict[Path, list[Part]] = {}
    whole = [local_file(home, p.path) for p in manifest.parts if p.table == name and p not in bad]
    for folder, rows in _missing(name, whole, source):
        place = next((f for f in by_folder if f"{f.parent.name}/{f.name}" == folder), None)
        if place is None or rows.num_rows != sum(part.rows for part in by_folder[place]):
            continue
        made = writer.write_flat(name, home.root / place, rows)
        runs = {part.run_id for part in by_folder[place]}
        new[place] = [replace(part, run_id=min(runs)) for part in made]
    return new


def _missing(name: str, whole: Sequence[Path], source: duckdb.DuckDBPyConnection) -> Iterator[tuple[str, pa.Table]]:
    """(folder, rows in their order) of what no whole part has."""
    spec = TABLES[name]
    key = ", ".join(f'"{column}"' for column in spec.primary_key)
    listed = ", ".join("'" + str(path).replace("'", "''") + "'" for path in whole)
    others = f"ANTI JOIN read_parquet([{listed}], hive_partitioning = false) USING ({key})" if whole else ""
    if spec.partition == "run":
        month = _MONTH.format("(r.started_at AT TIME ZONE 'UTC')")
        join = "" if name == "runs" else "JOIN runs r USING (run_id)"
    else:
        month = _MONTH.format("(r.date_published AT TIME ZONE 'UTC')")
        join = "" if name in ("articles", "quarantined_articles") else "JOIN articles r USING (article_id)"
    of_own = month if join else month.replace("r.", "t.")
    found = source.execute(
        f'SELECT t.*, {of_own} FROM (SELECT *, rowid AS place FROM "{name}" {others}) t {join} ORDER BY t.place'
    ).to_arrow_table()
    schema = arrow_schema(spec)
    months: list[tuple[Any, ...]] = [*zip(*(found[name].to_pylist() for name in PARTITION), strict=True)]
    table = pa.Table.from_arrays([found[f.name].cast(f.type) for f in schema], schema=schema)
    places: defaultdict[str, list[int]] = defaultdict(list)
    for index, (year, number) in enumerate(months):
        places[folder_name(year, number)].append(index)
    for folder, indices in places.items():
        yield folder, table.take(pa.array(indices, pa.int64()))


def lost_articles(home: Home, manifest: Manifest, bad: Sequence[Part]) -> list[tuple[str, str]]:
    """(article id, raw file) of accepted records whose rows of `articles` are in no whole part."""
    paths = {
        name: [str(local_file(home, p.path)) for p in manifest.parts if p.table == name and p not in bad]
        for name in ("records", "articles")
    }
    if not paths["records"]:
        return []
    with duckdb.connect() as connection:
        known = "(SELECT article_id FROM read_parquet(?, hive_partitioning = false))" if paths["articles"] else "(NULL)"
        return connection.execute(
            "SELECT DISTINCT article_id, path FROM read_parquet(?, hive_partitioning = false) "
            f"WHERE outcome = 'accepted' AND (article_id IN {known}) IS NOT TRUE ORDER BY ALL",
            [value for value in (paths["records"], paths["articles"]) if value],
        ).fetchall()
