"""A raw file to its records: open, tell the format, split. Bytes that are no record become rejections."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from flows.parse.container import Stream, open_stream
from flows.parse.limits import DEFAULT_LIMITS, EXCERPT_BYTES, SNIFF_BYTES, Limits
from flows.parse.model import RawRecord, Rejection
from flows.parse.readers.registry import READERS, Reader, identify
from flows.parse.readers.signatures import Foreign

WHOLE_FILE = "file"


class RawFile:
    """One open raw file. Iterating gives each record, or rejection, once; `format` is known before."""

    def __init__(self, stream: Stream, name: str, limits: Limits, *, first_line: int, part: bool, offset: int) -> None:
        self._stream, self._limits, self._part = stream, limits, part
        self._first_line, self._offset = first_line, offset
        self._head = b"" if part else stream.peek(SNIFF_BYTES)
        self._found: Reader | Foreign = READERS["jsonl"] if part else identify(self._head, name)

    @property
    def format(self) -> str | None:
        """The `source_format`; None where no reader takes the file, or it has no bytes."""
        return self._found.name if isinstance(self._found, Reader) and (self._head or self._part) else None

    @property
    def container(self) -> str:
        """plain, gzip or zstd."""
        return self._stream.container

    def __iter__(self) -> Iterator[RawRecord | Rejection]:
        if not self._part and (rejection := self._whole_file_rejection()):
            yield rejection
            return
        assert isinstance(self._found, Reader)  # noqa: S101 - a Foreign was rejected as a whole
        met = False
        for item in self._found.split(self._stream, self._limits, first_line=self._first_line, offset=self._offset):
            met = True
            yield item
        if not met and not self._part:
            yield Rejection(WHOLE_FILE, 0, "no_text", "nothing but blanks; valid is text", self._head[:EXCERPT_BYTES])

    def _whole_file_rejection(self) -> Rejection | None:
        if not self._head:
            if error := self._stream.broken:
                return Rejection(WHOLE_FILE, 0, error.reason_code, str(error), b"")
            return Rejection(WHOLE_FILE, 0, "empty_file", "no bytes; valid is text, or one JSON object a line", b"")
        if isinstance(self._found, Foreign):
            message = f"this is {self._found.what}; valid are plain text and JSON Lines, also as .gz and .zst"
            return Rejection(WHOLE_FILE, 0, self._found.reason_code, message, self._head[:EXCERPT_BYTES])
        return None


@contextmanager
def open_file(
    path: Path, *, start: int = 0, end: int | None = None, first_line: int = 1, limits: Limits = DEFAULT_LIMITS
) -> Iterator[RawFile]:
    """Open one raw file. OSError, while opening or while iterating, passes through: the caller may try again.

    A byte range [start, end) is for uncompressed JSON Lines cut at line starts; `first_line` is then the number,
    from 1, of the range's first line in the file, so that locators are those of the whole file.
    """
    part = start > 0 or end is not None
    with open_stream(path, start=start, end=end) as stream:
        yield RawFile(stream, path.name, limits, first_line=first_line, part=part, offset=start)


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
