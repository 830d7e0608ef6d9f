"""A real HTTP server that takes lineage events, as Marquez and others do; or refuses them, or never answers."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

HOLDS = 30.0  # seconds for which it does not answer


class Backend(ThreadingHTTPServer):
    """Keeps (path, event) of each POST and answers with `status`; None: it never answers."""

    daemon_threads = True

    def __init__(self, status: int | None = 201) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.status = status
        self.events: list[tuple[str, dict[str, Any]]] = []
        self.headers: list[dict[str, str]] = []
        self.release = threading.Event()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}"


class Handler(BaseHTTPRequestHandler):
    def do_POST(self) -> None:
        server: Any = self.server
        body = self.rfile.read(int(self.headers["Content-Length"]))
        if server.status is None:
            server.release.wait(HOLDS)
            return
        server.events.append((self.path, json.loads(body)))
        server.headers.append(dict(self.headers))
        self.send_response(server.status)
        self.end_headers()

    def log_message(self, *_: object) -> None:
        """Not on the tests' output."""


@contextmanager
def serving(status: int | None = 201) -> Iterator[Backend]:
    """The server, as long as it is wanted."""
    server = Backend(status)
    threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    try:
        yield server
    finally:
        server.release.set()
        server.shutdown()
        server.server_close()
