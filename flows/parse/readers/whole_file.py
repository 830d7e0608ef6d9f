"""Formats in which a file is one article: its bytes as one record."""

from __future__ import annotations

from collections.abc import Iterator

from flows.parse.containers.stream import ContainerError, Stream
from flows.parse.limits import EXCERPT_BYTES, Limits
from flows.parse.model import RawRecord, Rejection

LOCATOR = "file"


def one_record(stream: Stream, limits: Limits, what: str) -> Iterator[RawRecord | Rejection]:
    """One record; or one rejection, where the file (`what` names it) is too large or its container breaks off."""
    parts: list[bytes] = []
    size = 0
    try:
        while size <= limits.record_bytes and (part := stream.read()):
            parts.append(part)
            size += len(part)
    except ContainerError as error:
        yield Rejection(
            LOCATOR, 0, error.reason_code, f"{error}; the text before it is no whole article", b"".join(parts)
        )
        return
    data = b"".join(parts)
    if size > limits.record_bytes:
        message = f"{what} of more than {limits.record_bytes:,} bytes; split it, or raise COPYDESK_RECORD_BYTES"
        yield Rejection(LOCATOR, 0, "record_too_large", message, data[:EXCERPT_BYTES])
    elif data:
        yield RawRecord(LOCATOR, 0, data)
