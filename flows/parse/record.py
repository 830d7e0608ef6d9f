"""A raw file to its records: open, unpack, tell the format, split. Bytes that are no record become rejections."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from flows.parse.containers.bounds import Budget
from flows.parse.containers.stream import Stream
from flows.parse.containers.unpack import INSIDE, Leaf, archive, leaves, open_raw
from flows.parse.limits import DEFAULT_LIMITS, EXCERPT_BYTES, SNIFF_BYTES, Limits
from flows.parse.model import RawRecord, Rejection
from flows.parse.readers import jsonl
from flows.parse.readers.registry import READERS, Reader, identify
from flows.parse.readers.signatures import Foreign

WHOLE_FILE = "file"
VALID = "docs/formats.md lists what is read"


class RawFile:
    """One open raw file. Iterating gives each record, or rejection, once; `format` is known before."""

    def __init__(self, stream: Stream, name: str, budget: Budget, *, first_line: int, part: bool, offset: int) -> None:
        self._stream, self._budget, self._part = stream, budget, part
        self._first_line, self._offset = first_line, offset
        head = b"" if part else stream.peek(SNIFF_BYTES)
        self._found = READERS[jsonl.NAME] if part else identify(head, name)
        if not part and (packed := archive(head)):
            self.format: str | None = packed.__name__.removesuffix("_members")
        else:
            self.format = self._found.name if isinstance(self._found, Reader) and (head or part) else None

    @property
    def container(self) -> str:
        """plain, gzip, zstd, bzip2 or xz."""
        return self._stream.container

    def __iter__(self) -> Iterator[RawRecord | Rejection]:
        if self._part:
            for item in jsonl.split(
                self._stream, self._budget.limits, first_line=self._first_line, offset=self._offset
            ):
                yield item if isinstance(item, Rejection) else item._replace(reader=jsonl.NAME)
            return
        for leaf in leaves(self._stream, self._budget):
            yield from self._records(leaf)

    def _records(self, leaf: Leaf) -> Iterator[RawRecord | Rejection]:
        """The records of one file, alone or in an archive."""
        where = leaf.name or WHOLE_FILE
        if leaf.stream is None:
            yield _unopened(leaf, where)
            return
        head = leaf.stream.peek(SNIFF_BYTES)
        if refusal := _hidden(leaf, where) or _empty(leaf.stream, head, where):
            yield refusal
            return
        found = identify(head, leaf.name.rpartition("/")[2]) if leaf.name else self._found
        if isinstance(found, Foreign):
            yield Rejection(where, 0, found.reason_code, f"this is {found.what}; {VALID}", head[:EXCERPT_BYTES])
            return
        met = False
        for item in self._split(found, leaf.stream, leaf.name):
            met = True
            yield item
        if not met:
            yield Rejection(where, 0, "no_text", "nothing but blanks; valid is text", head[:EXCERPT_BYTES])

    def _split(self, reader: Reader, stream: Stream, member: str) -> Iterator[RawRecord | Rejection]:
        for item in reader.split(stream, self._budget.limits):
            locator = _inside(member, item.locator)
            if isinstance(item, Rejection):
                yield item._replace(locator=locator)
            else:
                yield item._replace(locator=locator, reader=item.reader or reader.name)


def _inside(member: str, locator: str) -> str:
    if not member:
        return locator
    return member if locator == WHOLE_FILE else f"{member}#{locator}"


def _unopened(leaf: Leaf, where: str) -> Rejection:
    if leaf.error is not None:
        return Rejection(where, leaf.offset, leaf.error.reason_code, str(leaf.error), b"")
    return Rejection(where, leaf.offset, leaf.reason_code or "unsupported_format", "a link, a device or a part", b"")


def _hidden(leaf: Leaf, where: str) -> Rejection | None:
    """Files that archivers add about files, which land leaves out in a folder too."""
    inner = leaf.name.rpartition(INSIDE)[2].split("/")
    if any(part.startswith(".") and part not in (".", "..") for part in inner) or inner[0] == "__MACOSX":
        return Rejection(where, leaf.offset, "hidden", "its name, or a folder's, starts with a dot", b"")
    return None


def _empty(stream: Stream, head: bytes, where: str) -> Rejection | None:
    if head:
        return None
    if error := stream.broken:
        return Rejection(where, 0, error.reason_code, str(error), b"")
    return Rejection(where, 0, "empty_file", "no bytes; valid is text, or one JSON object a line", b"")


@contextmanager
def open_file(
    path: Path, *, start: int = 0, end: int | None = None, first_line: int = 1, limits: Limits = DEFAULT_LIMITS
) -> Iterator[RawFile]:
    """Open one raw file. OSError, while opening or while iterating, passes through: the caller may try again.

    A byte range [start, end) is for uncompressed JSON Lines cut at line starts; `first_line` is then the number,
    from 1, of the range's first line in the file, so that locators are those of the whole file.
    """
    part = start > 0 or end is not None
    budget = Budget(limits)
    with open_raw(path, budget, start=start, end=end) as stream:
        yield RawFile(stream, path.name, budget, first_line=first_line, part=part, offset=start)


def records(
    path: Path, *, start: int = 0, end: int | None = None, first_line: int = 1, limits: Limits = DEFAULT_LIMITS
) -> Iterator[RawRecord | Rejection]:
    """Each record of a raw file, or why its bytes are none. See `open_file`."""
    with open_file(path, start=start, end=end, first_line=first_line, limits=limits) as raw_file:
        yield from raw_file


def file_format(path: Path) -> str | None:
    """What the file would be read as."""
    with open_file(path) as raw_file:
        return raw_file.format
