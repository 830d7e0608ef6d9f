"""One stream of bytes, read forward only; a stream that breaks off says so."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Protocol

OUTPUT_BYTES = 256 * 1024


class Reads(Protocol):
    """What containers are read from: an open file, or the stream inside another container."""

    def read(self, size: int, /) -> bytes: ...


class ContainerError(Exception):
    """The stream breaks at `offset` (its own bytes, all of which were read before this is raised)."""

    reason_code = ""

    def __init__(self, offset: int, message: str) -> None:
        super().__init__(message)
        self.offset = offset


class Truncated(ContainerError):  # noqa: N818 - what the stream is
    """The stream ends before its end marker."""

    reason_code = "truncated_container"


class Corrupt(ContainerError):  # noqa: N818 - what the stream is
    """The stream is damaged, or something else follows its end."""

    reason_code = "corrupt_container"


class TooLarge(ContainerError):  # noqa: N818 - what the stream is
    """The stream gives more than the limits allow: more bytes, more members, or far more than it holds compressed."""

    reason_code = "container_too_large"


class Encrypted(ContainerError):  # noqa: N818 - what the stream is
    reason_code = "encrypted_container"


class UnknownMethod(ContainerError):  # noqa: N818 - what the stream is
    """Compressed in a way that is not read."""

    reason_code = "unsupported_format"


class Stream:
    """The bytes of a raw file, or of what a container holds."""

    def __init__(self, chunks: Iterator[bytes], container: str = "plain", path: Path | None = None) -> None:
        self.container = container
        self.path = path  # of a plain file, which can be sought
        self.position = 0  # bytes read so far
        self._chunks = chunks
        self._buffer = b""
        self._ended = False
        self._error: ContainerError | None = None

    def peek(self, size: int) -> bytes:
        """The next `size` bytes, fewer at the end or before a break; they stay to be read. Raises nothing."""
        parts, held = [self._buffer], len(self._buffer)
        while held < size and (chunk := self._next()):
            parts.append(chunk)
            held += len(chunk)
        self._buffer = b"".join(parts) if len(parts) > 1 else parts[0]
        return self._buffer[:size]

    def read(self, size: int = OUTPUT_BYTES) -> bytes:
        """At least one byte and at most `size`; none at the end. Raises ContainerError where the stream breaks."""
        data = self._buffer or self._next()
        if not data and self._error is not None:
            raise self._error
        self._buffer = data[size:]
        data = data[:size]
        self.position += len(data)
        return data

    def exactly(self, size: int, what: str) -> bytes:
        """The next `size` bytes, which are small; Truncated where the stream has fewer."""
        data = self.peek(size)
        self._buffer = self._buffer[size:]
        self.position += len(data)
        if len(data) < size:
            raise self._error or Truncated(self.position, f"it ends after {self.position:,} bytes, within {what}")
        return data

    def unread(self, data: bytes) -> None:
        """Put back the last bytes that were read."""
        self._buffer = data + self._buffer
        self.position -= len(data)

    def only_padding_left(self) -> bool:
        """Whether nothing but zero bytes follows. Reads to the end, so that a break there comes up, too."""
        padding = True
        while data := self.read():
            padding = padding and not data.strip(b"\0")
        return padding

    @property
    def broken(self) -> ContainerError | None:
        """The break, once everything before it was taken out of the container (peeked at or read)."""
        return self._error

    def _next(self) -> bytes:
        if self._ended:
            return b""
        try:
            return next(self._chunks)
        except StopIteration:
            self._ended = True
        except ContainerError as error:
            self._ended, self._error = True, error
        return b""
