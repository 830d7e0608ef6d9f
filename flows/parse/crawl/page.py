"""A record of a web archive to the page it holds, or to why it holds none."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple
from urllib.parse import urlsplit

from flows.parse.crawl.archived import Archived, Broken
from flows.parse.crawl.content_coding import Uncodable, Uncoded, uncoded
from flows.parse.crawl.digests import holds
from flows.parse.crawl.http_message import HttpResponse, http_response, is_http
from flows.parse.crawl.media_type import MediaType, may_be_page, media_type, reader_for
from flows.parse.limits import Limits
from flows.parse.model import RawRecord, Rejection

# WARC-Types (ISO 28500, 6) that tell about the crawl, not what a server sent.
_ABOUT_CRAWL = frozenset(("warcinfo", "request", "metadata"))
_WITH_PAGE = ("response", "resource", "conversion")
_FETCHED = frozenset(
    ("http", "https", "ftp", "ftps", "file", "")
)  # `dns:`, `urn:pageinfo:`, `metadata://` are no pages
_FOR_MACHINES = re.compile(
    r"/(?:robots|ads|app-ads|humans|security|llms|llms-full)\.txt$|^/\.well-known/", re.IGNORECASE
)
_WHOLE_RANGE = re.compile(r"bytes 0-(\d{1,18})/(\d{1,18})")


class _Entity(NamedTuple):
    """What the server sent as the page: its type, and its bytes as they are stored, then without each coding."""

    stated: MediaType
    response: HttpResponse | None
    body: bytes
    coding: str


def page(record: Archived, limits: Limits) -> RawRecord | Rejection:
    """The page, its transfer and content codings taken off, or a rejection; many are of the kind that is skipped."""
    if apart := _no_page(record):
        return _rejection(record, *apart)
    entity = _entity(record)
    if apart := _not_sent(record, entity, limits):
        return _rejection(record, *apart)
    content = uncoded(entity.body, entity.coding, limits.record_bytes)
    checked = _checked(record, entity, content.data if isinstance(content, Uncoded) else b"")
    if checked == "differs":
        label = record.block_digest or record.payload_digest
        what = f"its bytes do not have the digest that the archive states ({label[:100]}): they were damaged or cut"
        return _rejection(record, "digest_mismatch", what)
    if isinstance(content, Uncodable):
        return _rejection(record, content.reason_code, content.message)
    if record.suspect and checked not in ("block", "payload"):
        return _rejection(record, "corrupt_container", f"{record.suspect}; no digest says that this record was spared")
    if not content.data or content.data.isspace():
        return _rejection(record, "no_text", f"a page of {len(content.data):,} bytes, and nothing but blanks in them")
    reader, what = reader_for(entity.stated.name, content.data)
    if not reader:
        return _rejection(record, "not_a_page", what)
    notes = [*record.notes, *(entity.response.notes if entity.response else ()), *content.notes]
    if checked == "payload" and holds(record.block_digest, record.block) is False:
        notes.append("the digest of its block does not hold, that of its payload does")
    context = {
        "archive": record.archive,
        "url": record.url,
        "fetched": record.fetched,
        "charset": entity.stated.charset,
        "media_type": entity.stated.name,
        "record_id": record.record_id,
        "digest": record.block_digest if checked == "block" else record.payload_digest,
        "digest_of": checked,
        "truncated": record.truncated,
        "notes": "; ".join(notes),
    }
    known = {name: value for name, value in context.items() if value}
    return RawRecord(record.locator, record.offset, content.data, reader, known)


def pages(items: Iterable[Archived | Broken], limits: Limits) -> Iterator[RawRecord | Rejection]:
    """What each record of an archive comes to, in order."""
    for item in items:
        if isinstance(item, Broken):
            yield Rejection(item.locator, item.offset, item.reason_code, item.message, item.data)
            continue
        try:
            found = page(item, limits)
        except (
            Exception
        ) as error:  # one record's fault must not end the archive: it is rejected, and its bytes are kept
            found = _rejection(item, "parser_fault", f"{type(error).__name__}: {str(error)[:80]}")
        yield found


def _no_page(record: Archived) -> tuple[str, str] | None:
    """What a record is whose kind or address says that it holds no page, as reason code and message."""
    if record.kind == "revisit":
        return "revisit", "what the server sent had been stored before"
    if record.kind in _ABOUT_CRAWL:
        return "crawl_metadata", f"a `{record.kind}` record"
    if record.kind == "continuation" or record.segment:
        part = f"segment {record.segment[:20] or '?'} of a record that is spread over several"
        return "partial_page", f"{part}; valid is one that is whole"
    if record.kind not in _WITH_PAGE:
        return "crawl_metadata", f"a record of the type `{record.kind[:40]}`; pages stand in {', '.join(_WITH_PAGE)}"
    try:
        address = urlsplit(record.url)
    except ValueError:
        return None
    if address.scheme.lower() not in _FETCHED:
        return "crawl_metadata", f"a record about `{address.scheme[:40]}:`, not fetched from the web"
    if _FOR_MACHINES.search(address.path):
        return "not_a_page", f"{address.path[-60:]} speaks to programs"
    return None


def _entity(record: Archived) -> _Entity:
    in_http = record.kind == "response" and (record.media_type.startswith("application/http") or is_http(record.block))
    if not in_http:
        return _Entity(media_type(record.media_type), None, record.block, "")
    response = http_response(record.block)
    outer = "" if record.media_type.startswith("application/http") else record.media_type  # ARC states the page's
    stated = response.fields.get("content-type")
    known = stated if media_type(stated).name else f"{outer or record.identified_type};{stated}"
    return _Entity(media_type(known), response, response.body, response.fields.get("content-encoding"))


def _not_sent(record: Archived, entity: _Entity, limits: Limits) -> tuple[str, str] | None:
    """Why the server's answer is no page, as reason code and message."""
    status = entity.response.status if entity.response else 0
    if status and not 200 <= status < 300:
        return "http_error", f"the server answered {status}; valid is 200"
    if not may_be_page(entity.stated.name):
        return "not_a_page", f"sent as {entity.stated.name[:80]}"
    if status in (204, 205):
        return "not_a_page", f"the server answered {status}: there is no content"
    if record.length > len(record.block):
        limit = f"the limit is {limits.record_bytes:,}; raise COPYDESK_RECORD_BYTES"
        return "record_too_large", f"a record of {record.length:,} bytes, and {limit}"
    if entity.response and status == 206:
        span = entity.response.fields.get("content-range")
        if not (match := _WHOLE_RANGE.fullmatch(span)) or int(match[1]) + 1 != int(match[2]):
            return (
                "partial_page",
                f"a part of the page ({span[:80] or 'no Content-Range'}), as the crawler had asked for",
            )
    return None


def _checked(record: Archived, entity: _Entity, content: bytes) -> str:
    """What the stated digest holds of: `block`, `payload`; "" where none can be checked; `differs`.

    A payload is to be digested without its transfer coding (WARC 1.1, 5.9); programs differ, so each stage counts.
    """
    whole = holds(record.block_digest, record.block)
    if whole:
        return "block"
    stages = (entity.body, entity.response.raw_body if entity.response else record.block, content, record.block)
    if any(holds(record.payload_digest, stage) for stage in stages):
        return "payload"
    payload = holds(record.payload_digest, b"") if not record.truncated else None  # programs differ on a cut payload
    return "" if whole is None and payload is None else "differs"


def _rejection(record: Archived, reason_code: str, message: str) -> Rejection:
    shown = f"{message}: {record.url[:300]}" if record.url else message
    return Rejection(record.locator, record.offset, reason_code, shown, record.header + record.block)
