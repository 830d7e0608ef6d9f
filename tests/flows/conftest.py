"""What several tests of the flows share."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from flows import stack_check
from flows.diagnosis import Check
from tests.flows.prefect_answers import HEARD, WELL, Answers, Server


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
