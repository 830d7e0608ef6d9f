"""Staging: what a worker hands to the loader, as Parquet files in a folder that only counts once it is loaded.

The folder is one that both can reach: in the home, or for workers on other machines in the home's store.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from warehouse.remote.mirror import is_address
from warehouse.remote.store import Store
from warehouse.reprints.part import OtherFormatError, Part, packed, read

SIGNATURES = "signatures.arrow"
QUICK: dict[str, Any] = {"compression": "lz4", "use_dictionary": False, "write_statistics": False}


@dataclass(frozen=True, slots=True)
class StagedChunk:
    """One chunk of a batch: its folder, the rows each of its tables must have, whether its articles are signed."""

    folder: str
    rows: dict[str, int]
    signed: bool = False

    def read(self, table: str) -> pa.Table:
        """A table of the chunk; ValueError if rows are missing. A chunk has records, if nothing else."""
        expected = self.rows[table]
        found = pq.read_table(Path(self.folder) / f"{table}.parquet", partitioning=None, memory_map=True)
        if found.num_rows != expected:
            raise ValueError(f"{self.folder}/{table}.parquet has {found.num_rows} rows, staged were {expected}")
        return found

    def signatures(self) -> Part | None:
        """What to know its articles' reprints by; None if that is to be made from the articles."""
        if not self.signed:
            return None
        try:
            return read(Path(self.folder) / SIGNATURES)
        except OtherFormatError:  # a worker of another version made it
            return None

    def brought(self, folder: Path) -> StagedChunk:
        """The chunk in a local folder: itself, or a copy below `folder` of one that is in a store."""
        if not is_address(self.folder):
            return self
        place = folder / self.folder.rpartition("/")[2]
        names = [f"{name}.parquet" for name in self.rows] + [SIGNATURES] * self.signed
        Store(self.folder).get({name: place / name for name in names})
        return replace(self, folder=str(place))


def stage(folder: str | Path, tables: Mapping[str, pa.Table], signatures: Part | None = None) -> StagedChunk:
    """Write a chunk's tables, and its articles' signatures. A batch that is tried again writes the same folder anew."""
    rows = {name: table.num_rows for name, table in tables.items() if table.num_rows}
    if is_address(str(folder)):
        store = Store(str(folder))
        for name in rows:
            sink = pa.BufferOutputStream()
            pq.write_table(tables[name], sink, **QUICK)
            store.write(f"{name}.parquet", sink.getvalue().to_pybytes())
        if signatures:
            store.write(SIGNATURES, packed(signatures).to_pybytes())
    else:
        Path(folder).mkdir(parents=True, exist_ok=True)
        for name in rows:
            pq.write_table(tables[name], Path(folder) / f"{name}.parquet", **QUICK)
        if signatures:
            (Path(folder) / SIGNATURES).write_bytes(packed(signatures))
    return StagedChunk(str(folder), rows, signatures is not None)
