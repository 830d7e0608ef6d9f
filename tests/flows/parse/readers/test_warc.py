"""Web archives as files: told by their bytes, read record by record, and never cut without a word."""

import gzip
import random
from collections.abc import Iterator
from pathlib import Path

import pytest
import zstandard

from flows.parse.assemble import parse
from flows.parse.containers.bounds import Budget
from flows.parse.containers.unpack import decompressed
from flows.parse.limits import DEFAULT_LIMITS
from flows.parse.model import ParsedArticle, RawRecord, Rejection
from flows.parse.readers.registry import sniff
from flows.parse.record import RawFile, open_file
from schemas.reasons import REASONS
from tests.flows.parse.crawl.archives import PAGE, URL, arc, http, member_wise, sha1, stream, version_block, warc
from tests.golden_update import FIXTURES
from tests.timing import within

WET = b"Ferry late again\nThe ferry to Skerry Island came in late on Monday.\nNobody was hurt.\n"
_INFO = warc(b"software: harbour 1.0\r\n", "warcinfo")
_BLOCKS = [http(PAGE.replace(b"two hours", b"%d hours" % hours)) for hours in range(3)]
WARC = [_INFO, *(warc(block, block_digest=sha1(block)) for block in _BLOCKS)]
WET_RECORDS = [
    _INFO,
    warc(WET, "conversion", type="text/plain"),
    warc(WET + b"It rained.\n", "conversion", type="text/plain"),
]
ARC = [version_block(), *map(arc, _BLOCKS)]
PACKINGS = {"plain": lambda data: data, "gz": lambda data: gzip.compress(data, mtime=0), "zst": zstandard.compress}
FORMATS = {"warc": WARC, "wet": WET_RECORDS, "arc": ARC}


def items(data: bytes, name: str = "a.warc") -> list[RawRecord | Rejection]:
    budget = Budget(DEFAULT_LIMITS)
    return list(RawFile(decompressed(stream(data), budget), name, budget, first_line=1, part=False, offset=0))


@pytest.mark.parametrize("packing", PACKINGS)
@pytest.mark.parametrize("form", FORMATS)
def test_no_cut_goes_unnoticed(form: str, packing: str) -> None:
    """A cut between two records leaves a whole archive; every other one is told, and costs no record before it."""
    packed = [PACKINGS[packing](record) for record in FORMATS[form]]
    ends = [sum(map(len, packed[:count])) for count in range(len(packed) + 1)]
    between = {end - shift for end in ends for shift in ((0, 1) if (form, packing) == ("arc", "plain") else (0,))}
    pages = [item.data for item in items(b"".join(packed)) if isinstance(item, RawRecord)]
    for cut in range(1, ends[-1]):
        found = items(b"".join(packed)[:cut])
        kept = [item.data for item in found if isinstance(item, RawRecord)]
        assert kept == pages[: len(kept)], cut
        assert len(kept) >= sum(cut >= end for end in ends[2:]), cut
        told = [
            item for item in found if isinstance(item, Rejection) and REASONS[item.reason_code].outcome == "rejected"
        ]
        assert told or cut in between, cut
        assert len(told) <= 1, cut


def test_what_is_written_after_a_break_is_told() -> None:
    packed = member_wise(WARC)
    damaged = packed[:-300] + bytes(20) + packed[-280:]
    found = items(damaged)
    assert isinstance(found[-1], Rejection) and found[-1].reason_code in ("corrupt_container", "truncated_container")
    assert [item.data for item in found if isinstance(item, RawRecord)] == [
        PAGE.replace(b"two", b"0"),
        PAGE.replace(b"two", b"1"),
    ]


def test_a_wrong_checksum_costs_the_record_unless_its_digest_holds() -> None:
    def wrong_sum(record: bytes) -> bytes:
        packed = gzip.compress(record, mtime=0)
        return packed[:-8] + bytes([packed[-8] ^ 1]) + packed[-7:]

    for record, codes in (
        (WARC[1], [None, "corrupt_container"]),
        (warc(_BLOCKS[0]), ["corrupt_container", "corrupt_container"]),  # the record, and the break
    ):
        found = items(wrong_sum(record))
        assert [item.reason_code if isinstance(item, Rejection) else None for item in found] == codes


@pytest.mark.parametrize(
    ("head", "name", "form"),
    [
        (b"WARC/1.0\r\nWARC-Type: warcinfo", "a", "warc"), (b"\r\nWARC/1.1\r\n", "a.txt", "warc"),
        (b"filedesc://a.arc 0.0.0.0 20200102030405 text/plain 9\n", "a", "arc"),
        (b"https://a.example/ 192.0.2.7 20200102030405 text/html 9\n", "a", "arc"),
        (b"WARC/ARC converters compared\n\nThe ferry was late.", "a.warc", "plain_text"),
        (b"https://a.example/ is a nice page, she said.\n", "a.arc", "plain_text"),
    ],
)  # fmt: skip
def test_told_by_their_bytes(head: bytes, name: str, form: str) -> None:
    assert sniff(head, name) == form


