"""Staging: what a worker hands to the loader, as Parquet files in a folder that only counts once it is loaded.

The folder is one that both can reach: in the home, or for workers on other machines in the home's store.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from warehouse.remote.mirror import is_address
from warehouse.remote.store import Store

QUICK: dict[str, Any] = {"compression": "lz4", "use_dictionary": False, "write_statistics": False}


@dataclass(frozen=True, slots=True)
class StagedChunk:
    """One chunk of a batch: its folder, and how many rows each of its tables must have."""

    folder: str
    rows: dict[str, int]

    def read(self, table: str) -> pa.Table:
        """A table of the chunk; ValueError if rows are missing. A chunk has records, if nothing else."""
        expected = self.rows[table]
        found = pq.read_table(Path(self.folder) / f"{table}.parquet", partitioning=None, memory_map=True)
        if found.num_rows != expected:
            raise ValueError(f"{self.folder}/{table}.parquet has {found.num_rows} rows, staged were {expected}")
        return found

    def brought(self, folder: Path) -> StagedChunk:
        """The chunk in a local folder: itself, or a copy below `folder` of one that is in a store."""
        if not is_address(self.folder):
            return self
        place = folder / self.folder.rpartition("/")[2]
        Store(self.folder).get({f"{name}.parquet": place / f"{name}.parquet" for name in self.rows})
        return StagedChunk(str(place), self.rows)


def stage(folder: str | Path, tables: Mapping[str, pa.Table]) -> StagedChunk:
    """Write a chunk's tables. A batch that is tried again writes the same folder anew."""
    rows = {name: table.num_rows for name, table in tables.items() if table.num_rows}
    if is_address(str(folder)):
        store = Store(str(folder))
        for name in rows:
            sink = pa.BufferOutputStream()
            pq.write_table(tables[name], sink, **QUICK)
            store.write(f"{name}.parquet", sink.getvalue().to_pybytes())
    else:
        Path(folder).mkdir(parents=True, exist_ok=True)
        for name in rows:
            pq.write_table(tables[name], Path(folder) / f"{name}.parquet", **QUICK)
    return StagedChunk(str(folder), rows)
