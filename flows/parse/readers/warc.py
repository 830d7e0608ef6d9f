"""WARC web archives (ISO 28500), WET files included: each page that a server sent is a record.

A page is read as if it had been a file of its own; where it was fetched from, and when, goes along as context.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from flows.parse.containers.stream import Stream
from flows.parse.crawl.page import pages
from flows.parse.crawl.warc_records import warc_records
from flows.parse.limits import Limits
from flows.parse.model import Draft, RawRecord, Rejection
from flows.parse.options import DEFAULT_OPTIONS, Options

NAME = "warc"
_VERSION = re.compile(rb"\s{0,99}WARC/\d")


def recognise(head: bytes, name: str) -> bool:  # noqa: ARG001 - bytes alone decide
    """A version line, or, in a file that was cut within it, its first bytes."""
    return _VERSION.match(head) is not None or (head != b"" and b"WARC/1.".startswith(head))


def split(stream: Stream, limits: Limits) -> Iterator[RawRecord | Rejection]:
    yield from pages(warc_records(stream, limits), limits)


def read(record: RawRecord, path: str, options: Options = DEFAULT_OPTIONS) -> Draft | Rejection:  # noqa: ARG001 - the readers' common signature
    """Never asked: each record names the reader of what it holds."""
    message = "a record of a web archive that names no reader; valid are pages, which name theirs"
    return Rejection(record.locator, record.byte_offset, "unsupported_format", message, record.data)
