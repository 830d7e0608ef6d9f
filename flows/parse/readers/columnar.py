"""Tables of articles in Apache Parquet and Arrow IPC files: each row is an article."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import orjson

from flows.parse.containers.stream import ContainerError, Stream
from flows.parse.limits import EXCERPT_BYTES, Limits
from flows.parse.model import RawRecord, Rejection
from flows.parse.readers.json_object import object_reader
from flows.parse.readers.seekable import too_large, whole

if TYPE_CHECKING:
    import pyarrow as pa

PARQUET, ARROW = "parquet", "arrow"
_PARQUET_MAGIC, _ARROW_MAGIC, _STREAM_MAGIC = b"PAR1", b"ARROW1\0\0", b"\xff\xff\xff\xff"
_END_OF_STREAM = b"\xff\xff\xff\xff\0\0\0\0"  # Arrow columnar format, "IPC Streaming Format"
ROWS = 200  # held as Python objects at a time


def recognise_parquet(head: bytes, name: str) -> bool:  # noqa: ARG001 - bytes decide
    return head.startswith(_PARQUET_MAGIC)


def recognise_arrow(head: bytes, name: str) -> bool:  # noqa: ARG001 - bytes decide
    return head.startswith(_ARROW_MAGIC) or (head.startswith(_STREAM_MAGIC) and head[8:9] == b"\x10")


def split_parquet(stream: Stream, limits: Limits) -> Iterator[RawRecord | Rejection]:
    """A record a row (`row:1`, …), as a JSON object. Without its end, which holds the schema, a file is lost whole."""
    import pyarrow.parquet as pq  # heavy, and only for this format
    from pyarrow.lib import ArrowException

    row = 0
    try:
        with whole(stream, limits) as file:
            if file is None:
                yield too_large("Parquet file", limits)
                return
            for batch in pq.ParquetFile(file).iter_batches(batch_size=ROWS):
                for record in _rows(batch, row, limits):
                    row += 1
                    yield record
    except ContainerError as error:
        yield Rejection(f"row:{row + 1}", error.offset, error.reason_code, str(error), b"")
    except (ArrowException, OSError) as error:
        yield _broken(error, row, "Parquet")


def split_arrow(stream: Stream, limits: Limits) -> Iterator[RawRecord | Rejection]:
    """A record a row, batch by batch. A file and a stream hold the same messages; both state their end."""
    import pyarrow as pa  # heavy, and only for this format

    is_file = stream.peek(8) == _ARROW_MAGIC
    if is_file:
        stream.exactly(8, "an Arrow file")
    source, row = _Tail(stream), 0
    try:
        file = pa.PythonFile(source, mode="r")  # type: ignore[arg-type]  # it asks for read, close and closed
        with pa.ipc.open_stream(file) as reader:
            for batch in reader:
                for record in _rows(batch, row, limits):
                    row += 1
                    yield record
        while source.read(EXCERPT_BYTES):
            pass
        if not _ended(source.tail, is_file=is_file):
            message = f"the Arrow {'file' if is_file else 'stream'} ends before its end marker; its rows were read"
            yield Rejection(f"row:{row + 1}", source.position, "truncated_file", message, b"")
    except ContainerError as error:
        yield Rejection(f"row:{row + 1}", error.offset, error.reason_code, str(error), b"")
    except (pa.lib.ArrowException, OSError, EOFError) as error:
        yield _broken(error, row, "Arrow")


read_parquet = object_reader(PARQUET)
read_arrow = object_reader(ARROW)


class _Tail:
    """A stream as pyarrow reads one, whose last bytes are remembered."""

    closed = False

    def __init__(self, stream: Stream) -> None:
        self._stream, self.tail, self.position = stream, b"", 0

    def read(self, size: int = -1) -> bytes:
        parts, left = [], size if size >= 0 else 1 << 62
        while left and (data := self._stream.read(min(left, 1 << 18))):
            parts.append(data)
            left -= len(data)
        found = b"".join(parts)
        self.tail = (self.tail + found[-16:])[-16:]
        self.position += len(found)
        return found

    def close(self) -> None:
        """The file is closed by whoever opened it."""


def _ended(tail: bytes, *, is_file: bool) -> bool:
    return tail.endswith(_ARROW_MAGIC[:6]) if is_file else tail.endswith(_END_OF_STREAM)


def _rows(batch: pa.RecordBatch, before: int, limits: Limits) -> Iterator[RawRecord | Rejection]:
    for start in range(0, batch.num_rows, ROWS):
        for number, row in enumerate(batch.slice(start, ROWS).to_pylist(), before + start + 1):
            yield json_row(f"row:{number}", row, limits)


def json_row(locator: str, row: dict[str, Any], limits: Limits) -> RawRecord | Rejection:
    """A table's row as the JSON object it is read as: nulls left out, what JSON has no word for as text."""
    data = orjson.dumps({name: value for name, value in row.items() if value is not None}, default=_as_text)
    if len(data) > limits.record_bytes:
        message = f"a row of {len(data):,} bytes, and the limit is {limits.record_bytes:,}"
        return Rejection(
            locator, 0, "record_too_large", f"{message}; raise COPYDESK_RECORD_BYTES", data[:EXCERPT_BYTES]
        )
    return RawRecord(locator, 0, data)


def _as_text(value: object) -> object:
    return value.decode("utf-8", "replace") if isinstance(value, bytes) else str(value)


def _broken(error: Exception, row: int, what: str) -> Rejection:
    message = f"this {what} file cannot be read on: {str(error)[:300]}; {row:,} rows were read before"
    return Rejection(f"row:{row + 1}", 0, "truncated_file", message, b"")
