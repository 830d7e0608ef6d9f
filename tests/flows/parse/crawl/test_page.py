"""From a record to its page, or to why there is none."""

import gzip

import pytest

from flows.parse.crawl.archived import Archived
from flows.parse.crawl.page import page, pages
from flows.parse.crawl.warc_records import warc_records
from flows.parse.limits import DEFAULT_LIMITS
from flows.parse.model import RawRecord, Rejection
from schemas.reasons import REASONS
from tests.flows.parse.crawl.archives import DATE, PAGE, URL, http, sha1, stream, warc
from tests.flows.parse.crawl.test_http_message import chunked


def read(data: bytes) -> RawRecord | Rejection:
    (found,) = pages(warc_records(stream(data), DEFAULT_LIMITS), DEFAULT_LIMITS)
    return found


def accepted(data: bytes) -> RawRecord:
    result = read(data)
    assert isinstance(result, RawRecord), result
    return result


def refused(data: bytes) -> tuple[str, str]:
    result = read(data)
    assert isinstance(result, Rejection)
    return result.reason_code, REASONS[result.reason_code].outcome


def test_a_page_with_its_origin() -> None:
    block = http()
    record = accepted(warc(block, block_digest=sha1(block), payload_digest=sha1(PAGE)))
    assert (record.locator, record.data, record.reader) == ("record:1", PAGE, "html")
    identity = record.context["record_id"]
    assert identity.startswith("urn:uuid:")
    assert record.context == {
        "archive": "WARC/1.1", "url": URL, "fetched": DATE, "charset": "utf-8", "media_type": "text/html",
        "digest": sha1(block), "digest_of": "block", "record_id": identity,
    }  # fmt: skip


def test_the_page_is_the_same_however_it_was_sent() -> None:
    packed = gzip.compress(PAGE)
    for block in (
        http(),
        http(chunked(PAGE, 90), transfer_encoding="chunked", content_length=""),
        http(packed, content_encoding="gzip"),
        http(chunked(packed, 64), transfer_encoding="chunked", content_encoding="gzip", content_length=""),
    ):
        assert accepted(warc(block)).data == PAGE


@pytest.mark.parametrize(
    ("media_type", "body", "reader"),
    [
        ("text/html", PAGE, "html"), ("TEXT/HTML;CHARSET=UTF-8", PAGE, "html"), ("application/xhtml+xml", PAGE, "html"),
        ("", PAGE, "html"), ("application/octet-stream", PAGE, "html"), ("text/xml", PAGE, "html"),
        ("; charset=x", PAGE, "html"),
        ("text/plain", b"The ferry was late on Monday.", "plain_text"), ("text/plain", PAGE, "html"),
    ],
)  # fmt: skip
def test_types_that_hold_articles(media_type: str, body: bytes, reader: str) -> None:
    assert accepted(warc(http(body, content_type=media_type))).reader == reader


@pytest.mark.parametrize(
    ("media_type", "body"),
    [
        ("image/png", b"\x89PNG\r\n\x1a\n"), ("text/css", b"p { color: red }"), ("application/javascript", b"alert(1)"),
        ("application/json", b"{}"), ("application/pdf", b"%PDF-1.7"), ("video/mp4", b"\0\0\0\x18ftyp"),
        ("", b"\x89PNG\r\n\x1a\n"), ("application/octet-stream", b"\x7fELF\x02\x01\x01"), ("text/xml", b"<rss></rss>"),
        ("text/html", b"\xff\xd8\xff\xe0 JFIF"), ("", b"no markup at all"),
        ("text/html", b'{"status": "ok"}'), ("text/plain", b'[{"id": 1}]'), ("text/html", b"%!PS-Adobe-3.0"),
    ],
)  # fmt: skip
def test_types_that_hold_none(media_type: str, body: bytes) -> None:
    assert refused(warc(http(body, content_type=media_type))) == ("not_a_page", "skipped")


@pytest.mark.parametrize(
    "status", ["301 Moved", "304 Not Modified", "403 Forbidden", "404 Not Found", "503 Later", "102 Wait"]
)
def test_answers_without_the_page(status: str) -> None:
    assert refused(warc(http(status=status))) == ("http_error", "skipped")


