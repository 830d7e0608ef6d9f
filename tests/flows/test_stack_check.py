"""Each fault of a stack is told by its name, with what to do: against servers that have just that fault."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from flows import server_check
from flows.stack_check import examine_stack
from tests.flows.prefect_answers import HEARD, Server
from tests.object_store import free_ports


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
    monkeypatch.setattr(server_check, "LOOPBACK", ())
    assert "whoever reaches it" in troubles()["access"]
    server.is_open = False
    assert troubles() == {}


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
