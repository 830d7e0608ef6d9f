"""gzip members (RFC 1952) and raw deflate streams (RFC 1951), to their end markers."""

from __future__ import annotations

import zlib
from collections.abc import Iterator

from flows.parse.containers.stream import OUTPUT_BYTES, Corrupt, Reads, Stream, Truncated

GZIP_MAGIC = b"\x1f\x8b\x08"
INPUT_BYTES = 16 * 1024


def gunzip(source: Reads) -> Iterator[bytes]:
    """Members one after another; zero bytes after the last are padding, as gzip(1) has it."""
    given = 0
    member = None
    data = source.read(INPUT_BYTES)
    while data:
        if member is None:
            data = data.lstrip(b"\0") or source.read(INPUT_BYTES)
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
        data = data or source.read(INPUT_BYTES)
    if member is not None:
        while out := member.decompress(b"", OUTPUT_BYTES):
            given += len(out)
            yield out
        if not member.eof:
            raise Truncated(given, f"the gzip stream ends after {given:,} decompressed bytes, before its end marker")


def inflate(source: Stream) -> Iterator[bytes]:
    """One raw deflate stream; what follows it stays in `source`."""
    given = 0
    stream = zlib.decompressobj(wbits=-zlib.MAX_WBITS)
    while not stream.eof:
        data = stream.unconsumed_tail or source.read(INPUT_BYTES)
        if not data:
            raise Truncated(given, f"the deflate stream ends after {given:,} decompressed bytes, before its end marker")
        try:
            out = stream.decompress(data, OUTPUT_BYTES)
        except zlib.error as error:
            raise Corrupt(given, f"deflate: {error}") from error
        given += len(out)
        if out:
            yield out
    source.unread(stream.unused_data)


def _bytewise(member: zlib._Decompress, data: bytes) -> bytes:
    """All that can be had of `data` before the byte at which the member breaks."""
    saved = bytearray()
    try:
        for position in range(len(data)):
            saved += member.decompress(data[position : position + 1])
    except zlib.error:
        return bytes(saved)
    return bytes(saved)
