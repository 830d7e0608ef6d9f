"""The reports are served to this machine, read-only, and nothing else is."""

from __future__ import annotations

import http.client
import os
import socket
import threading
from collections.abc import Iterator
from contextlib import closing
from http import HTTPStatus
from pathlib import Path

import pytest

from tests.browser.hostile import HOSTILE
from warehouse.report.serve import HOST, Server, answer

LOCAL = "localhost:4280"
POLICY = "default-src 'none'; style-src 'sha256-abc='"
PAGE = f"""<!doctype html><meta http-equiv="Content-Security-Policy" content="{POLICY}"><h1>Index</h1>"""


@pytest.fixture
def reports(tmp_path: Path) -> Path:
    """Reports, and beside them what is not to be read."""
    reports = tmp_path / "home" / "reports"
    (reports / "articles").mkdir(parents=True)
    (reports / "index.html").write_text(PAGE)
    (reports / "20261101T101000.123456Z.json").write_text("{}")
    (reports / "articles" / "abc.html").write_text("<h1>Article</h1>")
    secret = tmp_path / "home" / "secret.html"
    secret.write_text("secret")
    (reports / "link.html").symlink_to(secret)
    (reports / "elsewhere").symlink_to(tmp_path / "home")
    (reports / "notes.md").write_text("secret")
    (reports / ".hidden.html").write_text("secret")
    (reports / "folder.html").mkdir()
    os.mkfifo(reports / "pipe.html")
    os.link(secret, reports / "..html")
    return reports


@pytest.fixture
def server(reports: Path) -> Iterator[Server]:
    with Server(reports, 0, lambda name: b"<h1>Made</h1>" if name == "articles/made.html" else None) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        yield server
        server.shutdown()
        thread.join()


@pytest.mark.parametrize(
    ("target", "said"),
    [
        ("/", "Index"),
        ("/index.html", "Index"),
        ("/index.html?x=1", "Index"),
        ("/20261101T101000.123456Z.json", "{}"),
        ("/articles/abc.html", "Article"),
    ],
)
def test_pages_are_served(reports: Path, target: str, said: str) -> None:
    found = answer(reports, target, LOCAL)
    assert found.status == HTTPStatus.OK and said in found.body.decode()


@pytest.mark.parametrize(
    "target",
    [
        "/none.html", "/articles", "/articles/", "//index.html", "/./index.html", "/articles/../index.html",
        "/../secret.html", "/..%2fsecret.html", "/%2e%2e/secret.html", "/..\\secret.html", "/secret.html",
        "/link.html", "/elsewhere/secret.html", "/notes.md", "/.hidden.html", "/..html", "/folder.html", "/pipe.html",
        "/index.html/", "/index.html\x00", "/index%2ehtml", "index.html", "", "*", "http://127.0.0.1/index.html",
        "/" + "a" * 300 + ".html", "/INDEX.HTML", "/articles/link/abc.html", "/index.html\n", "/articles/.html",
    ],
)  # fmt: skip
def test_nothing_else_is(reports: Path, target: str) -> None:
    found = answer(reports, target, LOCAL)
    assert found.status == HTTPStatus.NOT_FOUND
    assert b"secret" not in found.body


def test_a_folder_that_is_a_link_is_not_followed(reports: Path, tmp_path: Path) -> None:
    (reports / "articles").rename(tmp_path / "away")
    (reports / "articles").symlink_to(tmp_path / "away")
    assert answer(reports, "/articles/abc.html", LOCAL).status == HTTPStatus.NOT_FOUND


@pytest.mark.parametrize("host", ["localhost", "LOCALHOST:1", "127.0.0.1:4280", "[::1]:9", "localhost:65535"])
def test_loopback_names_are_answered(reports: Path, host: str) -> None:
    assert answer(reports, "/", host).status == HTTPStatus.OK


