"""WARC 0.17 to 1.1 (ISO 28500): version line, named fields, a blank line, the block, two line ends."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from flows.parse.containers.stream import Stream
from flows.parse.crawl.archived import Archived, Broken
from flows.parse.crawl.cursor import Cursor
from flows.parse.crawl.digests import holds
from flows.parse.crawl.framing import Block, Framing, broken_off, cut_off, mend, read_block
from flows.parse.crawl.header_fields import Fields, named_fields, whole_number
from flows.parse.crawl.http_message import whole_by_length
from flows.parse.limits import EXCERPT_BYTES, Limits

HEADER_BYTES = 1 << 20
LINE_BYTES = 100  # of the version line and the name of the first field
END_MARKER = b"\r\n\r\n"
_START = re.compile(rb"WARC/\d{1,2}\.\d{1,2}[ \t]{0,9}\r?\n(?=[A-Za-z-]{1,60}[ \t]{0,9}:)")
_VERSION = re.compile(rb"WARC/\d{1,2}\.\d{1,2}[ \t]{0,9}\r?\n")
_DATE = re.compile(r"\d{4}(?:-\d\d(?:-\d\d(?:T\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?(?:Z|[+-]\d\d:?\d\d)?)?)?)?")


def find_record(data: bytes, position: int) -> int:
    """Where the next record starts, at a line's start or not: what came before it may have been cut. -1 for nowhere."""
    match = _START.search(data, position)
    return match.start() if match else -1


def starts_record(head: bytes) -> bool:
    return _VERSION.match(head) is not None


_FRAMING = Framing(find_record, starts_record, LINE_BYTES, (END_MARKER,))


def warc_records(stream: Stream, limits: Limits) -> Iterator[Archived | Broken]:
    """Each record in order, and what is none: bytes between records, a record whose length does not hold, a break."""
    cursor = Cursor(stream)
    number, expected, last = 0, len(END_MARKER), None
    while True:
        blanks, start = cursor.skip_blanks(), cursor.position
        if cursor.at_end:
            break
        if isinstance(last, Archived):
            expected = min(expected, blanks)  # some programs write one line end, or none
        if starts_record(cursor.ahead(LINE_BYTES)):
            number += 1
            last = _record(cursor, number, limits)
        else:
            last = _between(cursor)
        yield last
    if cursor.broken and not (isinstance(last, Broken) and last.reason_code == cursor.broken.reason_code):
        yield broken_off(cursor)
    elif isinstance(last, Archived) and blanks < min(expected, 2 if last.header.endswith(b"\n\n") else expected):
        what = (
            f"the archive ends within the two line ends behind {last.locator}, which is whole; more may have followed"
        )
        yield Broken(f"byte:{start}", start, "truncated_file", what, b"")


def _between(cursor: Cursor) -> Broken:
    start = cursor.position
    passed = cursor.pass_over(None, find_record, EXCERPT_BYTES, least=1)
    if cursor.at_end and passed.length < 12 and b"WARC/".startswith(passed.excerpt[:5]):
        return cut_off(cursor, f"byte:{start}", start, "the first line of a record", passed.excerpt)
    what = f"{passed.length:,} bytes that belong to no record; valid is `WARC/1.1` and named fields"
    return Broken(f"byte:{start}", start, "broken_record", what, passed.excerpt)


def _record(cursor: Cursor, number: int, limits: Limits) -> Archived | Broken:
    start = cursor.position
    version = cursor.line()
    header, fault = _header(cursor)
    whole = version + header
    locator = f"record:{number}"
    if fault and cursor.at_end:
        return cut_off(cursor, locator, start, "the header of a record", whole[:EXCERPT_BYTES])
    if fault:
        return Broken(locator, start, "broken_record", fault, whole[:EXCERPT_BYTES])
    fields = named_fields(header)
    stated = fields.get("content-length")
    length = whole_number(stated)
    if length is None:
        passed = cursor.pass_over(None, find_record, limits.record_bytes)
        block = Block(passed.excerpt, passed.length, f"{passed.length:,} bytes come before the next record")
    else:
        block = read_block(cursor, length, _FRAMING, limits)
    notes = list(fields.notes)
    if block.fault:
        mended = mend(cursor, block, length, _bears_out(fields))
        if mended is None:
            data = (whole + block.data)[: limits.record_bytes]
            if block.cut:
                return cut_off(cursor, locator, start, f"a record of {stated} bytes, {block.fault}", data)
            what = f"`Content-Length: {stated[:20]}`, but {block.fault}; valid is the length of the record's block"
            return Broken(locator, start, "broken_record", what, data)
        if length != len(mended):
            notes.append(f"its length is stated as {stated[:20]}, and is {len(mended):,}")
        block = Block(mended, len(mended))
    return _archived(version, number, start, fields, whole, block, notes)


def _header(cursor: Cursor) -> tuple[bytes, str]:
    """The named fields with the blank line that ends them, and what is wrong with them."""
    lines: list[bytes] = []
    size = 0
    while True:
        line = cursor.line()
        next_record = _VERSION.search(line)
        if next_record and cursor.ahead(5) == b"WARC-":
            cursor.give_back(line[next_record.start() :])
            return b"".join(lines), "its header breaks off where the next record starts"
        lines.append(line)
        size += len(line)
        if not line.endswith(b"\n") and cursor.at_end:
            return b"".join(lines), f"its header breaks off after {size:,} bytes"
        if not line.rstrip(b"\r\n"):
            return b"".join(lines), ""
        if size > HEADER_BYTES:
            return b"".join(lines), f"its header is longer than {HEADER_BYTES:,} bytes"


def _bears_out(fields: Fields) -> Callable[[bytes], bytes | None]:
    """What tells the block where the length does not: its digest, or else the length that its server stated."""
    label = fields.get("warc-block-digest")
    if holds(label, b"") is None:
        return whole_by_length
    return lambda data: data if holds(label, data) else None


def _archived(
    version: bytes, number: int, offset: int, fields: Fields, header: bytes, block: Block, notes: list[str]
) -> Archived:
    url = fields.get("warc-target-uri")
    if url.startswith("<") and url.endswith(">"):
        url = url[1:-1]  # as the grammar of WARC 1.0 had it
    if len(url.split()) > 1:
        notes.append("its address has blanks, which were written as %20")
        url = "%20".join(url.split())
    fetched = fields.get("warc-date")
    if not _DATE.fullmatch(fetched):
        notes.append(f"its date is {fetched[:40]!r}" if fetched else "it has no date")
        fetched = ""
    return Archived(
        version.strip().decode("ascii"), number, offset, fields.get("warc-type").lower(), url, fetched,
        fields.get("content-type"), header, block.data, block.length,
        record_id=fields.get("warc-record-id").strip("<>"),
        block_digest=fields.get("warc-block-digest"),
        payload_digest=fields.get("warc-payload-digest"),
        identified_type=fields.get("warc-identified-payload-type"),
        truncated=fields.get("warc-truncated"),
        segment=fields.get("warc-segment-number"),
        notes=tuple(notes),
        suspect=block.suspect,
    )  # fmt: skip
