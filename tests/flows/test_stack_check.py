"""Each fault of a stack is told by its name, with what to do: against servers that have just that fault."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from http.server import BaseHTTPRequestHandler, HTTPServer
from importlib.metadata import version
from typing import Any

import pytest

from flows import stack_check
from flows.diagnosis import Check
from flows.stack_check import examine_stack
from tests.object_store import free_ports

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


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    found = Server(("127.0.0.1", 0), Answers)
    found.answers = WELL | {HEARD: [{"last_heartbeat_time": datetime.now(UTC).isoformat()}]}
    threading.Thread(target=found.serve_forever, args=(0.02,), daemon=True).start()
    monkeypatch.setenv("PREFECT_API_URL", f"http://127.0.0.1:{found.server_port}/api")
    monkeypatch.setenv("PREFECT_API_AUTH_STRING", "desk:word")
    for name in stack_check.REDIS:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(stack_check, "_scheduler", lambda: Check("scheduler", True, ""))
    yield found
    found.shutdown()
    found.server_close()


def troubles(home: str = "desk") -> dict[str, str]:
    """Finding and remedy of what is not well."""
    return {check.subject: f"{check.finding} → {check.remedy}" for check in examine_stack(home) if not check.well}


def test_a_stack_that_is_well(server: Server) -> None:
    assert troubles() == {}
    names = [check.subject for check in examine_stack("desk")]
    assert names == ["server", "clock", "login", "versions", "queue", "deployments", "scheduler", "store"]


def test_no_address(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("PREFECT_API_URL")
    assert "PREFECT_API_URL is not set" in troubles()["server"]


def test_a_wrong_address(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PREFECT_API_URL", f"http://127.0.0.1:{free_ports(1)[0]}/api")
    assert set(troubles()) == {"server"}
    assert "no answer at" in troubles()["server"]
    monkeypatch.setenv("PREFECT_API_URL", f"http://127.0.0.1:{server.server_port}")
    assert "it ends in /api" in troubles()["server"]


def test_a_refused_login(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("PREFECT_API_AUTH_STRING")
    assert set(troubles()) == {"login"}, "what hangs on it is left out"
    assert "not set" in troubles()["login"]


@pytest.mark.parametrize("days", [2, -2])
def test_a_clock_that_is_off(server: Server, days: int) -> None:
    server.apart = timedelta(days=days)
    told = troubles()["clock"]
    assert ("behind" if days > 0 else "ahead of") in told
    assert "172" in told
    assert "NTP" in told


def test_a_second_or_two_is_no_fault(server: Server) -> None:
    server.apart = timedelta(seconds=3)
    assert troubles() == {}


def test_another_version(server: Server) -> None:
    server.answers["/api/admin/version"] = "3.7.0"
    assert "3.7.0 on the server" in troubles()["versions"]


def test_no_queue(server: Server) -> None:
    del server.answers["/api/work_pools/copydesk"]
    assert "`copydesk deploy` makes it" in troubles()["queue"]


def test_no_worker_and_one_that_is_silent(server: Server) -> None:
    server.answers[HEARD] = []
    assert "has ever been heard → Start one: prefect worker start" in troubles()["queue"]
    long_ago = (datetime.now(UTC) - timedelta(hours=1)).isoformat()
    server.answers[HEARD] = [{"last_heartbeat_time": long_ago}]
    assert "heard for 36" in troubles()["queue"]


def test_nothing_deployed(server: Server) -> None:
    del server.answers["/api/deployments/name/ingest/ingest-hourly"]
    assert "copydesk deploy" in troubles()["deployments"]


def test_an_open_server_that_others_reach(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    server.is_open = True
    assert troubles() == {}, "on the loopback it is the user's own"
    monkeypatch.setattr(stack_check, "LOOPBACK", ())
    assert "whoever reaches it" in troubles()["login"]


def test_no_redis(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PREFECT_REDIS_MESSAGING_URL", f"redis://default:s3cret@127.0.0.1:{free_ports(1)[0]}/0")
    told = troubles()["messaging"]
    assert "no Redis at 127.0.0.1" in told
    assert "s3cret" not in told


def test_a_store_that_is_not_there(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AWS_ENDPOINT_URL", f"http://127.0.0.1:{free_ports(1)[0]}")
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "a"), monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "b")
    monkeypatch.setenv("AWS_EC2_METADATA_DISABLED", "true")
    monkeypatch.setenv("AWS_MAX_ATTEMPTS", "1")
    assert "AWS_ENDPOINT_URL" in troubles("s3://bucket/desk")["store"]
