"""Sending: in order, to an address or a file; what does not arrive is told, and not waited for."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from flows.openlineage.sender import Sender, address
from tests.flows.openlineage.backend import HOLDS, Backend, serving
from tests.flows.openlineage.samples import SECRET, an_event


@pytest.fixture
def backend(request: pytest.FixtureRequest) -> Iterator[Backend]:
    with serving(*getattr(request, "param", ())) as server:
        yield server


def test_events_arrive_in_their_order_at_an_address(backend: Backend, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COPYDESK_LINEAGE_TOKEN", "let-me-in")
    sender = Sender(backend.url)
    sender.send(an_event("START"))
    sender.send(an_event())
    assert sender.close() == ""
    assert [(path, event["eventType"]) for path, event in backend.events] == [
        ("/api/v1/lineage", "START"), ("/api/v1/lineage", "COMPLETE"),
    ]  # fmt: skip
    assert backend.headers[0]["Authorization"] == "Bearer let-me-in"
    assert address(f"{backend.url}/hooks/in?x=1") == f"{backend.url}/hooks/in?x=1"


def test_events_are_lines_of_a_file(tmp_path: Path) -> None:
    for target in (f"file:{tmp_path}/a.jsonl", f"file://{tmp_path}/a.jsonl"):
        sender = Sender(target)
        sender.send(an_event())
        assert sender.close() == ""
    lines = (tmp_path / "a.jsonl").read_text().splitlines()
    assert [json.loads(line) for line in lines] == [an_event()] * 2


@pytest.mark.parametrize("backend", [(500,)], indirect=True)
def test_an_address_that_refuses_is_told_of(backend: Backend) -> None:
    target = backend.url.replace("//", f"//anna:{SECRET}@") + f"?token={SECRET}"
    sender = Sender(target)
    sender.send(an_event("START"))
    sender.send(an_event())
    warning = sender.close()
    assert warning == f"2 of 2 lineage events did not reach {backend.url}: the answer was 500"
    assert backend.headers[0]["Authorization"].startswith("Basic ")


@pytest.mark.parametrize("backend", [(None,)], indirect=True)
def test_an_address_that_never_answers_is_not_waited_for(backend: Backend) -> None:
    started = time.monotonic()
    sender = Sender(backend.url, patience=0.3)
    sender.send(an_event("START"))
    sender.send(an_event())
    assert "2 of 2 lineage events did not reach" in sender.close()
    assert time.monotonic() - started < HOLDS / 2


@pytest.mark.parametrize(
    ("target", "said"),
    [
        ("file:/nowhere/at/all.jsonl", "FileNotFoundError: No such file or directory"),
        (f"http://anna:{SECRET}@127.0.0.1:9/?token={SECRET}", "http://127.0.0.1:9: ConnectError"),
        (f"https://anna:{SECRET}@[broken?token={SECRET}", "lineage events did not reach"),
    ],
)
def test_a_target_that_is_not_there_is_told_of_without_its_secrets(target: str, said: str) -> None:
    sender = Sender(target, patience=3)
    sender.send(an_event())
    warning = sender.close()
    assert said in warning and SECRET not in warning
