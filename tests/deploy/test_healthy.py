"""What a container's health check calls well."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest

from flows.deploy.healthy import FRESH, trouble
from tests.object_store import free_ports


class Answers(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        self.send_response(int(self.path[1:]))
        self.end_headers()

    def log_message(self, format: str, *args: object) -> None:
        """Quiet."""


@pytest.fixture
def address() -> Iterator[str]:
    server = HTTPServer(("127.0.0.1", 0), Answers)
    threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()


def test_an_address_that_answers(address: str) -> None:
    assert [trouble(address + code) for code in ("200", "404")] == ["", ""]
    assert "status 500" in trouble(address + "500")
    assert "status 401" in trouble(address + "401")
    assert "refused" in trouble(f"http://127.0.0.1:{free_ports(1)[0]}/")


def test_a_file_that_is_touched(tmp_path: Path) -> None:
    path = tmp_path / "alive"
    assert "No such file" in trouble(str(path))
    path.touch()
    assert trouble(str(path)) == ""
    os.utime(path, (time.time() - FRESH - 1,) * 2)
    assert "no sign of life for 6" in trouble(str(path))


def test_services_without_redis(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PREFECT_SERVER_DOCKET_URL", f"redis://default:s3cret@127.0.0.1:{free_ports(1)[0]}/1")
    assert trouble("services") == "redis: ConnectionError"


def test_the_command_ends_with_0_or_says_what_is_wrong(tmp_path: Path) -> None:
    (tmp_path / "alive").touch()
    for name, code in (("alive", 0), ("gone", 1)):
        command = [sys.executable, "-m", "flows.deploy.healthy", str(tmp_path / name)]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        assert (done.returncode, bool(done.stderr)) == (code, bool(code))
