"""What is wrong with the server is told before a run begins; without a server, or with a wrong login, none does."""

from __future__ import annotations

from datetime import timedelta

import pytest

from flows.prefect_server import ServerError
from flows.server_check import preflight
from tests.flows.prefect_answers import Server
from tests.object_store import free_ports


def told() -> list[str]:
    words: list[str] = []
    preflight(words.append)
    return words


def test_all_is_well(server: Server) -> None:
    assert told() == []


def test_the_embedded_server_is_not_asked(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    server.answers = {}
    monkeypatch.delenv("PREFECT_API_URL")
    assert told() == []


def test_a_wrong_address_and_a_refused_login(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("PREFECT_API_AUTH_STRING")
    with pytest.raises(ServerError, match=r"PREFECT_API_AUTH_STRING is not set. It is user:password"):
        told()
    monkeypatch.setenv("PREFECT_API_URL", f"http://127.0.0.1:{free_ports(1)[0]}/api")
    with pytest.raises(ServerError, match=r"no answer at .* Is it up"):
        told()


def test_a_clock_and_a_version_do_not_stop_a_run_but_are_told(server: Server) -> None:
    server.apart = timedelta(days=2)
    server.answers["/api/admin/version"] = "3.7.0"
    clock, versions = told()
    assert "behind the server's" in clock and "NTP" in clock
    assert "3.7.0 on the server" in versions and "requirements.lock" in versions
