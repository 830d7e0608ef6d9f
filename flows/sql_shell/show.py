"""Writing a result: to a terminal as a table that fits it, to pipes and files as it comes, never all in memory."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, cast

from flows.output import markdown_table, plain, print_lines, print_table, to_json, unique
from flows.sql_shell.session import Result, Session

if TYPE_CHECKING:
    import pyarrow as pa

ARROW = ("csv", "parquet")  # formats that are written from Arrow
CELL = 400  # characters of a cell that a table shows
NARROW = 12  # a column that has more to show needs at least so much room
COUNTED = 1_000_000  # rows that are counted beyond those that are shown


def show(session: Session, sql: str, form: str, keep: int, lines: int | None = None) -> tuple[Result, int]:
    """Run a statement and print its result; returns it and the number of rows printed.

    Of a table, and of lines, at most `keep` rows are printed. Where a table does not fit the terminal's width it is
    printed as lines, at most `lines` of them if that is given.
    """
    if form not in ("table", "lines"):
        result = write(session, sql, form, sys.stdout.buffer)
        return result, result.total
    result = session.ask(sql, keep=keep, further=COUNTED)
    rows = list(result.rows())
    if result.is_silent:
        return result, result.total
    if form == "table" and fits(result.names, rows, shutil.get_terminal_size().columns):
        print_table(result.names, [[_short(cell) for cell in row] for row in rows])
        return result, len(rows)
    if lines is not None:
        rows = rows[: max(lines // (len(result.names) + 1), 1)]
    print_lines(result.names, rows)
    return result, len(rows)


def how_many(result: Result, shown: int) -> str:
    """How many rows there are, and how many of them were printed."""
    number = f"more than {result.total:,}" if result.uncounted else f"{result.total:,}"
    if result.uncounted or result.total > shown:
        return f"{shown:,} of {number} rows shown"
    return f"{number} row{'' if result.total == 1 else 's'}"


def _short(cell: object) -> object:
    if isinstance(cell, int | float) or cell is None:
        return cell
    text = plain(cell)
    return text if len(text) <= CELL else text[: CELL - 1] + "…"


def fits(names: Sequence[str], rows: list[tuple[Any, ...]], width: int) -> bool:
    """Whether a table of these rows can be read in `width` characters."""
    needed = 1
    for index, name in enumerate(names):
        longest = max((len(plain(row[index])[:NARROW]) for row in rows[:100]), default=0)
        needed += 3 + max(min(len(name), NARROW), longest)
    return needed <= width


class Unhurried:
    """A stream whose reader may take all the time there is: the query's clock stops meanwhile."""

    closed = False

    def __init__(self, stream: BinaryIO, session: Session) -> None:
        self._stream, self._session = stream, session

    def write(self, data: Any) -> int:
        with self._session.paused():
            return self._stream.write(data)

    def flush(self) -> None:
        with self._session.paused():
            self._stream.flush()


def write(session: Session, sql: str, form: str, target: BinaryIO) -> Result:
    """Run a statement and write all of its result."""
    if form in ARROW:
        import pyarrow.csv
        import pyarrow.parquet  # noqa: F401  # before the clock of the query runs
    result = session.ask(sql, arrow=form in ARROW)
    target = cast(BinaryIO, Unhurried(target, session))
    if result.is_silent:
        list(result.batches())
    elif form == "json":
        _write_json(result, target)
    elif form == "markdown":
        target.write(markdown_table(result.names, result.rows()).encode())
    elif form == "csv":
        _write_csv(result, target)
    else:
        _write_parquet(result, target)
    target.flush()
    return result


def _write_json(result: Result, target: BinaryIO) -> None:
    """An array of objects, the same bytes as `to_json` of the whole list."""
    names = unique(result.names)
    before = b"[\n"
    for rows in result.batches():
        target.write(before + to_json([dict(zip(names, row, strict=True)) for row in rows])[2:-3])
        before = b",\n"
    target.write(b"[]\n" if before == b"[\n" else b"\n]\n")


def _write_csv(result: Result, target: BinaryIO) -> None:
    import pyarrow.csv

    writer = None
    for batch in result.arrow():
        flat = _flat(batch)
        writer = writer or pyarrow.csv.CSVWriter(target, flat.schema)
        writer.write_batch(flat)
    if writer:
        writer.close()


def _flat(batch: pa.RecordBatch) -> pa.RecordBatch:
    """Lists as JSON text: CSV has no lists."""
    import orjson
    import pyarrow as pa

    columns: list[pa.Array[Any]] = list(batch.columns)
    for index, field in enumerate(batch.schema):
        if pa.types.is_nested(field.type):
            cells = columns[index].to_pylist()
            texts = [None if cell is None else orjson.dumps(cell, default=str).decode() for cell in cells]
            columns[index] = pa.array(texts, pa.string())
    return pa.RecordBatch.from_arrays(columns, names=batch.schema.names)


def _write_parquet(result: Result, target: BinaryIO) -> None:
    import pyarrow.parquet

    writer = None
    for batch in result.arrow():
        writer = writer or pyarrow.parquet.ParquetWriter(target, batch.schema, compression="zstd")
        writer.write_batch(batch)
    if writer:
        writer.close()


@contextmanager
def replacing(path: Path) -> Iterator[BinaryIO]:
    """A stream whose bytes become `path` once all is well; a query that fails leaves what was there."""
    temporary = path.with_name(f".{path.name}.part")
    try:
        with temporary.open("wb") as stream:
            yield stream
        temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)
