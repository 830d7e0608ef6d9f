"""The end of a ZIP archive: central directory and end records, which prove that nothing was cut off."""

from __future__ import annotations

import struct

from flows.parse.containers.stream import Corrupt, Stream, Truncated

LOCAL_FILE = b"PK\x03\x04"
SPLIT_MARKERS = (b"PK00", b"PK\x07\x08")  # before the first file of an archive that was once split
_ENTRY, _SIGNATURE, _END64, _LOCATOR64, _END, _EXTRA = (
    b"PK\x01\x02", b"PK\x05\x05", b"PK\x06\x06", b"PK\x06\x07", b"PK\x05\x06", b"PK\x06\x08",
)  # fmt: skip
_WITHIN = "the ZIP archive's directory"


def check_directory(stream: Stream, signature: bytes, files: int) -> None:
    """Read on to the end of the archive, of which `signature` was just read. `files`: how many were met.

    Truncated where the end record is missing or cut, Corrupt where the directory lists another number of files.
    """
    listed = 0
    while signature != _END:
        if signature == _ENTRY:
            listed += 1
            fixed = stream.exactly(42, _WITHIN)
            _drop(stream, sum(struct.unpack_from("<HHH", fixed, 24)))
        elif signature == _SIGNATURE:
            _drop(stream, struct.unpack("<H", stream.exactly(2, _WITHIN))[0])
        elif signature == _EXTRA:
            _drop(stream, struct.unpack("<L", stream.exactly(4, _WITHIN))[0])
        elif signature == _END64:
            _drop(stream, struct.unpack("<Q", stream.exactly(8, _WITHIN))[0])
        elif signature == _LOCATOR64:
            _drop(stream, 16)
        else:
            raise Corrupt(stream.position, f"zip: {signature!r} at byte {stream.position - 4:,} starts no ZIP header")
        signature = stream.exactly(4, _WITHIN)
    end = stream.exactly(18, _WITHIN)
    _drop(stream, struct.unpack_from("<H", end, 16)[0])
    stated: int = struct.unpack_from("<H", end, 6)[0]
    if listed != files or (stated not in (0xFFFF, files & 0xFFFF)):
        raise Corrupt(
            stream.position, f"zip: {files:,} files were met, and the directory lists {listed:,} ({stated:,} stated)"
        )
    if not stream.only_padding_left():
        raise Corrupt(stream.position, "zip: more bytes follow the end of the archive")


def _drop(stream: Stream, size: int) -> None:
    while size:
        data = stream.read(size)
        if not data:
            raise Truncated(stream.position, f"it ends after {stream.position:,} bytes, within {_WITHIN}")
        size -= len(data)