@pytest.mark.parametrize(
    ("record", "code"),
    [
        (warc(b"software: harbour\r\n", "warcinfo"), "crawl_metadata"),
        (warc(b"GET / HTTP/1.1\r\n\r\n", "request"), "crawl_metadata"),
        (warc(b'{"Envelope": {}}', "metadata", type="application/json"), "crawl_metadata"),
        (warc(b"news.example IN A 192.0.2.7", url="dns:news.example", type="text/dns"), "crawl_metadata"),
        (warc(b"--no-robots", "resource", url="metadata://tool.example/log", type="text/plain"), "crawl_metadata"),
        (warc(b"The ferry", "resource", url="urn:text:" + URL, type="text/plain"), "crawl_metadata"),
        (warc(b"?", "no-such-type"), "crawl_metadata"),
        (warc(http(b""), "revisit"), "revisit"),
        (warc(http(b"User-agent: *", content_type="text/plain"), url="https://news.example/robots.txt"), "not_a_page"),
        (warc(http(b"", status="204 No Content")), "not_a_page"),
    ],
)  # fmt: skip
def test_records_that_hold_no_page_are_skipped(record: bytes, code: str) -> None:
    assert refused(record) == (code, "skipped")


@pytest.mark.parametrize(
    ("record", "code"),
    [
        (warc(http(b" \r\n ")), "no_text"),
        (warc(http(gzip.compress(PAGE)[:-4], content_encoding="gzip")), "corrupt_entity"),
        (warc(http(), block_digest=sha1(b"another")), "digest_mismatch"),
        (warc(http(), payload_digest=sha1(b"another")), "digest_mismatch"),
        (warc(http(), segment_number="1"), "partial_page"),
        (warc(PAGE, "continuation", segment_number="2"), "partial_page"),
        (warc(http(status="206 Partial Content", content_range="bytes 100-299/4000")), "partial_page"),
    ],
)
def test_pages_that_are_lost_are_rejected(record: bytes, code: str) -> None:
    assert refused(record) == (code, "rejected")
    result = read(record)
    assert isinstance(result, Rejection) and result.data == record.removesuffix(b"\r\n\r\n")


def test_a_range_that_is_the_whole_page() -> None:
    assert accepted(warc(http(status="206 Partial Content", content_range="bytes 0-299/300"))).data == PAGE


def test_resource_and_conversion_are_the_page_itself() -> None:
    assert accepted(warc(PAGE, "resource", type="text/html")).data == PAGE
    wet = accepted(warc(b"Ferry late again\nThe ferry came in late.\n", "conversion", type="text/plain"))
    assert wet.reader == "plain_text" and wet.context["url"] == URL


@pytest.mark.parametrize("stage", ["stored", "chunks", "page"])
def test_payload_digests_of_any_stage_hold(stage: str) -> None:
    packed = gzip.compress(PAGE)
    body = chunked(packed, 50)
    digest = sha1({"stored": body, "chunks": packed, "page": PAGE}[stage])
    block = http(body, transfer_encoding="chunked", content_encoding="gzip", content_length="")
    record = accepted(warc(block, payload_digest=digest))
    assert record.context["digest_of"] == "payload" and record.context["digest"] == digest


def test_a_page_is_spared_where_only_its_block_digest_fails() -> None:
    record = accepted(warc(http(), block_digest=sha1(b"another"), payload_digest=sha1(PAGE)))
    assert "block does not hold" in record.context["notes"]


def test_a_page_that_the_crawler_cut_says_so() -> None:
    record = accepted(warc(http(), truncated="length", payload_digest=sha1(PAGE + b"more")))
    assert record.context["truncated"] == "length" and "digest_of" not in record.context


def test_a_page_over_the_limit() -> None:
    item = Archived("WARC/1.1", 1, 0, "response", URL, DATE, "application/http", b"", http()[:200], 99)
    assert isinstance(found := page(item._replace(length=20_000_000), DEFAULT_LIMITS), Rejection)
    assert found.reason_code == "record_too_large"
    film = item._replace(length=20_000_000, block=http(b"\0\0", content_type="video/mp4"))
    assert isinstance(found := page(film, DEFAULT_LIMITS), Rejection) and found.reason_code == "not_a_page"


def test_a_record_that_a_checksum_speaks_against_needs_its_digest() -> None:
    block = http()
    item = Archived(
        "WARC/1.1", 1, 0, "response", URL, DATE, "application/http", b"", block, len(block), suspect="gzip: data check"
    )
    found = page(item, DEFAULT_LIMITS)
    assert isinstance(found, Rejection) and found.reason_code == "corrupt_container"
    assert isinstance(page(item._replace(block_digest=sha1(block)), DEFAULT_LIMITS), RawRecord)
