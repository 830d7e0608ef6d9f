"""Where a record's block ends, and whether what follows it bears that out.

A stated length is trusted if the block is followed by the end of a record, by another record or by the end of the
archive. Else the length is wrong, or bytes were lost or added: then the next record is looked for, within the block and
behind it, and the bytes up to there are the record's, as far as anybody can tell.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from flows.parse.containers.stream import Corrupt
from flows.parse.crawl.archived import Broken
from flows.parse.crawl.cursor import Cursor
from flows.parse.limits import EXCERPT_BYTES, Limits

_CHECKSUMS = ("data check", "length check", "checksum")  # zlib's and our own words for a block whose sum is wrong
_TAIL_BYTES = 16


class Framing(NamedTuple):
    """`find(data, position)`: where a record starts, or -1; `starts`: whether these bytes start one."""

    find: Callable[[bytes, int], int]
    starts: Callable[[bytes], bool]
    line_bytes: int  # the longest line that starts one
    end_markers: tuple[bytes, ...]


class Block(NamedTuple):
    """`data` has all `length` bytes, or the first of a block over the limit.

    `fault` says why the stated length does not hold, `cut` whether that is because the archive ends, `suspect` that a
    checksum of the compression does not hold.
    """

    data: bytes
    length: int
    fault: str = ""
    cut: bool = False
    suspect: str = ""


def read_block(cursor: Cursor, stated: int, framing: Framing, limits: Limits) -> Block:
    """Take a block of `stated` bytes, or of as many as it turns out to have."""
    if stated > limits.record_bytes:
        return _long_block(cursor, stated, framing)
    data = cursor.take(stated)
    if len(data) == stated and _ends_here(cursor, framing):
        return Block(data, stated, suspect=_suspect(cursor))
    start = framing.find(data + cursor.ahead(framing.line_bytes), 0)  # the next record may start in its last bytes
    if 0 <= start < len(data):
        cursor.give_back(data[start:])
        return Block(data[:start], start, f"another record starts {start:,} bytes into it")
    if len(data) < stated:
        return Block(data, len(data), f"of which {len(data):,} are there", cut=True)
    rest = cursor.pass_over(None, framing.find, limits.record_bytes)
    if rest.length + stated > limits.record_bytes:
        return Block((data + rest.excerpt)[:EXCERPT_BYTES], stated + rest.length, _following(rest.length))
    return Block(data + rest.excerpt, stated + rest.length, _following(rest.length))


def _following(length: int) -> str:
    return f"{length:,} bytes follow before the next record"


def _long_block(cursor: Cursor, stated: int, framing: Framing) -> Block:
    """A block over the limit, read over. One that holds the start of a record is taken to be damaged."""
    passed = cursor.pass_over(stated, framing.find, EXCERPT_BYTES)
    if passed.length == stated:
        return Block(passed.excerpt, stated)
    if cursor.at_end:
        return Block(passed.excerpt, passed.length, f"of which {passed.length:,} are there", cut=True)
    return Block(passed.excerpt, passed.length, f"another record starts {passed.length:,} bytes into it")


def _ends_here(cursor: Cursor, framing: Framing) -> bool:
    tail = cursor.ahead(_TAIL_BYTES)
    if tail.startswith(framing.end_markers):
        return True
    blanks = len(tail) - len(tail.lstrip(b"\r\n"))
    return blanks == len(tail) or framing.starts(cursor.ahead(_TAIL_BYTES + framing.line_bytes)[blanks:])


def _suspect(cursor: Cursor) -> str:
    """A checksum that fails right behind a block most likely speaks of its bytes."""
    error = cursor.broken if len(cursor.ahead(_TAIL_BYTES)) < _TAIL_BYTES else None
    return str(error) if isinstance(error, Corrupt) and any(word in str(error) for word in _CHECKSUMS) else ""


def mend(cursor: Cursor, block: Block, stated: int | None, bears_out: Callable[[bytes], bytes | None]) -> bytes | None:
    """The record's own bytes in a block whose length does not hold, if `bears_out` knows them; the rest is put back."""
    if len(block.data) < block.length:
        return None
    ends = (b"\r\n\r\n", b"\n\n", b"\r\n", b"\n", b"")
    candidates = [block.data.removesuffix(end) for end in ends if block.data.endswith(end)]
    if stated is not None and stated < len(block.data):
        candidates.insert(0, block.data[:stated])
    found = next((found for data in candidates if (found := bears_out(data))), None)
    if found:
        cursor.give_back(block.data[len(found) :])
    return found


def cut_off(cursor: Cursor, locator: str, offset: int, within: str, data: bytes) -> Broken:
    """The archive ends, or its compression breaks, within what should have been a record."""
    if cursor.broken:
        return Broken(locator, offset, cursor.broken.reason_code, f"{cursor.broken}; that is within {within}", data)
    what = f"the archive ends at byte {cursor.position:,}, within {within}; the records before it were read"
    return Broken(locator, offset, "truncated_file", what, data)


def broken_off(cursor: Cursor) -> Broken:
    """The compression breaks behind the last record."""
    assert cursor.broken is not None  # noqa: S101 - the caller has seen it
    message = f"{cursor.broken}; the records before it were read"
    return Broken(f"byte:{cursor.position}", cursor.position, cursor.broken.reason_code, message, b"")
