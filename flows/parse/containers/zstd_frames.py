"""Zstandard frames (RFC 8878), to the end of the last."""

from __future__ import annotations

from collections.abc import Iterator

import zstandard

from flows.parse.containers.stream import OUTPUT_BYTES, Corrupt, Reads, Truncated

ZSTD_MAGIC = b"\x28\xb5\x2f\xfd"
SKIPPABLE_MAGIC = tuple(bytes([low]) + b"\x2a\x4d\x18" for low in range(0x50, 0x60))  # RFC 8878, 3.1.2

INPUT_BYTES = 1024  # four bytes can stand for a block of 128 kB: this bounds what one call can give to 32 MB
WINDOW_BYTES = 128 * 1024 * 1024  # what `zstd --ultra` writes; a frame that asks for more is refused


def unzstd(source: Reads) -> Iterator[bytes]:
    """Frames one after another, skippable ones left out."""
    given = 0
    frame = None
    decompressor = zstandard.ZstdDecompressor(max_window_size=WINDOW_BYTES)
    data = b""
    while True:
        data = data or source.read(16 * INPUT_BYTES)
        if not data:
            break
        if frame is None:
            frame = decompressor.decompressobj()
        try:
            out = frame.decompress(data[:INPUT_BYTES])
        except zstandard.ZstdError as error:
            raise Corrupt(given, f"zstd: {error}") from error
        data = data[INPUT_BYTES:]
        given += len(out)
        for position in range(0, len(out), OUTPUT_BYTES):
            yield out[position : position + OUTPUT_BYTES]
        if frame.eof:
            data = frame.unused_data + data
            frame = None
    if frame is not None:
        raise Truncated(given, f"the zstd stream ends after {given:,} decompressed bytes, before its end marker")
