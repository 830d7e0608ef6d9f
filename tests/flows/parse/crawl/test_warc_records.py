"""WARC records are found whatever lies between them, and what is none is told."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flows.parse.crawl.archived import Archived, Broken
from flows.parse.crawl.warc_records import warc_records
from flows.parse.limits import DEFAULT_LIMITS, Limits
from tests.flows.parse.crawl.archives import DATE, URL, blocks, http, outline, sha1, stream, warc

INFO = warc(b"software: harbour 1.0\r\n", "warcinfo")
PAGES = [http(f"<html><body><p>Page {number}.</p></body></html>".encode()) for number in range(3)]
WHOLE = INFO + b"".join(warc(page, block_digest=sha1(page)) for page in PAGES)


def read(data: bytes, limits: Limits = DEFAULT_LIMITS, piece: int = 1 << 18) -> list[Archived | Broken]:
    return list(warc_records(stream(data, piece), limits))


def test_records_come_in_order_with_their_place() -> None:
    items = read(WHOLE)
    assert outline(items) == ["warcinfo", "response", "response", "response"]
    assert blocks(items)[1:] == PAGES
    for number, item in enumerate(items, 1):
        assert isinstance(item, Archived) and item.number == number
        assert WHOLE.startswith(b"WARC/1.1\r\n", item.offset)
    page = items[1]
    assert isinstance(page, Archived)
    assert (page.url, page.fetched, page.archive, page.notes) == (URL, DATE, "WARC/1.1", ())
    assert page.header + page.block == WHOLE[page.offset : page.offset + len(page.header + page.block)]


@pytest.mark.parametrize("version", ["WARC/0.17", "WARC/0.18", "WARC/1.0", "WARC/1.1"])
def test_versions(version: str) -> None:
    assert outline(read(WHOLE.replace(b"WARC/1.1", version.encode()))) == outline(read(WHOLE))


@given(st.integers(1, 700))
@settings(deadline=None, max_examples=30)
def test_pieces_of_the_stream_do_not_matter(piece: int) -> None:
    assert read(WHOLE, piece=piece) == read(WHOLE)


def test_line_feeds_alone() -> None:
    data = b"".join(warc(page, newline="\n") for page in PAGES)
    assert blocks(read(data)) == PAGES and outline(read(data)) == ["response"] * 3


@pytest.mark.parametrize("end", ["", "\n", "\r\n", "\r\n\r\n\r\n\r\n", "\n\n"])
def test_other_ends_between_records(end: str) -> None:
    data = b"".join(warc(page, end=end) for page in PAGES)
    assert blocks(read(data)) == PAGES and outline(read(data)) == ["response"] * 3


def test_header_lines_that_are_folded_doubled_or_none() -> None:
    record = warc(PAGES[0]).replace(b"WARC-Target-URI: ", b"WARC-Target-URI:\r\n\t").replace(
        b"Content-Length", b"a line of no kind\r\nWARC-Date: 1999\r\nContent-Length", 1
    )  # fmt: skip
    (item,) = read(record)
    assert isinstance(item, Archived) and (item.url, item.fetched) == (URL, DATE)
    assert "1 lines" in item.notes[0]


@pytest.mark.parametrize(
    ("stated", "url", "note"),
    [
        ("<https://news.example/a>", "https://news.example/a", False),
        ("https://news.example/a b", "https://news.example/a%20b", True),
        ("https://news.example/straße", "https://news.example/straße", False),
    ],
)
def test_addresses(stated: str, url: str, note: bool) -> None:
    (item,) = read(warc(PAGES[0], url=stated))
    assert isinstance(item, Archived) and item.url == url and bool(item.notes) == note


@pytest.mark.parametrize("date", ["", "yesterday", "2020-01-02 03:04"])
def test_dates_that_are_none(date: str) -> None:
    (item,) = read(warc(PAGES[0], date=date))
    assert isinstance(item, Archived) and item.fetched == "" and "date" in item.notes[0]


def test_bytes_between_records_are_one_rejection() -> None:
    junk = b"nobody knows what this is\r\n" * 3
    items = read(INFO + junk + warc(PAGES[0]))
    assert outline(items) == ["warcinfo", "broken_record", "response"]
    broken = items[1]
    assert isinstance(broken, Broken) and broken.data == junk and broken.offset == len(INFO)


@pytest.mark.parametrize("length", ["", "-4", "many", "9" * 30, "١٢"])
def test_lengths_that_are_none(length: str) -> None:
    without = [PAGES[0].replace(b"Content-Length", b"X-Length"), *PAGES[1:]]
    items = read(INFO + warc(without[0], length=length) + warc(PAGES[1]))
    assert outline(items) == ["warcinfo", "broken_record", "response"]


@pytest.mark.parametrize("change", [-40, -3, 5, 60, 10_000])
def test_a_wrong_length_is_mended_by_the_digest_or_by_http(change: int) -> None:
    plain = http(b"<html><body><p>Page.</p></body></html>", content_length="")
    for page, fields in ((plain, {"block_digest": sha1(plain)}), (PAGES[0], {})):
        items = read(INFO + warc(page, length=str(len(page) + change), **fields) + warc(PAGES[1]))
        assert blocks(items)[1:] == [page, PAGES[1]] and outline(items) == ["warcinfo", "response", "response"]
        assert isinstance(items[1], Archived) and "length" in items[1].notes[0]


@pytest.mark.parametrize("change", [-40, -3, 5, 60, 10_000])
def test_a_wrong_length_that_nothing_bears_out_costs_its_record_only(change: int) -> None:
    page = http(b"<html><body><p>Page.</p></body></html>", content_length="")
    items = read(INFO + warc(page, length=str(len(page) + change)) + warc(PAGES[1]))
    assert outline(items) == ["warcinfo", "broken_record", "response"]
    assert isinstance(items[1], Broken) and page in items[1].data


def test_two_archives_of_which_the_first_is_cut() -> None:
    cut = WHOLE[:-100]
    items = read(cut + WHOLE)
    assert outline(items) == [*outline(read(WHOLE))[:-1], "broken_record", *outline(read(WHOLE))]


def test_header_that_breaks_off_before_the_next_record() -> None:
    for cut in (12, 20, 60, 110):
        items = read(INFO[:cut] + warc(PAGES[0]))
        assert outline(items) == ["broken_record", "response"]


def test_record_inside_a_record_stays_inside() -> None:
    inner = warc(PAGES[0])
    assert blocks(read(warc(inner, "resource", type="application/warc") + warc(PAGES[1]))) == [inner, PAGES[1]]


def test_records_over_the_limit_are_read_over() -> None:
    large = http(b"<html>" + b"x" * 2_000_000)
    items = read(warc(large) + warc(PAGES[0]), DEFAULT_LIMITS._replace(record_bytes=1_000_000))
    assert outline(items) == ["response", "response"]
    first = items[0]
    assert isinstance(first, Archived) and first.length == len(large) and len(first.block) == 65_536


def test_a_length_of_terabytes_does_not_swallow_the_archive() -> None:
    items = read(INFO + warc(b"GET /", "request", length="9" * 15) + b"".join(map(warc, PAGES)))
    assert outline(items) == ["warcinfo", "broken_record", *["response"] * 3]


def test_padding_behind_the_last_record() -> None:
    assert outline(read(WHOLE + b"\0" * 700)) == outline(read(WHOLE))


@given(st.integers(0, len(WHOLE) - 1), st.integers(0, 300), st.binary(max_size=40))
@settings(deadline=None, max_examples=150)
def test_damage_costs_the_records_it_hits(start: int, length: int, put: bytes) -> None:
    """Records that lie wholly before or behind the damage come out as they went in."""
    end = min(len(WHOLE), start + length)
    items = read(WHOLE[:start] + put + WHOLE[end:])
    found = blocks(items)
    for item in read(WHOLE):
        assert isinstance(item, Archived)
        last = item.offset + len(item.header) + len(item.block) + 4
        if last <= start or item.offset > end + 4:
            assert item.block in found


def test_random_bytes_never_raise() -> None:
    random.seed(7)
    for _ in range(300):
        data = bytearray(WHOLE)
        for _ in range(random.randrange(1, 20)):
            data[random.randrange(len(data))] = random.randrange(256)
        items = read(bytes(data))
        assert all(
            item.reason_code in ("broken_record", "truncated_file") for item in items if isinstance(item, Broken)
        )
