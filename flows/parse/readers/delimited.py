"""CSV and TSV (RFC 4180): the first row names the fields, each other row is an article."""

from __future__ import annotations

import codecs
import csv
from collections.abc import Iterable, Iterator
from typing import NamedTuple

import orjson

from flows.parse.containers.stream import ContainerError, Stream
from flows.parse.encoding import byte_order_mark, decode
from flows.parse.limits import SNIFF_BYTES, Limits
from flows.parse.model import RawRecord, Rejection
from flows.parse.readers.field_map import BODY, KNOWN_FIELDS, fold
from flows.parse.readers.json_object import object_reader

NAME = "csv"
DELIMITERS = (",", ";", "\t", "|")
SUFFIXES = (".csv", ".tsv", ".tab")
ROWS_LOOKED_AT = 5


class _Dialect(NamedTuple):
    delimiter: str
    names: list[str]


def recognise(head: bytes, name: str) -> bool:
    """Rows of as many fields as the header, of which one holds articles' texts; or the name says so."""
    if head.lstrip()[:1] in (b"{", b"[", b"<", b""):
        return False
    stem = name.lower()
    for suffix in (".gz", ".zst", ".bz2", ".xz"):
        stem = stem.removesuffix(suffix)
    if stem.endswith(SUFFIXES):
        return _dialect(head) is not None
    if not _may_be_header(head):
        return False
    found = _dialect(head, rows_agree=True)
    columns = _columns(found.names) if found else set()
    return BODY in columns and len(columns) > 1


def _may_be_header(head: bytes) -> bool:
    """Whether the first line names a field for the text: a glance, since most files are no table."""
    if byte_order_mark(head) or b"\0" in head[:64]:
        return True
    line = head[: head.find(b"\n")].decode("latin-1") if b"\n" in head else ""
    return any(BODY in _columns(line.split(delimiter)) for delimiter in DELIMITERS if delimiter in line)


def _columns(names: Iterable[str]) -> set[str]:
    places = (KNOWN_FIELDS.places.get(fold(name)) for name in names)
    return {place[0] for place in places if place}


def _dialect(head: bytes, *, rows_agree: bool = False) -> _Dialect | None:
    """Delimiter and names: the delimiter with which most of the first rows are as long as the header."""
    text = codecs.getincrementaldecoder(_encoding(head))("replace").decode(head)
    lines = [line + "\n" for line in text.removeprefix("\ufeff").split("\n")]
    best, most = None, -1
    for delimiter in DELIMITERS:
        rows = _rows(lines, delimiter)
        names = [name.strip() for name in rows[0]] if rows else []
        if len(names) < 2 or not names[0]:
            continue
        agreeing = sum(len(row) == len(names) for row in rows[1:])
        if agreeing > most and (agreeing > len(rows[1:]) // 2 or not rows_agree):
            best, most = _Dialect(delimiter, names), agreeing
    return best


def _rows(lines: list[str], delimiter: str) -> list[list[str]]:
    """The header and the first rows that are not empty; the last may be cut off."""
    rows: list[list[str]] = []
    try:
        for row in csv.reader(lines, delimiter=delimiter):
            if row:
                rows.append(row)
            if len(rows) > ROWS_LOOKED_AT:
                break
    except csv.Error:
        return rows
    return rows


def _encoding(head: bytes) -> str:
    """Of the whole file, told by its start."""
    if marked := byte_order_mark(head):
        return marked
    decoded = decode(head[: head.rfind(b"\n") + 1] or head)
    return getattr(decoded, "encoding", "utf-8")


class _Lines:
    """Decoded lines, as a CSV reader pulls them, and where in the file the next one starts.

    A line that cannot be decoded is given with replacement characters; `undecodable` then holds the fault.
    """

    def __init__(self, stream: Stream, encoding: str) -> None:
        self._stream, self._encoding = stream, encoding
        self.taken = 0
        self.error: ContainerError | None = None
        self.undecodable: UnicodeDecodeError | None = None

    def __iter__(self) -> Iterator[str]:
        newline = "\n".encode(self._encoding.replace("utf-8-sig", "utf-8"))
        rest = b""
        while True:
            try:
                data = self._stream.read()
            except ContainerError as error:
                self.error = error
                return
            *lines, rest = (rest + data).split(newline) if len(newline) == 1 else _wide_lines(rest + data, newline)
            for line in lines:
                yield self._text(line + newline)
            if not data:
                if rest:
                    yield self._text(rest)
                return

    def _text(self, line: bytes) -> str:
        first, self.taken = not self.taken, self.taken + len(line)
        try:
            text = line.decode(self._encoding)
        except UnicodeDecodeError as error:
            self.undecodable = error
            text = line.decode(self._encoding, "replace")
        return text.removeprefix("\ufeff") if first else text


def _wide_lines(data: bytes, newline: bytes) -> list[bytes]:
    """Lines of UTF-16 or UTF-32, whose newline counts only where a character starts."""
    lines, start, position = [], 0, data.find(newline)
    while position >= 0:
        if position % len(newline) == 0:
            lines.append(data[start:position])
            start = position + len(newline)
        position = data.find(newline, position + 1)
    return [*lines, data[start:]]


def split(stream: Stream, limits: Limits) -> Iterator[RawRecord | Rejection]:
    """A record a row (`row:1` is the first after the header), as a JSON object of its fields; empty ones left out."""
    head = stream.peek(SNIFF_BYTES)
    found = _dialect(head)
    if found is None:
        message = "no header of at least two names with `,`, `;`, `|` or a tab between; valid is RFC 4180"
        yield Rejection("file", 0, "invalid_csv", message, head)
        return
    csv.field_size_limit(limits.record_bytes)
    lines = _Lines(stream, _encoding(head))
    rows = csv.reader(iter(lines), delimiter=found.delimiter, strict=True)
    number = -1
    while True:
        start = lines.taken
        try:
            row = next(rows, None)
        except csv.Error as error:
            yield _broken(error, number + 1, start, lines)
            return
        if row is None:
            break
        number += bool(row)
        if row and number:
            yield _record(row, found.names, number, start, lines)
    if lines.error:
        message = f"{lines.error}; the whole rows before it were read"
        yield Rejection(f"row:{number + 1}", start, lines.error.reason_code, message, b"")


def _record(row: list[str], names: list[str], number: int, start: int, lines: _Lines) -> RawRecord | Rejection:
    if (fault := lines.undecodable) is not None:
        lines.undecodable = None
        message = f"a byte in this row is no {fault.encoding} ({fault.reason}): save the file as UTF-8"
        return Rejection(f"row:{number}", start, "undecodable", message, orjson.dumps(row))
    if len(row) != len(names):
        message = f"{len(row)} fields, and the header names {len(names)}: {', '.join(names)[:200]}"
        return Rejection(f"row:{number}", start, "invalid_csv", message, orjson.dumps(row))
    fields = {name: value for name, value in zip(names, row, strict=True) if value}
    return RawRecord(f"row:{number}", start, orjson.dumps(fields))


def _broken(error: Exception, number: int, start: int, lines: _Lines) -> Rejection:
    locator = f"row:{number}"
    if lines.error:
        return Rejection(locator, start, lines.error.reason_code, f"{lines.error}; the rows before it were read", b"")
    if "unexpected end" in str(error):
        message = "the file ends within a quoted field; the rows before it were read"
        return Rejection(locator, start, "truncated_file", message, b"")
    return Rejection(locator, start, "invalid_csv", f"{error}; the rows before it were read", b"")


read = object_reader(NAME)
