"""The event of a run of bad quality, on a real Prefect server: it arrives, and an automation acts on it."""

from __future__ import annotations

import json
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from flows.prefect_server import EmbeddedServer
from flows.quality_event import emit

pytestmark = pytest.mark.xdist_group("ingest")

RUN: dict[str, Any] = {
    "run_id": "r1", "home": "/srv/desk", "status": "gate_failed", "gate": "critical",
    "failed": [("critical", "run", "run_loses_few_records", 1)],
    "breaches": ["byline filled on 3 % of Harbour News's pages, usually 97 %: the layout has probably changed"],
    "counts": {"seen": 9, "accepted": 1, "quarantined": 8, "rejected": 0, "skipped": 0},
}  # fmt: skip
SENDS = "import json, sys; from flows.quality_event import emit; sys.exit(not emit(**json.loads(sys.argv[1])))"


@pytest.fixture
def url(environment: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    server = EmbeddedServer(Path(environment["XDG_STATE_HOME"]) / "event-server")
    server.start()
    yield server.wait(180)
    server.close()


def post(url: str, what: str, body: dict[str, Any]) -> Any:
    request = urllib.request.Request(f"{url}/{what}", json.dumps(body).encode(), {"Content-Type": "application/json"})
    with urllib.request.urlopen(request, timeout=30) as answer:
        return json.load(answer)


def events(url: str, prefix: str, seconds: float = 60) -> list[dict[str, Any]]:
    """The events of that name, as soon as there is one."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        found: list[dict[str, Any]] = post(url, "events/filter", {"filter": {"event": {"prefix": [prefix]}}})["events"]
        if found:
            return found
        time.sleep(0.5)
    raise AssertionError(f"no event {prefix}")


def test_an_automation_acts_on_it(url: str, environment: dict[str, str]) -> None:
    post(url, "automations/", {
        "name": "tell the desk", "enabled": True, "actions": [{"type": "do-nothing"}],
        "trigger": {"type": "event", "posture": "Reactive", "threshold": 1, "within": 0,
                    "expect": ["copydesk.quality.failed"], "match": {"prefect.resource.id": "copydesk.home.*"}},
    })  # fmt: skip
    sent = subprocess.run(
        [sys.executable, "-c", SENDS, json.dumps(RUN)], env=environment | {"PREFECT_API_URL": url}, check=False
    )
    assert sent.returncode == 0
    [event] = events(url, "copydesk.quality.failed")
    assert event["resource"]["prefect.resource.id"] == "copydesk.home.desk"
    assert event["payload"]["breaches"] == RUN["breaches"]
    assert event["payload"]["failed_expectations"][0]["expectation"] == "run_loses_few_records"
    assert events(url, "prefect.automation.triggered")


@pytest.mark.parametrize("status", ["completed", "completed_with_losses"])
def test_a_run_without_complaint_sends_none(status: str) -> None:
    assert not emit(**(RUN | {"status": status, "breaches": []}))
