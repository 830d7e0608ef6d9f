"""Writing Parquet: staged under a temporary folder, fsynced, renamed to its Hive partition.

zstd level 3, row groups of 10,000, page index, page checksums, no dictionary on long texts, a bloom filter on
article_id (it makes a look-up by id ten times as fast).
"""

from __future__ import annotations

import hashlib
import os
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from warehouse.files import fsync_path
from warehouse.home import Home
from warehouse.manifest import Part

ROW_GROUP = 10_000
LONG_TEXTS = frozenset({"article_body", "text", "raw_excerpt", "extra", "abstract", "data", "note", "value"})
PARTITION = ("partition_year", "partition_month")  # only in staged files; Hive folders afterwards


def _options(schema: pa.Schema, rows: int) -> dict[str, Any]:
    options: dict[str, Any] = {
        "compression": "zstd",
        "compression_level": 3,
        "write_page_index": True,
        "write_page_checksum": True,
        "use_dictionary": [name for name in schema.names if name not in LONG_TEXTS],
    }
    if "article_id" in schema.names and rows > ROW_GROUP // 10:
        options["bloom_filter_options"] = {"article_id": {"ndv": min(rows, ROW_GROUP), "fpp": 0.01}}
    return options


def parquet_bytes(table: pa.Table) -> memoryview:
    """The table as one Parquet file in memory."""
    sink = pa.BufferOutputStream()
    pq.write_table(table, sink, row_group_size=ROW_GROUP, **_options(table.schema, table.num_rows))
    return memoryview(sink.getvalue())


def partitions(table: pa.Table) -> Iterator[tuple[int, int, pa.Table]]:
    """Split a staged table by its partition columns, and drop them: (year, month, rows in their order)."""
    table = table.sort_by([(PARTITION[0], "ascending"), (PARTITION[1], "ascending")])
    key = pc.add(pc.multiply(table[PARTITION[0]], 100), table[PARTITION[1]])
    plain = table.drop_columns(list(PARTITION))
    start = 0
    for value, count in Counter(map(int, key.to_numpy())).items():  # in the order of the rows
        yield *divmod(value, 100), plain.slice(start, count)
        start += count


class PartWriter:
    """Writes final parts into the home; they count only once the manifest names them."""

    def __init__(self, home: Home, staging: Path, run_id: str) -> None:
        self._home, self._staging, self._run_id = home, staging, run_id
        self._folders: set[Path] = set()

    def write(self, name: str, table: pa.Table) -> list[Part]:
        """Write a staged table to its Hive partitions."""
        folder = self._home.table(name)
        return [
            self._part(name, rows, folder / (f"year={year}/month={month:02d}" if year else "year=0/month=0"))
            for year, month, rows in partitions(table)
        ]

    def write_flat(self, name: str, folder: Path, table: pa.Table) -> list[Part]:
        """Write a table as one part, without partitions."""
        return [self._part(name, table, folder)] if table.num_rows else []

    def _part(self, name: str, rows: pa.Table, folder: Path) -> Part:
        data = parquet_bytes(rows)
        digest = hashlib.sha256(data).hexdigest()
        staged = self._staging / f"{name}-{digest[:16]}.parquet"
        with staged.open("wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        folder.mkdir(parents=True, exist_ok=True)
        final = folder / f"part-{digest[:16]}.parquet"
        staged.replace(final)
        self._folders.add(folder)
        path = final.relative_to(self._home.root).as_posix()
        return Part(path, name, rows.num_rows, len(data), digest, self._run_id)

    def sync(self) -> None:
        """Make the renames durable: to be called before the manifest names the parts."""
        within = self._home.root.parts
        for folder in {parent for f in self._folders for parent in (f, *f.parents) if len(parent.parts) >= len(within)}:
            fsync_path(folder)
        self._folders.clear()
