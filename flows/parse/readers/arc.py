"""ARC web archives, which came before WARC: each page that a server sent is a record. See `readers.warc`."""

from __future__ import annotations

from collections.abc import Iterator

from flows.parse.containers.stream import Stream
from flows.parse.crawl.arc_records import arc_records, starts_record
from flows.parse.crawl.page import pages
from flows.parse.limits import Limits
from flows.parse.model import RawRecord, Rejection
from flows.parse.readers.warc import read

NAME = "arc"
__all__ = ["NAME", "read", "recognise", "split"]


def recognise(head: bytes, name: str) -> bool:  # noqa: ARG001 - bytes alone decide
    """The line before a record, or, in a file that was cut within it, its first bytes."""
    first = b"filedesc://"
    return head.startswith(first) or starts_record(head.lstrip(b"\r\n")) or (head != b"" and first.startswith(head))


def split(stream: Stream, limits: Limits) -> Iterator[RawRecord | Rejection]:
    yield from pages(arc_records(stream, limits), limits)
