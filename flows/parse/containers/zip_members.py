"""The files in a ZIP archive (APPNOTE 6.3.10), read forward: local headers first, the central directory as the check.

Reading forward needs no seeking, so an archive may lie in another one; it keeps what stands before a cut, which the
directory at the end would take along; and no byte is read twice, so that overlapping entries multiply nothing.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator
from typing import NamedTuple

from flows.parse.containers.bounds import Budget, Counted
from flows.parse.containers.bzip2_xz import unbzip2
from flows.parse.containers.inflate import inflate
from flows.parse.containers.member import Member
from flows.parse.containers.stream import OUTPUT_BYTES, Corrupt, Encrypted, Reads, Stream, Truncated, UnknownMethod
from flows.parse.containers.zip_directory import LOCAL_FILE, SPLIT_MARKERS, check_directory
from flows.parse.containers.zstd_frames import unzstd

ZIP_MAGIC = (b"PK\x03\x04", b"PK\x05\x06")
_LOCAL_HEADER = struct.Struct("<HHHHHLLLHH")  # after the signature, 4.3.7
_ENCRYPTED, _SIZES_FOLLOW, _UTF8 = 0x0001, 0x0008, 0x0800  # 4.4.4
_STORED, _DEFLATED, _BZIP2, _ZSTD = 0, 8, 12, 93  # 4.4.5
_ZIP64_SIZE = 0xFFFFFFFF
_DESCRIPTOR = b"PK\x07\x08"


class _Entry(NamedTuple):
    name: str
    method: int
    flags: int
    crc: int
    compressed: int | None  # bytes; None where they follow the data
    wide: bool  # sizes have eight bytes (ZIP64)


def zip_members(stream: Stream, budget: Budget) -> Iterator[Member]:
    """Each file, folders left out. The stream of one is gone when the next is asked for.

    Truncated unless the central directory ends the archive, Corrupt where it lists another number of files.
    """
    seen = 0
    while True:
        start = stream.position
        signature = stream.exactly(4, "a ZIP header")
        if signature in SPLIT_MARKERS and not start:
            continue
        if signature != LOCAL_FILE:
            check_directory(stream, signature, seen)
            return
        entry = _local_header(stream, start)
        seen += 1
        if entry.name.endswith("/") and entry.compressed == 0:
            continue
        budget.count_member(start)
        refusal = _refusal(entry, start)
        if refusal is None:
            member = Stream(_content(entry, stream, budget))
            yield Member(entry.name, start, member)
            while member.read():  # what the reader left: the next header stands behind it
                pass
        else:
            yield Member(entry.name, start, None, error=refusal)
            if entry.compressed is None:
                raise refusal
            _drop(stream, entry.compressed, entry.name)


def _local_header(stream: Stream, start: int) -> _Entry:
    fields = _LOCAL_HEADER.unpack(stream.exactly(_LOCAL_HEADER.size, "a ZIP header"))
    _, flags, method, _, _, crc, compressed, size, name_length, extra_length = fields
    raw_name = stream.exactly(name_length, "a ZIP header")
    extra = stream.exactly(extra_length, "a ZIP header")
    name = raw_name.decode("utf-8" if flags & _UTF8 else "cp437", "surrogateescape").replace("\0", "")
    wide = False
    while len(extra) >= 4:
        kind, length = struct.unpack_from("<HH", extra)
        if kind == 1:  # 4.5.3, sizes that 32 bits cannot hold
            wide = True
            if compressed == _ZIP64_SIZE and size == _ZIP64_SIZE and length >= 16:
                compressed = struct.unpack_from("<Q", extra, 12)[0]
        extra = extra[4 + length :]
    if not name:
        raise Corrupt(start, f"zip: a file without a name at byte {start:,}")
    return _Entry(name, method, flags, crc, None if flags & _SIZES_FOLLOW and not compressed else compressed, wide)


def _refusal(entry: _Entry, start: int) -> Encrypted | UnknownMethod | None:
    if entry.flags & _ENCRYPTED:
        return Encrypted(start, "encrypted, and no password is known here: decrypt it first")
    if entry.method not in (_STORED, _DEFLATED, _BZIP2, _ZSTD):
        return UnknownMethod(start, f"ZIP method {entry.method}; valid are stored, deflate, bzip2 and zstd")
    if entry.compressed is None and entry.method != _DEFLATED:
        return UnknownMethod(start, "its size stands behind it, which only deflated files bear: pack it anew")
    return None


def _content(entry: _Entry, stream: Stream, budget: Budget) -> Iterator[bytes]:
    """The file's bytes. Corrupt after the last where the checksum says otherwise."""
    packed: Stream = stream if entry.compressed is None else Stream(_slice(stream, entry.compressed, entry.name))
    crc = given = 0
    for chunk in _unpacked(entry, packed, budget):
        crc = zlib.crc32(chunk, crc)
        given += len(chunk)
        yield chunk
    if entry.compressed is not None and packed.read():
        raise Corrupt(given, f"zip: {entry.name} ends before its stated size")
    stated = entry.crc
    if entry.flags & _SIZES_FOLLOW:
        following = _descriptor(stream, wide=entry.wide)
        stated = following if entry.compressed is None else stated or following
    if crc != stated:
        raise Corrupt(given, f"zip: the checksum of {entry.name} is {crc:08x}, and {stated:08x} is stated")


def _unpacked(entry: _Entry, packed: Stream, budget: Budget) -> Iterator[bytes]:
    if entry.method == _DEFLATED:
        source = _CountedStream(packed)
        return budget.bounded(inflate(source), source.counted)
    counted = Counted(packed)
    if entry.method == _STORED:
        return budget.bounded(_all(counted), counted)
    return budget.bounded(unbzip2(counted) if entry.method == _BZIP2 else unzstd(counted), counted)


class _CountedStream(Stream):
    """A stream over another one that counts, and hands back what is put back."""

    def __init__(self, source: Stream) -> None:
        super().__init__(iter(()))
        self._source, self.counted = source, Counted(source)

    def read(self, size: int = OUTPUT_BYTES) -> bytes:
        return self.counted.read(size)

    def unread(self, data: bytes) -> None:
        self._source.unread(data)
        self.counted.taken -= len(data)


def _all(source: Reads) -> Iterator[bytes]:
    while data := source.read(OUTPUT_BYTES):
        yield data


def _slice(stream: Stream, size: int, name: str) -> Iterator[bytes]:
    while size:
        data = stream.read(min(OUTPUT_BYTES, size))
        if not data:
            raise Truncated(stream.position, f"the ZIP archive ends {size:,} bytes before the end of {name}")
        size -= len(data)
        yield data


def _drop(stream: Stream, size: int, name: str) -> None:
    for _ in _slice(stream, size, name):
        pass


def _descriptor(stream: Stream, *, wide: bool) -> int:
    """The checksum in the data descriptor (4.3.9), whose signature is optional."""
    size = 20 if wide else 12
    if stream.peek(4) == _DESCRIPTOR:
        stream.exactly(4, "a data descriptor")
    crc: int = struct.unpack_from("<L", stream.exactly(size, "a data descriptor"))[0]
    return crc
