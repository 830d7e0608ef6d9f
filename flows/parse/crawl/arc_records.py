"""ARC 1 and 2 (archive.org, 1996): a line with address, date, type and length, then the bytes and a line end."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from flows.parse.containers.stream import Stream
from flows.parse.crawl.archived import Archived, Broken
from flows.parse.crawl.cursor import Cursor
from flows.parse.crawl.framing import Block, Framing, broken_off, cut_off, mend, read_block
from flows.parse.crawl.http_message import whole_by_length
from flows.parse.limits import EXCERPT_BYTES, Limits

VERSION_BLOCK = "filedesc:"  # the address of the first record, which tells of the archive
MAX_LINE = 16 * 1024
_SCHEME = re.compile(rb"[A-Za-z][A-Za-z0-9+.-]{1,30}:")
_ADDRESS = re.compile(rb"[\d.]{7,15}|[0-9A-Fa-f:]{2,39}|-")
_DATE = re.compile(rb"\d{12,18}")
_NEAR_DATE = re.compile(rb" \d{12,18} ")


class UrlRecord(NamedTuple):
    """The line before a record's bytes. `length` is -1 where it states none that is valid."""

    url: str
    date: str
    media_type: str
    length: int


def url_record(line: bytes) -> UrlRecord | None:
    """The address may hold blanks; behind it stand an IP address and a date, unless the date is damaged.

    Not used: status, checksum, location, offset and file name of version 2, which nobody defines or which follow.
    """
    if not _SCHEME.match(line):
        return None
    words = line.strip().split(b" ")
    at = next(
        (at for at in range(2, len(words)) if _DATE.fullmatch(words[at]) and _ADDRESS.fullmatch(words[at - 1])), None
    )
    if at is None and len(words) == 5 and _ADDRESS.fullmatch(words[1]) and words[4].isdigit():
        at = 2  # version 1, its date damaged
    if at is None or len(words) < at + 3:
        return None
    text = [word.decode("utf-8", "replace") for word in words]
    length = words[-1]
    version_2 = len(words) == at + 8  # date, type, status, checksum, location, offset, file name, length
    return UrlRecord(
        "%20".join(text[: at - 1]), text[at], text[at + 1] if version_2 else " ".join(text[at + 1 : -1]),
        int(length) if length.isdigit() and len(length) < 19 else -1,
    )  # fmt: skip


def find_record(data: bytes, position: int) -> int:
    """Where the next line of that shape starts; -1 for nowhere."""
    while match := _NEAR_DATE.search(data, position):
        start = data.rfind(b"\n", max(0, match.start() - MAX_LINE), match.start()) + 1
        end = data.find(b"\n", match.end(), match.end() + MAX_LINE)
        end = end if end >= 0 else min(len(data), match.end() + MAX_LINE)
        if start >= position and url_record(data[start:end]):
            return start
        position = end
    return -1


def starts_record(head: bytes) -> bool:
    return url_record(head[:MAX_LINE].partition(b"\n")[0]) is not None


_FRAMING = Framing(find_record, starts_record, MAX_LINE, ())


def arc_records(stream: Stream, limits: Limits) -> Iterator[Archived | Broken]:
    """Each record in order, and what is none: bytes between records, a record whose length does not hold, a break."""
    cursor = Cursor(stream)
    number, archive = 0, "ARC"
    item: Archived | Broken | None = None
    while True:
        cursor.skip_blanks()
        if cursor.at_end:
            break
        start = cursor.position
        line = cursor.line(MAX_LINE)
        described = url_record(line)
        if described is None or not line.endswith(b"\n"):
            cursor.give_back(line)
            item = _between(cursor)
            yield item
            continue
        number += 1
        item = _record(cursor, described, line, number, start, limits, archive)
        if isinstance(item, Archived) and described.url.startswith(VERSION_BLOCK):
            archive = f"ARC/{item.block[:1].decode('ascii', 'ignore')}"
        yield item
    if cursor.broken and not (isinstance(item, Broken) and item.reason_code == cursor.broken.reason_code):
        yield broken_off(cursor)


def _between(cursor: Cursor) -> Broken:
    start = cursor.position
    passed = cursor.pass_over(None, find_record, EXCERPT_BYTES, least=1)
    if cursor.at_end and b"\n" not in passed.excerpt and passed.length < MAX_LINE:
        return cut_off(cursor, f"byte:{start}", start, "the first line of a record", passed.excerpt)
    valid = "valid is a line with address, IP address, date, type and length"
    what = f"{passed.length:,} bytes that belong to no record; {valid}"
    return Broken(f"byte:{start}", start, "broken_record", what, passed.excerpt)


def _record(
    cursor: Cursor, described: UrlRecord, line: bytes, number: int, start: int, limits: Limits, archive: str
) -> Archived | Broken:
    if described.length < 0:
        passed = cursor.pass_over(None, find_record, limits.record_bytes)
        block = Block(passed.excerpt, passed.length, f"{passed.length:,} bytes come before the next record")
    else:
        block = read_block(cursor, described.length, _FRAMING, limits)
    about_archive = described.url.startswith(VERSION_BLOCK)
    notes: list[str] = []
    if block.fault and (
        mended := mend(cursor, block, described.length if described.length >= 0 else None, whole_by_length)
    ):
        if len(mended) != described.length:
            notes.append(f"its length is stated as {_stated(line)}, and is {len(mended):,}")
        block = Block(mended, len(mended))
    if block.fault and about_archive and 0 <= described.length < len(block.data):
        cursor.give_back(block.data[described.length :])  # nothing in it can be lost: its length is as good as any
        block = Block(block.data[: described.length], described.length)
    if block.fault and (block.cut or not about_archive):
        data = (line + block.data)[: limits.record_bytes]
        if block.cut:
            what = f"a record of {described.length:,} bytes, {block.fault}"
            return cut_off(cursor, f"record:{number}", start, what, data)
        what = f"a length of `{_stated(line)}`, but {block.fault}; valid is the number of bytes up to the next record"
        return Broken(f"record:{number}", start, "broken_record", what, data)
    if "%20" in described.url and b"%20" not in line:
        notes.append("its address has blanks, which were written as %20")
    fetched = _iso(described.date)
    if not fetched:
        notes.append(f"its date is {described.date[:40]!r}")
    return Archived(
        archive, number, start, "warcinfo" if about_archive else "response", described.url, fetched,
        described.media_type, line, block.data, block.length, notes=tuple(notes), suspect=block.suspect,
    )  # fmt: skip


def _stated(line: bytes) -> str:
    return line.rsplit(b" ", 1)[-1].strip()[:20].decode("utf-8", "replace")


def _iso(date: str) -> str:
    """`2014-02-16T05:02:21Z` of `20140216050221`; "" where it is no date."""
    if not (date.isascii() and date.isdigit()) or not "19900101" <= date[:8] <= "21001231" or len(date) < 12:
        return ""
    day, clock = f"{date[:4]}-{date[4:6]}-{date[6:8]}", f"{date[8:10]}:{date[10:12]}:{date[12:14] or '00'}"
    return f"{day}T{clock}Z"
