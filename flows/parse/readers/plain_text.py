"""Plain text: the whole file is one article."""

from __future__ import annotations

from collections.abc import Iterator

from flows.parse.containers.stream import Stream
from flows.parse.crawl.provenance import tell_origin
from flows.parse.encoding import Undecodable, decode, looks_binary
from flows.parse.html.charset import decode_page
from flows.parse.limits import Limits
from flows.parse.model import Draft, RawRecord, Rejection
from flows.parse.options import DEFAULT_OPTIONS, Options
from flows.parse.readers.whole_file import one_record

NAME = "plain_text"
_INVISIBLE = "\ufeff\u200b\u2060\0"  # byte order mark, zero-width space, word joiner, NUL: no text


def recognise(head: bytes, name: str) -> bool:  # noqa: ARG001 - whatever it is called
    """Any text; asked last."""
    return True


def split(stream: Stream, limits: Limits) -> Iterator[RawRecord | Rejection]:
    yield from one_record(stream, limits, "a plain text")


def read(record: RawRecord, path: str, options: Options = DEFAULT_OPTIONS) -> Draft | Rejection:  # noqa: ARG001 - a text has no fields to name
    if looks_binary(record.data):
        return record.rejected("binary_content", "data full of control characters; valid is text")
    sent_as = record.context.get("charset")
    decoded = decode_page(record.data, sent_as) if sent_as else decode(record.data)
    if isinstance(decoded, Undecodable):
        return record.rejected("undecodable", decoded.message)
    if not decoded.text.strip().strip(_INVISIBLE).strip():
        return record.rejected("no_text", f"{len(record.data):,} bytes, and nothing but blanks in them")
    draft = Draft(decoded.text, NAME, NAME, path_hint=path, evidence=list(decoded.evidence))
    tell_origin(draft, record.context)
    return draft