@pytest.mark.parametrize(
    "host",
    [
        None, "", "rebound.example", "rebound.example:4280", "127.0.0.1.example", "localhost.example", "0.0.0.0",
        "localhost:x", "127.0.0.1:4280\nx", "localhost@rebound.example", "[::2]",
    ],
)  # fmt: skip
def test_other_names_are_refused(reports: Path, host: str | None) -> None:
    found = answer(reports, "/", host)
    assert found.status == HTTPStatus.MISDIRECTED_REQUEST and b"Index" not in found.body


def test_hostile_names_and_hosts_get_nothing(reports: Path) -> None:
    for text in HOSTILE:
        assert answer(reports, f"/{text}", LOCAL).status == HTTPStatus.NOT_FOUND or text.startswith("?"), text
        assert answer(reports, "/", text).status == HTTPStatus.MISDIRECTED_REQUEST, text


def test_headers_carry_the_policy_of_the_page(reports: Path) -> None:
    headers = answer(reports, "/", LOCAL).headers
    assert headers["Content-Security-Policy"] == f"{POLICY}; frame-ancestors 'none'"
    assert (headers["X-Content-Type-Options"], headers["Referrer-Policy"]) == ("nosniff", "no-referrer")
    assert (headers["Cache-Control"], headers["X-Frame-Options"]) == ("no-store", "DENY")
    without = answer(reports, "/articles/abc.html", LOCAL).headers
    assert without["Content-Security-Policy"] == "default-src 'none'; frame-ancestors 'none'"


def test_a_page_without_a_file_is_made(reports: Path) -> None:
    found = answer(reports, "/articles/new.html", LOCAL, lambda name: f"<p>{name}".encode())
    assert (found.status, found.body) == (HTTPStatus.OK, b"<p>articles/new.html")


def ask(server: Server, method: str, target: str, **headers: str) -> tuple[http.client.HTTPResponse, bytes]:
    with closing(http.client.HTTPConnection(HOST, server.server_port, timeout=10)) as connection:
        connection.putrequest(method, target, skip_host="Host" in headers, skip_accept_encoding=True)
        for name, value in headers.items():
            connection.putheader(name, value)
        connection.endheaders()
        response = connection.getresponse()
        return response, response.read()


def test_over_the_wire(server: Server) -> None:
    response, body = ask(server, "GET", "/")
    assert (response.status, body.decode()) == (200, PAGE)
    assert response.headers["Content-Type"] == "text/html; charset=utf-8"
    assert response.headers["Server"].strip() == "Copydesk"
    response, body = ask(server, "HEAD", "/")
    assert (response.status, body, response.headers["Content-Length"]) == (200, b"", str(len(PAGE)))
    assert ask(server, "GET", "/articles/made.html")[1] == b"<h1>Made</h1>"
    assert ask(server, "GET", "/", Host="rebound.example")[0].status == 421


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS", "PATCH", "TRACE", "CONNECT", "<script>"])
def test_only_reading_is_known(server: Server, method: str) -> None:
    response, body = ask(server, method, "/")
    assert response.status == 405
    assert b"Index" not in body and b"script" not in body
    assert response.headers["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize(
    "sent",
    [
        b"GET / HTTP/1.0\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: localhost\r\nHost: localhost\r\n\r\n",
        b"GET /\r\n",
        b"GET / HTTP/9.9\r\n\r\n",
        b"GET /" + b"a" * 70_000 + b" HTTP/1.1\r\n\r\n",
        b"GET / HTTP/1.1\r\n" + b"X: y\r\n" * 200 + b"\r\n",
        b"\x16\x03\x01\x02\x00\x01\x00\r\n\r\n",
    ],
)
def test_malformed_requests_get_nothing(server: Server, sent: bytes) -> None:
    with closing(socket.create_connection((HOST, server.server_port), 10)) as connection:
        connection.sendall(sent)
        connection.shutdown(socket.SHUT_WR)
        received = b"".join(iter(lambda: connection.recv(65536), b""))
    assert b"Index" not in received and b"aaaa" not in received
    assert ask(server, "GET", "/")[0].status == 200


def test_only_this_machine_is_listened_to(server: Server) -> None:
    assert server.socket.getsockname()[0] == "127.0.0.1"
