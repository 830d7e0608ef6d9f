"""SQLite databases: each row of each table that has a column for the text is an article."""

from __future__ import annotations

import io
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from typing import BinaryIO

from flows.parse.containers.stream import ContainerError, Stream
from flows.parse.limits import Limits
from flows.parse.model import RawRecord, Rejection
from flows.parse.readers.columnar import json_row
from flows.parse.readers.field_map import BODY, KNOWN_FIELDS, fold
from flows.parse.readers.json_object import object_reader
from flows.parse.readers.seekable import too_large, whole

NAME = "sqlite"
MAGIC = b"SQLite format 3\0"


def recognise(head: bytes, name: str) -> bool:  # noqa: ARG001 - bytes decide
    return head.startswith(MAGIC)


def split(stream: Stream, limits: Limits) -> Iterator[RawRecord | Rejection]:
    """A record a row (`articles:1`, …). The database is opened read-only; nothing of it is executed but its tables."""
    try:
        with whole(stream, limits) as file:
            if file is None:
                yield too_large("SQLite database", limits)
                return
            if cut := _cut(file):
                yield Rejection("file", 0, "truncated_file", cut, b"")
                return
            address = f"{stream.path.absolute().as_uri()}?mode=ro&immutable=1" if stream.path else ":memory:"
            with closing(sqlite3.connect(address, uri=True)) as database:
                if not stream.path:
                    database.deserialize(file.read())
                yield from _tables(database, limits)
    except ContainerError as error:
        yield Rejection("file", error.offset, error.reason_code, str(error), b"")


read = object_reader(NAME)


def _cut(file: BinaryIO) -> str | None:
    """What is missing of a file that is shorter than its header says (SQLite file format, 1.3)."""
    header = file.read(100)
    size = file.seek(0, io.SEEK_END)
    file.seek(0)
    if len(header) < 100:
        return f"the file ends within the SQLite header, after {size:,} bytes"
    page = int.from_bytes(header[16:18]) if header[16:18] != b"\0\1" else 65_536
    pages = int.from_bytes(header[28:32]) if header[24:28] == header[92:96] else 0  # else not kept up to date
    return f"{size:,} bytes of a database of {pages * page:,}: it cannot be read" if size < pages * page else None


def _tables(database: sqlite3.Connection, limits: Limits) -> Iterator[RawRecord | Rejection]:
    database.row_factory = sqlite3.Row
    database.execute("PRAGMA trusted_schema = OFF")
    where = "file"
    try:
        named = database.execute("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")
        found = [str(row[0]) for row in named.fetchall()]
        holding = [table for table in sorted(found) if _holds_texts(database, table)] or sorted(found)[:1]
        for table in holding:
            rows = database.execute(f"SELECT * FROM {_quoted(table)}")  # noqa: S608 - the name is quoted
            for number, row in enumerate(rows, 1):
                where = f"{table}:{number}"
                yield json_row(where, dict(row), limits)
        if not found:
            yield Rejection("file", 0, "no_text", "an SQLite database without a table", b"")
    except sqlite3.DatabaseError as error:
        message = f"this SQLite database cannot be read on: {error}; the rows before were read"
        yield Rejection(where, 0, "truncated_file", message, b"")


def _holds_texts(database: sqlite3.Connection, table: str) -> bool:
    columns = database.execute(f"PRAGMA table_info({_quoted(table)})").fetchall()
    return any(KNOWN_FIELDS.places.get(fold(str(column[1])), ("",))[0] == BODY for column in columns)


def _quoted(name: str) -> str:
    escaped = name.replace('"', '""')
    return f'"{escaped}"'
