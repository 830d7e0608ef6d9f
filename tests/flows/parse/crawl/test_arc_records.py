"""ARC records: one line, then the bytes; nothing but that line tells where the next one starts."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flows.parse.crawl.arc_records import arc_records, url_record
from flows.parse.crawl.archived import Archived, Broken
from flows.parse.limits import DEFAULT_LIMITS
from tests.flows.parse.crawl.archives import URL, arc, blocks, http, outline, stream, version_block

PAGES = [http(f"<html><body><p>Page {number}.</p></body></html>".encode()) for number in range(3)]
WHOLE = version_block() + b"".join(map(arc, PAGES))


def read(data: bytes, piece: int = 1 << 18) -> list[Archived | Broken]:
    return list(arc_records(stream(data, piece), DEFAULT_LIMITS))


def test_records_come_in_order_with_their_place() -> None:
    items = read(WHOLE)
    assert outline(items) == ["warcinfo", *["response"] * 3]
    assert blocks(items)[1:] == PAGES
    page = items[1]
    assert isinstance(page, Archived)
    assert (page.url, page.fetched, page.archive, page.notes) == (URL, "2020-01-02T03:04:05Z", "ARC/1", ())
    assert WHOLE.startswith(page.header + page.block, page.offset)


@given(st.integers(1, 500))
@settings(deadline=None, max_examples=30)
def test_pieces_of_the_stream_do_not_matter(piece: int) -> None:
    assert read(WHOLE, piece) == read(WHOLE)


@pytest.mark.parametrize(
    ("line", "url", "media_type", "length"),
    [
        ("https://a.example/ 192.0.2.7 20200102030405 text/html 17", "https://a.example/", "text/html", 17),
        ("https://a.example/x y 192.0.2.7 20200102030405 text/html 17", "https://a.example/x%20y", "text/html", 17),
        ("https://a.example/ 2001:db8::7 20200102030405 text/html; charset=x 17", "https://a.example/",
         "text/html; charset=x", 17),
        ("https://a.example/ 192.0.2.7 20200102030405 text/html 200 9f3a - 1042 a.arc 17", "https://a.example/",
         "text/html", 17),
        ("https://a.example/ 192.0.2.7 null text/html 17", "https://a.example/", "text/html", 17),
        ("https://a.example/ 192.0.2.7 20200102030405 text/html -1", "https://a.example/", "text/html", -1),
    ],
)  # fmt: skip
def test_lines(line: str, url: str, media_type: str, length: int) -> None:
    found = url_record(line.encode() + b"\n")
    assert found and (found.url, found.media_type, found.length) == (url, media_type, length)


@pytest.mark.parametrize("line", ["", "The ferry was late", "https://a.example/ is 20200102030405 or so", "a: b c d e"])
def test_lines_that_are_none(line: str) -> None:
    assert url_record(line.encode()) is None


@pytest.mark.parametrize("change", [-40, -3, 60, 400])
def test_a_wrong_length_is_mended_by_http_or_costs_its_record_only(change: int) -> None:
    unsaid = http(b"<html><body><p>Page.</p></body></html>", content_length="")
    items = read(version_block() + arc(PAGES[0], length=len(PAGES[0]) + change) + arc(PAGES[1]))
    assert blocks(items)[1:] == PAGES[:2] and isinstance(items[1], Archived) and "length" in items[1].notes[0]
    items = read(version_block() + arc(unsaid, length=len(unsaid) + change) + arc(PAGES[1]))
    assert outline(items) == ["warcinfo", "broken_record", "response"]


@pytest.mark.parametrize("length", [-1, "abc", "9" * 15])
def test_lengths_that_are_none(length: object) -> None:
    unsaid = http(b"<html><body><p>Page.</p></body></html>", content_length="")
    items = read(version_block() + arc(unsaid, length=length) + arc(PAGES[1]))
    assert outline(items) == ["warcinfo", "broken_record", "response"]


def test_bytes_between_records_are_one_rejection() -> None:
    items = read(version_block() + b"what is this\nand this\n" + arc(PAGES[0]))
    assert outline(items) == ["warcinfo", "broken_record", "response"]


@given(st.integers(0, len(WHOLE) - 1), st.integers(0, 200), st.binary(max_size=40))
@settings(deadline=None, max_examples=150)
def test_damage_costs_the_records_it_hits(start: int, length: int, put: bytes) -> None:
    end = min(len(WHOLE), start + length)
    found = blocks(read(WHOLE[:start] + put + WHOLE[end:]))
    for item in read(WHOLE):
        assert isinstance(item, Archived)
        last = item.offset + len(item.header) + len(item.block) + 1
        if last <= start or item.offset > end + 1:
            assert item.block in found
