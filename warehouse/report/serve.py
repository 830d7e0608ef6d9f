"""HOME/reports on an address of this machine: read-only, and for this machine alone.

Nothing can be changed through it: GET and HEAD are all it knows. It listens on the loopback and answers only under a
loopback name, so that no site can read the report under a name of its own that resolves to 127.0.0.1 (DNS
rebinding). Names are those of pages, opened without following links, so nothing else of the disk can be asked for.
"""

from __future__ import annotations

import errno
import html
import os
import re
import stat
import sys
from collections.abc import Callable
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from socketserver import TCPServer
from typing import NamedTuple

HOST = "127.0.0.1"
PATIENCE = 10.0  # seconds for a request to come in
CLOSED = "default-src 'none'"
HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-store",
}
TYPES = {"html": "text/html; charset=utf-8", "json": "application/json", "txt": "text/plain; charset=utf-8",
         "metrics": "text/plain; version=0.0.4; charset=utf-8"}  # fmt: skip
METRICS = "metrics"  # what Prometheus asks for: made anew each time

_PAGE = re.compile(r"/(?:(articles)/)?([A-Za-z0-9][A-Za-z0-9._-]*\.(?:html|json))")
_LOOPBACK = re.compile(r"(?:127\.0\.0\.1|localhost|\[::1\])(?::[0-9]{1,5})?", re.IGNORECASE)
_POLICY = re.compile(rb'<meta http-equiv="Content-Security-Policy" content="([^"\r\n]{1,2000})">')

Maker = Callable[[str], bytes | None]  # the name of a page that no file holds → its bytes, None if there is none


class Answer(NamedTuple):
    """What a request is answered with."""

    status: HTTPStatus
    body: bytes
    kind: str = "txt"  # one of TYPES

    @property
    def headers(self) -> dict[str, str]:
        """All headers; the policy is the page's own, by hash, and forbids frames on top of it."""
        own = _POLICY.search(self.body, 0, 4096) if self.kind == "html" else None
        policy = html.unescape(own[1].decode()) if own else CLOSED
        return HEADERS | {
            "Content-Type": TYPES[self.kind], "Content-Length": str(len(self.body)),
            "Content-Security-Policy": f"{policy}; frame-ancestors 'none'",
        }  # fmt: skip


def answer(reports: Path, target: str, host: str | None, make: Maker = lambda _name: None) -> Answer:
    """The answer to a GET for `target` under the name `host`. Pages that no file holds are asked of `make`."""
    if host is None or not _LOOPBACK.fullmatch(host):
        return Answer(HTTPStatus.MISDIRECTED_REQUEST, b"The report answers as localhost or 127.0.0.1 only.\n")
    path = target.partition("?")[0]
    if path == f"/{METRICS}" and (figures := make(METRICS)) is not None:
        return Answer(HTTPStatus.OK, figures, METRICS)
    found = _PAGE.fullmatch("/index.html" if path == "/" else path)
    if not found:
        return Answer(HTTPStatus.NOT_FOUND, b"There is no such page. The report begins at /\n")
    folder, name = found[1] or "", found[2]
    body = _read(reports, folder, name)
    if body is None:
        body = make(f"{folder}/{name}" if folder else name)
    if body is None:
        return Answer(HTTPStatus.NOT_FOUND, b"There is no such page. The report begins at /\n")
    return Answer(HTTPStatus.OK, body, name.rpartition(".")[2])


def _read(reports: Path, folder: str, name: str) -> bytes | None:
    """The bytes of a plain file in `reports`, or in a folder of it; None for whatever else the name leads to."""
    try:
        outer = os.open(reports / folder, os.O_RDONLY | os.O_DIRECTORY | (os.O_NOFOLLOW if folder else 0))
        try:
            file = os.open(name, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK, dir_fd=outer)
        finally:
            os.close(outer)
    except OSError as error:
        if error.errno in (errno.ENOENT, errno.ELOOP, errno.ENOTDIR, errno.ENAMETOOLONG, errno.EACCES, errno.ENXIO):
            return None
        raise
    if not stat.S_ISREG(os.fstat(file).st_mode):
        os.close(file)
        return None
    with os.fdopen(file, "rb") as stream:
        return stream.read()


class _Handler(BaseHTTPRequestHandler):
    server_version, sys_version = "Copydesk", ""
    timeout = PATIENCE
    server: Server

    def do_GET(self) -> None:
        hosts = self.headers.get_all("Host") or []
        self._send(answer(self.server.reports, self.path, hosts[0] if len(hosts) == 1 else None, self.server.make))

    do_HEAD = do_GET  # noqa: N815  # http.server's name

    def _send(self, found: Answer) -> None:
        self.send_response(found.status)
        for name, value in found.headers.items():
            self.send_header(name, value)
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(found.body)

    def send_error(self, code: int, *_told: object) -> None:
        """What http.server itself refuses: in the same form, and without repeating what was sent."""
        status = HTTPStatus.METHOD_NOT_ALLOWED if code == HTTPStatus.NOT_IMPLEMENTED else HTTPStatus(code)
        self._send(Answer(status, f"{status.phrase}. Pages can be read, and nothing else.\n".encode()))

    def log_message(self, format: str, *args: object) -> None:
        """Nothing is written down of who read what."""


class Server(ThreadingHTTPServer):
    """Serves the pages in `reports` on a port of the loopback; port 0 is any that is free.

    OSError where the port is taken.
    """

    daemon_threads = True

    def __init__(self, reports: Path, port: int, make: Maker = lambda _name: None) -> None:
        self.reports, self.make = reports, make
        super().__init__((HOST, port), _Handler)

    def server_bind(self) -> None:
        """As a plain TCP server does: http.server's own asks name servers what this machine is called."""
        TCPServer.server_bind(self)
        self.server_name, self.server_port = HOST, self.server_address[1]

    def handle_error(self, request: object, client_address: object) -> None:
        """A reader that went away is no fault; all else is told on stderr."""
        if not isinstance(sys.exception(), ConnectionError | TimeoutError):
            super().handle_error(request, client_address)  # type: ignore[arg-type]  # typeshed's own types, passed on

    @property
    def url(self) -> str:
        return f"http://{HOST}:{self.server_address[1]}/"
