"""HTTP's chunked transfer coding (RFC 9112, 7.1), taken off leniently: archives hold it cut, or only stated."""

from __future__ import annotations

from typing import NamedTuple

_SIZE_LINE = 256  # bytes: a size and its extensions
_LONGEST_SIZE = 12  # hexadecimal digits
_HEX = frozenset(b"0123456789abcdefABCDEF")


class Unchunked(NamedTuple):
    data: bytes
    note: str = ""


def unchunk(body: bytes) -> Unchunked:
    """The chunks' data in one. A body that does not start with a chunk is taken as it stands."""
    pieces: list[bytes] = []
    position = 0
    while True:
        line_end = body.find(b"\n", position, position + _SIZE_LINE)
        size = _size(body[position:line_end]) if line_end >= 0 else None
        if size is None:
            if not pieces:
                return Unchunked(body, "said to be chunked, and is not")
            return Unchunked(b"".join(pieces), f"its chunks break off at byte {position:,}: the page may be cut")
        if size == 0:
            return Unchunked(b"".join(pieces))
        start, end = line_end + 1, line_end + 1 + size
        if not pieces and end < len(body) and body[end : end + 1] not in (b"\r", b"\n"):
            return Unchunked(body, "said to be chunked, and is not")
        pieces.append(body[start:end])
        if end > len(body):
            return Unchunked(b"".join(pieces), f"its last chunk lacks {end - len(body):,} bytes: the page may be cut")
        position = end + (2 if body.startswith(b"\r\n", end) else 1 if body.startswith(b"\n", end) else 0)


def _size(line: bytes) -> int | None:
    digits = line.partition(b";")[0].strip()
    return int(digits, 16) if 0 < len(digits) <= _LONGEST_SIZE and _HEX.issuperset(digits) else None
