"""JSON Lines: each line is one object, and each object one article (jsonlines.org)."""

from __future__ import annotations

from collections.abc import Iterator

import orjson

from flows.parse.containers.stream import ContainerError, Stream
from flows.parse.limits import EXCERPT_BYTES, SNIFF_BYTES, Limits
from flows.parse.model import RawRecord, Rejection
from flows.parse.readers.json_object import BOM, object_reader

NAME = "jsonl"
SUFFIXES = (".jsonl", ".ndjson", ".jsonlines", ".jl")
LINES_LOOKED_AT = 10


def recognise(head: bytes, name: str) -> bool:
    """At least half of the first lines are objects, or, where no line is, the name says JSON Lines."""
    lines = [line for line in head.removeprefix(BOM).split(b"\n") if line and not line.isspace()]
    whole = lines[:-1] if len(head) >= SNIFF_BYTES and not head.endswith(b"\n") else lines
    objects = sum(_is_object(line) for line in whole[:LINES_LOOKED_AT])
    if objects:
        return 2 * objects >= len(whole[:LINES_LOOKED_AT])
    if lines and not whole and lines[0].lstrip().startswith(b"{") and b'":' in lines[0].replace(b" ", b""):
        return True  # one line, longer than the head
    stem = name.lower().removesuffix(".gz").removesuffix(".zst")
    return stem.endswith(SUFFIXES)


def _is_object(line: bytes) -> bool:
    if not line.lstrip().startswith(b"{"):
        return False
    try:
        orjson.loads(line)
    except orjson.JSONDecodeError:
        return False
    return True


class _Line:
    """The line being read: its place, and its bytes, of which no more than the limit allows are held."""

    def __init__(self, number: int, start: int, limit: int) -> None:
        self.number, self.start, self.limit = number, start, limit
        self.length = 0
        self._pieces: list[bytes] = []

    def add(self, piece: bytes) -> None:
        held_before = self.length <= self.limit
        self.length += len(piece)
        if self.length <= self.limit:
            self._pieces.append(piece)
        elif held_before:
            self._pieces = [b"".join((*self._pieces, piece))[:EXCERPT_BYTES]]

    @property
    def data(self) -> bytes:
        return b"".join(self._pieces).removesuffix(b"\r")

    def finished(self) -> RawRecord | Rejection | None:
        """What the line is; None for a blank one."""
        data = self.data
        if self.length > self.limit:
            message = f"a line of {self.length:,} bytes, and the limit is {self.limit:,}; raise `limits.record_bytes`"
            return Rejection(self.locator, self.start, "record_too_large", message, data)
        return RawRecord(self.locator, self.start, data) if data and not data.isspace() else None

    def following(self) -> _Line:
        return _Line(self.number + 1, self.start + self.length + 1, self.limit)

    @property
    def locator(self) -> str:
        return f"line:{self.number}"


def split(stream: Stream, limits: Limits, *, first_line: int = 1, offset: int = 0) -> Iterator[RawRecord | Rejection]:
    """A record a line, blank lines left out. A line over the limit is rejected, and reading goes on behind it.

    Where the container breaks off, the line that was being read is kept if it is a whole object; the break is the
    last rejection, at the line where it happened.
    """
    line = _Line(first_line, offset, limits.record_bytes)
    try:
        while chunk := stream.read():
            *ended, rest = chunk.split(b"\n")
            for piece in ended:
                line.add(piece)
                if item := line.finished():
                    yield item
                line = line.following()
            line.add(rest)
    except ContainerError as error:
        if isinstance(item := line.finished(), RawRecord) and _is_object(item.data):
            yield item
            line = line.following()
        message = f"{error}; the whole lines before it were read"
        yield Rejection(line.locator, line.start, error.reason_code, message, line.data)
        return
    if item := line.finished():
        yield item


read = object_reader(NAME)
