"""Rows as Parquet, with the schemas' descriptions inside, laid out for reading as the home's own parts are."""

from __future__ import annotations

from collections.abc import Iterator
from types import TracebackType
from typing import Any, BinaryIO, Self

import pyarrow as pa
import pyarrow.parquet as pq

from schemas.arrow import arrow_schema
from schemas.column import Table
from warehouse.export.chosen import ORDER, Chosen, Chunk
from warehouse.parquet import LONG_TEXTS, ROW_GROUP

SUFFIX = ".parquet"
ROW_GROUP_BYTES = 64 * 2**20  # of a row group in memory: bodies of a megabyte each make smaller groups
COMPRESSIONS = ("zstd", "snappy", "gzip", "none")


def batches(chosen: Chosen, chunk: Chunk, table: Table) -> Iterator[pa.RecordBatch]:
    """A chunk's rows as the schemas declare them."""
    schema = arrow_schema(table)
    columns = ", ".join(f'"{name}"' for name in schema.names)
    for batch in chosen.ask(f"SELECT {columns} FROM {chosen.source(table, chunk)} AS t ORDER BY {ORDER}"):
        if batch.num_rows:
            yield pa.RecordBatch.from_arrays(
                [column.cast(field.type) for column, field in zip(batch.columns, schema, strict=True)], schema=schema
            )


class ParquetFile:
    """A file being written: rows are held until they make a row group."""

    def __init__(self, stream: BinaryIO, table: Table, compression: str = "zstd") -> None:
        schema = arrow_schema(table)
        options: dict[str, Any] = {
            "compression": compression,
            "compression_level": 3 if compression == "zstd" else None,
            "write_page_index": True,
            "write_page_checksum": True,
            "use_dictionary": [name for name in schema.names if name not in LONG_TEXTS],
        }
        self._writer = pq.ParquetWriter(stream, schema, **options)
        self._held: list[pa.RecordBatch] = []
        self._rows = self._bytes = 0

    def add(self, batch: pa.RecordBatch) -> None:
        self._held.append(batch)
        self._rows += batch.num_rows
        self._bytes += batch.nbytes
        if self._rows >= ROW_GROUP or self._bytes >= ROW_GROUP_BYTES:
            self._flush()

    def _flush(self) -> None:
        table = pa.Table.from_batches(self._held)
        self._writer.write_table(table, row_group_size=ROW_GROUP)
        self._held, self._rows, self._bytes = [], 0, 0

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        if kind is not None:
            self._writer.is_open = False  # else its end writes a footer into a file that is on its way out
            return
        if self._held:
            self._flush()
        self._writer.close()
