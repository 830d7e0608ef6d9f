"""An HTTP response as a crawler stored it: status, fields, body (RFC 9112), with what old and odd servers send."""

from __future__ import annotations

import re
from typing import NamedTuple

from flows.parse.crawl.chunked import unchunk
from flows.parse.crawl.header_fields import Fields, named_fields, whole_number

_STATUS_LINE = re.compile(rb"(?:HTTP/?\d{0,2}(?:\.\d{1,2})?|ICY)[ \t]{1,9}(\d{3})(?!\d)[^\n]{0,8000}\r?(?:\n|\Z)")
_BLANK_LINE = re.compile(rb"\r?\n\r?\n")


class HttpResponse(NamedTuple):
    """`status` 0: there is no status line, and all is body. `body` is without transfer coding."""

    status: int
    fields: Fields
    raw_body: bytes
    body: bytes
    notes: tuple[str, ...]


def is_http(block: bytes) -> bool:
    return _STATUS_LINE.match(block) is not None


def whole_by_length(data: bytes) -> bytes | None:
    """The response at the start of `data` if it has as many bytes as its server stated, and only line ends follow."""
    line = _STATUS_LINE.match(data)
    header_end = _BLANK_LINE.search(data, line.end() - 2) if line else None
    if line is None or header_end is None:
        return None
    stated = whole_number(named_fields(data[line.end() : header_end.start()]).get("content-length"))
    if not stated:
        return None
    end = header_end.end() + stated
    return data[:end] if end <= len(data) and not data[end : end + 5].strip(b"\r\n") and len(data) - end < 5 else None


def http_response(block: bytes) -> HttpResponse:
    """The last response in the block: `100 Continue` may stand before it."""
    while True:
        line = _STATUS_LINE.match(block)
        if line is None:
            return HttpResponse(0, Fields({}, ()), block, block, ("it has no HTTP status line",))
        status = int(line[1])
        header_end = _BLANK_LINE.search(block, line.end() - 2)
        header, body = (block[line.end() :], b"") if header_end is None else (
            block[line.end() : header_end.start()], block[header_end.end() :]
        )  # fmt: skip
        if 100 <= status < 200 and is_http(body):
            block = body
            continue
        break
    fields = named_fields(header)
    notes = list(fields.notes)
    content = body
    if "chunked" in fields.get("transfer-encoding").lower():
        content, note = unchunk(body)
        notes += [note] if note else []
    elif (length := whole_number(fields.get("content-length")) or 0) > len(body):
        notes.append(f"the server stated {length:,} bytes, and {len(body):,} are there: the page may be cut")
    return HttpResponse(status, fields, body, content, tuple(notes))
