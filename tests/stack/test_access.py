"""Who may ask: without credentials nothing answers but the probes for health, and nothing starts without secrets."""

from __future__ import annotations

import re
import subprocess
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.stack.run import Stack

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("stack")]
OPEN = {"/health", "/ready", "/version", "/admin/version"}
ID = "00000000-0000-4000-8000-000000000000"


def routes() -> list[Any]:
    """The server's own table of routes, which lists more than its OpenAPI document does."""
    from prefect.server.api.server import create_api_app

    app = create_api_app()
    found = list(_within(app.router))
    assert set(app.openapi()["paths"]) <= {re.sub(r":\w+\}", "}", route.path) for route in found}, "none is overlooked"
    return found


def _within(router: Any) -> Iterator[Any]:
    """Routes of a router and of those it includes."""
    for route in router.routes:
        included = getattr(route, "original_router", None)
        if included is None:
            yield route
        else:
            yield from _within(included)


def status(url: str, method: str, headers: dict[str, str]) -> int:
    data = b"{}" if method in ("POST", "PUT", "PATCH") else None
    request = urllib.request.Request(url, data, {"Content-Type": "application/json", **headers}, method=method)
    try:
        with urllib.request.urlopen(request, timeout=30) as answer:
            return int(answer.status)
    except urllib.error.HTTPError as error:
        return error.code


@pytest.mark.parametrize("headers", [{}, {"Authorization": "Basic Y29weWRlc2s6Z3Vlc3M="}, {"Host": "x/api/health?"}])
def test_every_route_asks_for_credentials(running: Stack, headers: dict[str, str]) -> None:
    asked = 0
    for route in routes():
        for method in getattr(route, "methods", None) or ():
            path = re.sub(r"\{[^}]*\}", ID, route.path)
            found = status(running.place.api + path, method, headers)
            asked += 1
            assert found == 401 or (path in OPEN and method in ("GET", "HEAD")), f"{method} {path}: {found}"
    assert asked > 150


def test_no_web_socket_tells_anything(running: Stack) -> None:
    from websockets.exceptions import ConnectionClosed, InvalidStatus
    from websockets.sync.client import connect

    sockets = [route.path for route in routes() if type(route).__name__.endswith("WebSocketRoute")]
    assert len(sockets) >= 2
    address = running.place.api.replace("http://", "ws://")
    for path in sockets:
        for protocols in (None, ["prefect"]):
            try:
                with connect(address + re.sub(r"\{[^}]*\}", ID, path), subprotocols=protocols) as socket:  # type: ignore[arg-type]
                    socket.send('{"type": "auth", "token": "guess"}')
                    told = socket.recv(timeout=10)
                    assert "auth_failure" in str(told) or "error" in str(told), f"{path}: {told!r}"
            except (ConnectionClosed, InvalidStatus):
                continue


@pytest.mark.parametrize("name", ["prefect-api", "prefect-services", "worker", "redis"])
def test_nothing_starts_without_its_secrets(running: Stack, tmp_path: Path, name: str) -> None:
    service = running.services[name]
    environment = service.environment | {"SECRETS_FOLDER": str(tmp_path)}
    command = [word.replace(str(running.place.folder / "secrets"), str(tmp_path)) for word in service.command]
    done = subprocess.run(
        command, env=environment, capture_output=True, text=True, check=False, timeout=60, cwd=tmp_path
    )
    assert done.returncode != 0
    assert "secret" in done.stderr or "No such file" in done.stderr


def test_the_report_is_read_only(running: Stack) -> None:
    for method in ("POST", "PUT", "DELETE"):
        assert status(running.place.report, method, {}) == 405
    assert status(running.place.report + "../../secrets/api_auth", "GET", {}) == 404
    assert status(running.place.report, "GET", {"Host": "evil.example"}) == 421


def test_the_store_asks_for_credentials(running: Stack) -> None:
    assert status(f"http://127.0.0.1:{running.place.ports[8333]}/", "GET", {}) == 403
