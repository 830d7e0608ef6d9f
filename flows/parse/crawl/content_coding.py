"""Content codings taken off (RFC 9110, 8.4.1): gzip, deflate, br, zstd, each to its end marker, within a limit."""

from __future__ import annotations

import io
import zlib
from collections.abc import Callable
from importlib import import_module
from typing import NamedTuple

from flows.parse.containers.inflate import GZIP_MAGIC
from flows.parse.containers.stream import ContainerError
from flows.parse.containers.zstd_frames import SKIPPABLE_MAGIC, ZSTD_MAGIC, unzstd

MAX_CODINGS = 3
_STEP = 1 << 20
_ALIASES = {"x-gzip": "gzip", "x-deflate": "deflate"}


class Uncoded(NamedTuple):
    data: bytes
    notes: tuple[str, ...] = ()


class Uncodable(NamedTuple):
    """Why there is no page: `reason_code` is `corrupt_entity` or `record_too_large`."""

    reason_code: str
    message: str


class _Damaged(Exception):  # noqa: N818 - what the body is
    """The body is not, or not whole, what its coding says."""


class _TooLarge(Exception):  # noqa: N818 - what the body is
    pass


def uncoded(body: bytes, stated: str, limit: int) -> Uncoded | Uncodable:
    """The body without the codings that `stated` (Content-Encoding) names, the last first.

    Crawlers often store a page unpacked and keep the field: a body that is not in the coding is taken as it stands.
    """
    codings = [
        name for part in stated.lower().split(",") if (name := part.strip()) and name not in ("identity", "none")
    ]
    if len(codings) > MAX_CODINGS:
        return Uncodable("corrupt_entity", f"{len(codings)} content codings one in another; valid are {MAX_CODINGS}")
    notes: list[str] = []
    if not codings and body.startswith(GZIP_MAGIC):
        codings = ["gzip"]
        notes.append("in gzip, which the server did not say")
    for coding in reversed([_ALIASES.get(name, name) for name in codings]):
        if not body:
            break
        known = _CODINGS.get(coding)
        looks_plain = body.lstrip()[:1] == b"<" or (known is None and body.isascii())
        if known is None and not looks_plain:
            return Uncodable("corrupt_entity", f"content coding `{coding[:40]}`; valid are {', '.join(_CODINGS)}")
        try:
            if known is None or (known.magic and not body.startswith(known.magic)):
                raise _Damaged("it does not start as such")
            body = known.decode(body, limit)
        except _TooLarge:
            message = f"a page of more than {limit:,} bytes once its {coding} is taken off; raise COPYDESK_RECORD_BYTES"
            return Uncodable("record_too_large", message)
        except _Damaged as error:
            if not (looks_plain or (known and known.magic and not body.startswith(known.magic))):
                return Uncodable("corrupt_entity", f"the page is stored in {coding}, and {error}")
            notes.append(f"said to be in {coding[:40]}, and is not")
    return Uncoded(body, tuple(notes))


def _gunzip(body: bytes, limit: int) -> bytes:
    return _inflate(body, zlib.MAX_WBITS | 16, limit)


def _undeflate(body: bytes, limit: int) -> bytes:
    """zlib's format, as the standard says, or bare deflate, as some servers send."""
    zlib_header = len(body) > 1 and body[0] & 0x0F == 8 and int.from_bytes(body[:2], "big") % 31 == 0
    return _inflate(body, zlib.MAX_WBITS if zlib_header else -zlib.MAX_WBITS, limit)


def _inflate(body: bytes, wbits: int, limit: int) -> bytes:
    pieces: list[bytes] = []
    size = 0
    while True:
        stream = zlib.decompressobj(wbits)
        try:
            pieces.append(stream.decompress(body, limit - size + 1))
        except zlib.error as error:
            raise _Damaged(str(error)) from error
        size += len(pieces[-1])
        if size > limit:
            raise _TooLarge
        if not stream.eof:
            raise _Damaged(f"that breaks off after {size:,} bytes of the page")
        body = stream.unused_data
        if not body.startswith(GZIP_MAGIC) or wbits < 16:
            return b"".join(pieces)


def _unbrotli(body: bytes, limit: int) -> bytes:
    try:
        brotli = import_module("brotli")  # an optional extra, without types
    except ImportError as error:
        raise _Damaged("the package that reads it is not installed: `pip install brotli`") from error
    stream = brotli.Decompressor()
    pieces: list[bytes] = []
    size = 0
    data = body
    while not stream.is_finished():
        try:
            piece = stream.process(data, output_buffer_limit=_STEP)
        except brotli.error as error:
            raise _Damaged(str(error)) from error
        pieces.append(piece)
        size += len(piece)
        if size > limit:
            raise _TooLarge
        if not piece and stream.can_accept_more_data():
            raise _Damaged(f"that breaks off after {size:,} bytes of the page")
        data = b""
    return b"".join(pieces)


def _unzstd(body: bytes, limit: int) -> bytes:
    pieces: list[bytes] = []
    size = 0
    try:
        for piece in unzstd(io.BytesIO(body)):
            pieces.append(piece)
            size += len(piece)
            if size > limit:
                raise _TooLarge
    except ContainerError as error:
        raise _Damaged(str(error)) from error
    return b"".join(pieces)


class _Coding(NamedTuple):
    decode: Callable[[bytes, int], bytes]
    magic: tuple[bytes, ...] = ()


_CODINGS = {
    "gzip": _Coding(_gunzip, (GZIP_MAGIC[:2],)),
    "deflate": _Coding(_undeflate),
    "br": _Coding(_unbrotli),
    "zstd": _Coding(_unzstd, (ZSTD_MAGIC, *SKIPPABLE_MAGIC)),
}
