"""bzip2 and xz streams, to the end of the last."""

from __future__ import annotations

import bz2
import lzma
from collections.abc import Callable, Iterator
from typing import Protocol

from flows.parse.containers.stream import OUTPUT_BYTES, Corrupt, Reads, Truncated

BZIP2_MAGIC = tuple(
    b"BZh%d" % level + start for start in (b"1AY&SY", b"\x17rE8P\x90") for level in range(1, 10)
)  # a block follows, or the end of an empty stream
XZ_MAGIC = b"\xfd7zXZ\x00"
INPUT_BYTES = 16 * 1024
XZ_MEMORY_BYTES = 160 * 1024 * 1024  # `xz -9` needs 65 MB


class _Decompressor(Protocol):
    @property
    def eof(self) -> bool: ...
    @property
    def needs_input(self) -> bool: ...
    @property
    def unused_data(self) -> bytes: ...
    def decompress(self, data: bytes, /, max_length: int = ...) -> bytes: ...


def unbzip2(source: Reads) -> Iterator[bytes]:
    return _streams(source, bz2.BZ2Decompressor, "bzip2", padding=b"")


def unxz(source: Reads) -> Iterator[bytes]:
    """Zero bytes between and after streams are padding (.xz file format, 2.2)."""
    return _streams(source, lambda: lzma.LZMADecompressor(lzma.FORMAT_XZ, XZ_MEMORY_BYTES), "xz", padding=b"\0")


def _streams(source: Reads, start: Callable[[], _Decompressor], name: str, *, padding: bytes) -> Iterator[bytes]:
    given = 0
    stream: _Decompressor | None = None
    data = source.read(INPUT_BYTES)
    while data or stream:
        if stream is None:
            data = data.lstrip(padding) if padding else data
            if not data:
                data = source.read(INPUT_BYTES)
                continue
            stream = start()
        if stream.needs_input and not data and not (data := source.read(INPUT_BYTES)):
            raise Truncated(given, f"the {name} stream ends after {given:,} decompressed bytes, before its end marker")
        try:
            out = stream.decompress(data, OUTPUT_BYTES)
        except (OSError, lzma.LZMAError, EOFError) as error:
            raise Corrupt(given, f"{name}: {error}") from error
        data = b""
        given += len(out)
        if out:
            yield out
        if stream.eof:
            data = stream.unused_data or source.read(INPUT_BYTES)
            stream = None
