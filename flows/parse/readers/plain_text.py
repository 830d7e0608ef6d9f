"""Plain text: the whole file is one article."""

from __future__ import annotations

from collections.abc import Iterator

from flows.parse.container import ContainerError, Stream
from flows.parse.encoding import Undecodable, decode, looks_binary
from flows.parse.limits import EXCERPT_BYTES, Limits
from flows.parse.model import Draft, RawRecord, Rejection
from flows.parse.readers.signatures import json_document

NAME = "plain_text"
LOCATOR = "file"
_INVISIBLE = "\ufeff\u200b\u2060\0"  # byte order mark, zero-width space, word joiner, NUL: no text


def recognise(head: bytes, name: str) -> bool:
    """Any text that is not JSON; asked last."""
    return json_document(head, name) is None


def split(stream: Stream, limits: Limits, *, first_line: int = 1, offset: int = 0) -> Iterator[RawRecord | Rejection]:  # noqa: ARG001 - one record, no lines
    """One record; or one rejection, where the file is too large or its container breaks off."""
    parts: list[bytes] = []
    size = 0
    try:
        while size <= limits.record_bytes and (part := stream.read()):
            parts.append(part)
            size += len(part)
    except ContainerError as error:
        yield Rejection(
            LOCATOR, offset, error.reason_code, f"{error}; the text before it is no whole article", b"".join(parts)
        )
        return
    data = b"".join(parts)
    if size > limits.record_bytes:
        message = f"a plain text of more than {limits.record_bytes:,} bytes; split it, or raise `limits.record_bytes`"
        yield Rejection(LOCATOR, offset, "record_too_large", message, data[:EXCERPT_BYTES])
    elif data:
        yield RawRecord(LOCATOR, offset, data)


def read(record: RawRecord, path: str) -> Draft | Rejection:
    if looks_binary(record.data):
        return _rejection(record, "binary_content", "data full of control characters; valid is text")
    decoded = decode(record.data)
    if isinstance(decoded, Undecodable):
        return _rejection(record, "undecodable", decoded.message)
    if not decoded.text.strip().strip(_INVISIBLE).strip():
        return _rejection(record, "no_text", f"{len(record.data):,} bytes, and nothing but blanks in them")
    return Draft(decoded.text, NAME, NAME, path_hint=path, evidence=list(decoded.evidence))


def _rejection(record: RawRecord, reason_code: str, message: str) -> Rejection:
    return Rejection(record.locator, record.byte_offset, reason_code, message, record.data)
