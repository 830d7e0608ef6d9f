"""Compressed or not, a raw file is one stream of bytes; a stream that breaks off says so.

Decompressing libraries end a cut stream quietly more often than not. Here the end marker of each gzip member and zstd
frame must have been seen, or the reader gets `Truncated` after the last good byte. What a file is, its first bytes say,
never its name.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

import zstandard

GZIP_MAGIC = b"\x1f\x8b\x08"
ZSTD_MAGIC = b"\x28\xb5\x2f\xfd"
ZSTD_SKIPPABLE_MAGIC = tuple(bytes([low]) + b"\x2a\x4d\x18" for low in range(0x50, 0x60))  # RFC 8878, 3.1.2

INPUT_BYTES = 16 * 1024
OUTPUT_BYTES = 256 * 1024
ZSTD_INPUT_BYTES = 1024  # four bytes can stand for a block of 128 kB: this bounds what one call can give to 32 MB
ZSTD_WINDOW_BYTES = 128 * 1024 * 1024  # what `zstd --ultra` writes; a frame that asks for more is refused


class ContainerError(Exception):
    """The stream breaks at `offset` (decompressed bytes, all of which were read before this is raised)."""

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


class Stream:
    """The decompressed bytes of one raw file, read forward only."""

    def __init__(self, chunks: Iterator[bytes], container: str) -> None:
        self.container = container
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
        self._buffer = b"".join(parts)
        return self._buffer[:size]

    def read(self, size: int = OUTPUT_BYTES) -> bytes:
        """At least one byte and at most `size`; none at the end. Raises ContainerError where the stream breaks."""
        data = self._buffer or self._next()
        if not data and self._error is not None:
            raise self._error
        self._buffer = data[size:]
        return data[:size]

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


@contextmanager
def open_stream(path: Path, *, start: int = 0, end: int | None = None) -> Iterator[Stream]:
    """The file's bytes, decompressed where its first bytes say gzip or zstd.

    A byte range [start, end) is read as it stands: only plain files can be cut into ranges. OSError passes through.
    """
    with path.open("rb") as file:
        if start or end is not None:
            file.seek(start)
            yield Stream(_plain(file, None if end is None else end - start), "plain")
            return
        magic = file.read(4)
        file.seek(0)
        if magic.startswith(GZIP_MAGIC) or (magic and GZIP_MAGIC.startswith(magic)):
            yield Stream(_gunzip(file), "gzip")
        elif magic.startswith((ZSTD_MAGIC, *ZSTD_SKIPPABLE_MAGIC)) or (magic and ZSTD_MAGIC.startswith(magic)):
            yield Stream(_unzstd(file), "zstd")
        else:
            yield Stream(_plain(file, None), "plain")


def _plain(file: BinaryIO, size: int | None) -> Iterator[bytes]:
    left = size
    while chunk := file.read(OUTPUT_BYTES if left is None else min(OUTPUT_BYTES, left)):
        yield chunk
        if left is not None:
            left -= len(chunk)


def _gunzip(file: BinaryIO) -> Iterator[bytes]:
    """Members one after another (RFC 1952); zero bytes after the last are padding, as gzip(1) has it."""
    given = 0
    member = None
    data = file.read(INPUT_BYTES)
    while data:
        if member is None:
            data = data.lstrip(b"\0") or file.read(INPUT_BYTES)
            if data[:1] in (b"\0", b""):
                continue
            member = zlib.decompressobj(wbits=zlib.MAX_WBITS | 16)
        before = member.copy()
        try:
            out = member.decompress(data, OUTPUT_BYTES)
        except zlib.error as error:
            saved = _bytewise(before, data)
            if saved:
                yield saved
            raise Corrupt(given + len(saved), f"gzip: {error}") from error
        if out:
            given += len(out)
            yield out
        if member.eof:
            data = member.unused_data
            member = None
        else:
            data = member.unconsumed_tail
        data = data or file.read(INPUT_BYTES)
    if member is not None:
        while out := member.decompress(b"", OUTPUT_BYTES):
            given += len(out)
            yield out
        if not member.eof:
            raise Truncated(given, f"the gzip stream ends after {given:,} decompressed bytes, before its end marker")


def _bytewise(member: zlib._Decompress, data: bytes) -> bytes:
    """All that can be had of `data` before the byte at which the member breaks."""
    saved = bytearray()
    try:
        for position in range(len(data)):
            saved += member.decompress(data[position : position + 1])
    except zlib.error:
        return bytes(saved)
    return bytes(saved)


def _unzstd(file: BinaryIO) -> Iterator[bytes]:
    """Frames one after another (RFC 8878), skippable ones left out."""
    given = 0
    frame = None
    decompressor = zstandard.ZstdDecompressor(max_window_size=ZSTD_WINDOW_BYTES)
    data = file.read(INPUT_BYTES)
    while data:
        if frame is None:
            frame = decompressor.decompressobj()
        try:
            out = frame.decompress(data[:ZSTD_INPUT_BYTES])
        except zstandard.ZstdError as error:
            raise Corrupt(given, f"zstd: {error}") from error
        data = data[ZSTD_INPUT_BYTES:]
        given += len(out)
        for position in range(0, len(out), OUTPUT_BYTES):
            yield out[position : position + OUTPUT_BYTES]
        if frame.eof:
            data = frame.unused_data + data
            frame = None
        data = data or file.read(INPUT_BYTES)
    if frame is not None:
        raise Truncated(given, f"the zstd stream ends after {given:,} decompressed bytes, before its end marker")