def test_each_page_names_its_reader_and_its_place() -> None:
    found = items(member_wise(WARC))
    assert [item.locator for item in found] == ["record:1", "record:2", "record:3", "record:4"]
    assert [item.reader for item in found if isinstance(item, RawRecord)] == ["html"] * 3
    assert found[1].byte_offset == len(WARC[0])


def test_a_page_in_an_archive_is_the_article_it_is_as_a_file() -> None:
    (page,) = items(PAGE)
    (_, archived) = items(WARC[0] + warc(http()))
    assert isinstance(page, RawRecord) and isinstance(archived, RawRecord)
    assert page.data == archived.data
    alone, found = parse(page, "html", "page.html"), parse(archived, archived.reader, "20190101.warc")
    assert isinstance(alone, ParsedArticle) and isinstance(found, ParsedArticle)
    assert (found.article_body, found.headline) == (alone.article_body, alone.headline)
    assert found.uri == URL and alone.uri is None


def test_the_archives_name_tells_no_date_and_the_address_may() -> None:
    (_, record) = items(_INFO + warc(WET, "conversion", type="text/plain"))
    assert isinstance(record, RawRecord)
    article = parse(record, record.reader, "/crawls/CC-MAIN-20240517233122.warc.wet")
    assert isinstance(article, ParsedArticle)
    assert article.date_published is not None and article.date_published.date().isoformat() == "2019-12-31"
    assert article.publisher == "news.example"
    rows = [(row.field, row.method) for row in article.evidence]
    assert ("date_published", "fetched") in rows


def attacks() -> Iterator[bytes]:
    size = 2_000_000
    yield b"WARC/1.1\r\n" * (size // 10)
    yield b"WARC/1.1\r\nA:" * (size // 12)
    yield b"WARC/1.1\r\n" + b" a" * (size // 2)
    yield b"WARC/1.1\r\n" + b"A: b\r\n b\r\n" * (size // 10)
    yield b"WARC/1.1\r\nContent-Length: 0\r\n\r\n" * (size // 90)
    yield warc(http(b"<html>" + b"\n" * size, content_type="text/html" + ";" * 5000))
    yield warc(b"HTTP/1.1 200 OK\r\n" + b"A" * size)
    yield warc(b"HTTP/1.1 " + b"2" * size)
    yield warc(b"HTTP/1.1 200 " + b"\r\n " * (size // 3))
    line = b"ab: 1.1.1.1 20200102030405 x 9\n"
    yield line * (size // 100)
    yield line + b" 20200102030405" * (size // 15)
    yield line + b"ab:" * (size // 3)
    yield version_block() + arc(b"\n 20200102030405 " * (size // 17), length=7)


@pytest.mark.parametrize("data", list(attacks()), ids=range(13))
def test_attacks_take_linear_time(data: bytes) -> None:
    within(1.5, lambda: items(data))


def test_any_bytes_behind_a_first_line_are_accounted_for() -> None:
    random.seed(5)
    for start in (b"WARC/1.1\r\n", b"filedesc://a 0.0.0.0 20200102030405 text/plain 9\n"):
        for _ in range(100):
            assert items(start + random.randbytes(random.randrange(400)))


@pytest.mark.parametrize("form", ["warc", "arc"])
def test_memory_holds_one_record(tmp_path: Path, form: str) -> None:
    import tracemalloc

    page = http(b"<html><p>" + b"It rained. " * 10_000)
    path = tmp_path / "large"
    with path.open("wb") as file:
        for _ in range(300):
            file.write(warc(page) if form == "warc" else arc(page))
    tracemalloc.start()
    with open_file(path) as raw_file:
        assert sum(isinstance(item, RawRecord) for item in raw_file) == 300
    assert tracemalloc.get_traced_memory()[1] < 4_000_000
    tracemalloc.stop()


def test_fixtures_have_every_outcome_of_a_crawl() -> None:
    codes = set()
    for path in (*(FIXTURES / "warc").iterdir(), *(FIXTURES / "arc").iterdir()):
        with open_file(path, limits=DEFAULT_LIMITS) as raw_file:
            codes |= {item.reason_code if isinstance(item, Rejection) else item.reader for item in raw_file}
    assert codes >= {
        "html", "plain_text", "not_a_page", "http_error", "revisit", "crawl_metadata", "broken_record",
        "digest_mismatch", "corrupt_entity", "truncated_file",
    }  # fmt: skip
