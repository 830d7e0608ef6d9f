"""A server that answers as Prefect's does, but for what a test makes it do."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from http.server import BaseHTTPRequestHandler, HTTPServer
from importlib.metadata import version
from typing import Any

HEARD = "/api/work_pools/copydesk/workers/filter"
WELL: dict[str, Any] = {
    "/api/health": True, "/api/admin/version": version("prefect"), "/api/work_pools/copydesk": {"is_paused": False},
    "/api/deployments/name/ingest/ingest-hourly": {"paused": False},
}  # fmt: skip


class Server(HTTPServer):
    """Answers as a Prefect server does, but for what a test makes it do."""

    answers: dict[str, Any]
    apart = timedelta(0)
    is_open = False


class Answers(BaseHTTPRequestHandler):
    server: Server

    def do_GET(self) -> None:
        asked_for = self.server.is_open or self.path == "/api/health" or "Authorization" in self.headers
        found = self.server.answers.get(self.path)
        self.send_response_only(404 if found is None else 200 if asked_for else 401)
        self.send_header("Date", format_datetime(datetime.now(UTC) + self.server.apart, usegmt=True))
        self.end_headers()
        self.wfile.write(json.dumps(found).encode() if found is not None and asked_for else b"{}")

    do_POST = do_GET

    def log_message(self, format: str, *args: object) -> None:
        """Quiet."""
