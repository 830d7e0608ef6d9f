"""The store of raw bytes: what every record looked like before it was parsed, so that it can be parsed again.

HOME/raw/part-<hash>.parquet holds records (sha256, bytes); HOME/raw/large/<sha256>.zst holds raw files too large to
be a record.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pyarrow as pa
import zstandard

from warehouse.home import Home

TYPES: dict[str, pa.DataType] = {"record_sha256": pa.string(), "data": pa.binary(), "run_id": pa.string()}
SCHEMA = pa.schema(TYPES)


def raw_table(records: Iterable[tuple[str, bytes]], run_id: str) -> pa.Table:
    """(sha256, bytes) pairs as a table, each content once."""
    unique = dict(records)
    columns: list[list[Any]] = [list(unique), list(unique.values()), [run_id] * len(unique)]
    return pa.Table.from_arrays([pa.array(c, f.type) for c, f in zip(columns, SCHEMA, strict=True)], schema=SCHEMA)


def keep_large(home: Home, path: Path) -> Path:
    """Copy a raw file, compressed, to where it can be found by the sha256 of its bytes; flat in memory."""
    folder = home.raw / "large"
    folder.mkdir(parents=True, exist_ok=True)
    digest = hashlib.sha256()
    temporary = folder / f".{os.getpid()}.tmp"
    with path.open("rb") as reader, temporary.open("wb") as sink:
        with zstandard.ZstdCompressor(level=3).stream_writer(sink, closefd=False) as writer:
            while chunk := reader.read(1 << 20):
                digest.update(chunk)
                writer.write(chunk)
        sink.flush()
    return temporary.replace(folder / f"{digest.hexdigest()}.zst")
