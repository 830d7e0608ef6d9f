"""The store of raw bytes: what every record looked like before it was parsed, so that it can be parsed again.

HOME/raw/part-<hash>.parquet holds records (sha256, reader, context, bytes); HOME/raw/large/<sha256>.zst holds raw
files too large to be a record.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable
from pathlib import Path
from typing import Any, NamedTuple

import pyarrow as pa
import zstandard

from warehouse.home import Home

TYPES: dict[str, pa.DataType] = {
    "record_sha256": pa.string(), "reader": pa.string(), "context": pa.string(), "data": pa.binary(),
    "run_id": pa.string(),
}  # fmt: skip
SCHEMA = pa.schema(TYPES)


class RawBytes(NamedTuple):
    """A record's bytes, and what a later parse needs beside them.

    `reader`: the name of the reader that knows the format; null for a whole file, whose bytes tell. `context`: what the
    reader was told beside the bytes, a JSON object; null for nothing.
    """

    record_sha256: str
    reader: str | None
    context: str | None
    data: bytes


def raw_table(records: Iterable[RawBytes], run_id: str) -> pa.Table:
    """The bytes as a table, each content once."""
    unique = list({record.record_sha256: record for record in records}.values())
    columns: list[Any] = [*zip(*unique, strict=True)] or [()] * (len(SCHEMA) - 1)
    columns.append([run_id] * len(unique))
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
