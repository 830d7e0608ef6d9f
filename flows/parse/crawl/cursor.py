"""A place in a stream from which lines and blocks are taken; where the stream breaks, it ends, and says so."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from flows.parse.containers.stream import ContainerError, Stream

WINDOW_BYTES = 256 * 1024
LINE_BYTES = 64 * 1024  # the longest line in which a record may start
_BLANKS = re.compile(rb"[\r\n\t \0]*")


class Passed(NamedTuple):
    """What was read over: its first bytes, and how many it was."""

    excerpt: bytes
    length: int


class Cursor:
    """`position` counts from where the stream stood. Nothing here raises."""

    def __init__(self, stream: Stream) -> None:
        self._stream = stream
        self._buffer, self._at = b"", 0
        self._before = 0  # position of the buffer's first byte
        self._ended = False
        self.broken: ContainerError | None = None

    @property
    def position(self) -> int:
        return self._before + self._at

    @property
    def at_end(self) -> bool:
        return not self.ahead(1)

    def ahead(self, size: int) -> bytes:
        """The next `size` bytes, fewer at the end; they stay to be taken."""
        while len(self._buffer) - self._at < size and (chunk := self._next()):
            self._before += self._at
            self._buffer, self._at = self._buffer[self._at :] + chunk, 0
        return self._buffer[self._at : self._at + size]

    def line(self, limit: int = LINE_BYTES) -> bytes:
        """The next line with its line feed; without one at the end, or after `limit` bytes."""
        end = self._buffer.find(b"\n", self._at, self._at + limit)
        if end < 0:
            found = self.ahead(limit).find(b"\n") + 1 or limit
            end = self._at + found - 1
        line = self._buffer[self._at : end + 1]
        self._at += len(line)
        return line

    def take(self, size: int) -> bytes:
        """The next `size` bytes, fewer at the end."""
        return b"".join(self._pieces(size))

    def give_back(self, data: bytes) -> None:
        """Put back the last bytes that were taken."""
        self._before += self._at - len(data)
        self._buffer, self._at = data + self._buffer[self._at :], 0

    def skip_blanks(self) -> int:
        """Read over line ends, blanks and NUL bytes; how many they were."""
        start = self.position
        while self.ahead(1):
            match = _BLANKS.match(self._buffer, self._at)
            self._at = match.end() if match else self._at
            if self._at < len(self._buffer):
                break
        return self.position - start

    def pass_over(self, most: int | None, find: Callable[[bytes, int], int], keep: int, least: int = 0) -> Passed:
        """Read on to where `find(data, position)` says that a record starts, to the end, or over `most` bytes.

        At least over `least` bytes, where there are so many.

        `find` gives -1 where none starts; it is given windows that overlap by the longest line.
        """
        kept, length = bytearray(), 0
        while most is None or length < most:
            window = self.ahead(WINDOW_BYTES)
            if most is not None:
                window = window[: most - length]
            if not window:
                break
            found = find(window, max(0, least - length))
            size = found if found >= 0 else len(window)
            if found < 0 and len(window) == WINDOW_BYTES:
                size -= LINE_BYTES
            kept += window[: min(size, keep - len(kept))]
            self._at += size
            length += size
            if found >= 0:
                break
        return Passed(bytes(kept), length)

    def _pieces(self, size: int) -> Iterator[bytes]:
        while size and self.ahead(1):
            piece = self._buffer[self._at : self._at + size]
            self._at += len(piece)
            size -= len(piece)
            yield piece

    def _next(self) -> bytes:
        if self._ended:
            return b""
        try:
            chunk = self._stream.read()
        except ContainerError as error:
            self.broken, chunk = error, b""
        self._ended = not chunk
        return chunk
