"""Content codings are taken off to their end, or the page is refused."""

import gzip
import zlib
from collections.abc import Callable

import pytest
import zstandard

from flows.parse.crawl.content_coding import Uncodable, Uncoded, uncoded
from tests.flows.parse.crawl.archives import PAGE
from tests.timing import within

brotli = pytest.importorskip("brotli")
LIMIT = 1 << 20


def bare_deflate(data: bytes) -> bytes:
    stream = zlib.compressobj(wbits=-15)
    return stream.compress(data) + stream.flush()


CODINGS: dict[str, tuple[str, Callable[[bytes], bytes]]] = {
    "gzip": ("gzip", gzip.compress), "x-gzip": ("x-gzip", gzip.compress), "deflate": ("deflate", zlib.compress),
    "bare deflate": ("deflate", bare_deflate), "br": ("br", brotli.compress), "zstd": ("zstd", zstandard.compress),
}  # fmt: skip


@pytest.mark.parametrize("name", CODINGS)
def test_taken_off(name: str) -> None:
    stated, encode = CODINGS[name]
    assert uncoded(encode(PAGE), stated, LIMIT) == Uncoded(PAGE)


@pytest.mark.parametrize("name", CODINGS)
def test_every_cut_is_noticed(name: str) -> None:
    stated, encode = CODINGS[name]
    data = encode(PAGE)
    for end in range(4, len(data)):
        found = uncoded(data[:end], stated, LIMIT)
        assert isinstance(found, Uncodable) and found.reason_code == "corrupt_entity", end


@pytest.mark.parametrize("name", CODINGS)
def test_a_page_that_is_not_in_its_coding_is_taken_as_it_stands(name: str) -> None:
    found = uncoded(PAGE, CODINGS[name][0], LIMIT)
    assert isinstance(found, Uncoded) and found.data == PAGE and "is not" in found.notes[0]


@pytest.mark.parametrize("name", CODINGS)
def test_a_page_that_unfolds_too_far_is_refused(name: str) -> None:
    stated, encode = CODINGS[name]
    bomb = encode(b"<p>" + b" " * 60_000_000)
    found = within(0.5, lambda: uncoded(bomb, stated, LIMIT))
    assert isinstance(found, Uncodable) and found.reason_code == "record_too_large"


def test_one_in_another_and_members_in_a_row() -> None:
    assert uncoded(brotli.compress(gzip.compress(PAGE)), "gzip, br", LIMIT) == Uncoded(PAGE)
    assert uncoded(gzip.compress(PAGE[:50]) + gzip.compress(PAGE[50:]), "gzip", LIMIT) == Uncoded(PAGE)


def test_gzip_that_the_server_did_not_state() -> None:
    found = uncoded(gzip.compress(PAGE), "", LIMIT)
    assert isinstance(found, Uncoded) and found.data == PAGE and found.notes


@pytest.mark.parametrize("stated", ["", "identity", "none", " , "])
def test_no_coding(stated: str) -> None:
    assert uncoded(PAGE, stated, LIMIT) == Uncoded(PAGE)


@pytest.mark.parametrize(("stated", "code"), [("compress", "corrupt_entity"), ("gzip," * 9, "corrupt_entity")])
def test_codings_that_are_not_read(stated: str, code: str) -> None:
    found = uncoded(b"\x1f\x9d\x90\xff" + bytes(range(128, 256)), stated, LIMIT)
    assert isinstance(found, Uncodable) and found.reason_code == code
