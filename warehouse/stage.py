"""Staging: what a worker hands to the loader, as Parquet files in a folder that only counts once it is loaded."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

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


def stage(folder: Path, tables: Mapping[str, pa.Table]) -> StagedChunk:
    """Write a chunk's tables. A batch that is tried again writes the same folder anew."""
    folder.mkdir(parents=True, exist_ok=True)
    rows = {}
    for name, table in tables.items():
        if table.num_rows:
            pq.write_table(table, folder / f"{name}.parquet", **QUICK)
            rows[name] = table.num_rows
    return StagedChunk(str(folder), rows)
