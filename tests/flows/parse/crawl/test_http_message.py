"""HTTP responses as crawlers store them."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flows.parse.crawl.chunked import unchunk
from flows.parse.crawl.http_message import http_response, whole_by_length
from tests.flows.parse.crawl.archives import PAGE, http
from tests.timing import within


def chunked(body: bytes, size: int) -> bytes:
    pieces = [body[at : at + size] for at in range(0, len(body), size)]
    return b"".join(b"%x\r\n%b\r\n" % (len(piece), piece) for piece in pieces) + b"0\r\n\r\n"


def test_status_fields_and_body() -> None:
    response = http_response(http())
    assert (response.status, response.body, response.notes) == (200, PAGE, ())
    assert response.fields.get("content-type") == "text/html; charset=utf-8"


@pytest.mark.parametrize("line", ["HTTP/1.0 200", "HTTP/2 200 ", "HTTP/1.1 200 Tout va bien à bord", "HTTP 200 OK"])
def test_status_lines(line: str) -> None:
    response = http_response(f"{line}\r\nServer: x\r\n\r\n".encode() + PAGE)
    assert (response.status, response.body) == (200, PAGE)


@pytest.mark.parametrize(
    "block", [b"HTTP/1.1 204 No Content\r\n\r\n", b"HTTP/1.1 204 No Content\r\nA: b", b"HTTP/1.1 204"]
)
def test_without_a_body(block: bytes) -> None:
    assert http_response(block).status == 204 and http_response(block).body == b""


def test_line_feeds_alone() -> None:
    assert http_response(http(newline="\n")).body == PAGE


def test_continue_before_the_answer() -> None:
    assert http_response(b"HTTP/1.1 100 Continue\r\n\r\n" + http()).body == PAGE


def test_no_status_line_at_all() -> None:
    response = http_response(PAGE)
    assert (response.status, response.body) == (0, PAGE) and response.notes


def test_fields_in_latin_1_and_folded() -> None:
    response = http_response(b"HTTP/1.1 200 OK\r\nServer: M\xfcller\r\n  und Sohn\r\n\r\n")
    assert response.fields.get("server") == "Müller und Sohn"


@pytest.mark.parametrize("length", ["", "²3", "-1", "many", "9" * 30])
def test_lengths_that_are_none(length: str) -> None:
    assert http_response(http(content_length=length))[3:] == (PAGE, ())


def test_a_body_shorter_than_stated() -> None:
    response = http_response(http(content_length="9000"))
    assert response.body == PAGE and "may be cut" in response.notes[0]


@given(st.binary(max_size=400), st.integers(1, 90))
@settings(deadline=None, max_examples=100)
def test_chunks_put_together(body: bytes, size: int) -> None:
    assert unchunk(chunked(body, size)).data == body
    assert not unchunk(chunked(body, size)).note


def test_chunks_with_extensions_zeros_and_bare_line_feeds() -> None:
    assert unchunk(b"0003;name=value\r\nabc\r\n 2 \r\nde\r\n0\r\nTrailer: x\r\n\r\n") == (b"abcde", "")
    assert unchunk(b"3\nabc\n0\n\n").data == b"abc"


@pytest.mark.parametrize("body", [PAGE, b"", b"add chunk\r\nx", b"ffffffffffffffff\r\nx", b"5\r\nabcdefgh"])
def test_bodies_that_are_not_chunked(body: bytes) -> None:
    assert unchunk(body).data == body and "is not" in unchunk(body).note


@pytest.mark.parametrize("cut", [4, 5, 6, 8, 20])
def test_chunks_that_break_off(cut: int) -> None:
    found = unchunk(chunked(PAGE, 100)[:-cut])
    assert found.data == PAGE[: len(found.data)] and len(found.data) >= len(PAGE) - 20
    assert "may be cut" in found.note


def test_chunks_of_one_byte_take_linear_time() -> None:
    body = b"1\r\nx\r\n" * 300_000
    assert len(within(1.5, lambda: unchunk(body)).data) == 300_000


@pytest.mark.parametrize(
    ("end", "whole"), [(b"", True), (b"\r\n\r\n", True), (b"\n", True), (b"\n\n\n\n\n\n", False), (b"x", False)]
)
def test_length_that_the_server_stated(end: bytes, whole: bool) -> None:
    assert whole_by_length(http() + end) == (http() if whole else None)
    assert whole_by_length(http()[:-1]) is None
    assert whole_by_length(b"no response") is None
