"""One stack for all of these tests: the compose file's own commands, with PostgreSQL, Redis, SeaweedFS and Dask."""

from __future__ import annotations

import base64
import json
import shutil
import subprocess
import tempfile
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.absent import absent
from tests.stack.plain import Places, missing
from tests.stack.run import Stack, stack

PATIENCE = 240.0  # seconds, on a machine that others use as well


@pytest.fixture(scope="session")
def running() -> Iterator[Stack]:
    if names := missing():
        absent(f"not here: {', '.join(names)} (Debian: postgresql, redis-server; pip: copydesk[stack,dask])")
    folder = Path(tempfile.mkdtemp(prefix="copydesk-stack-"))  # PostgreSQL, as another user, must get to it
    with stack(folder) as found:
        yield found
    shutil.rmtree(folder)


class Api:
    """Prefect's API, asked with the stack's own credentials."""

    def __init__(self, place: Places) -> None:
        self.url = place.api
        self._login = base64.b64encode(place.secret("api_auth").encode()).decode()

    def __call__(self, what: str, body: Any = None, method: str | None = None) -> Any:
        data = None if body is None else json.dumps(body).encode()
        headers = {"Content-Type": "application/json", "Authorization": f"Basic {self._login}"}
        request = urllib.request.Request(f"{self.url}/{what}", data, headers, method=method)
        with urllib.request.urlopen(request, timeout=60) as answer:
            return json.loads(answer.read() or b"null")

    def deployment(self, name: str) -> str:
        return str(self(f"deployments/name/{name}")["id"])

    def runs(self, deployment: str) -> list[dict[str, Any]]:
        """Runs of a deployment that are no longer only planned."""
        query = {"deployments": {"id": {"any_": [deployment]}}, "sort": "START_TIME_ASC", "limit": 200}
        return [run for run in self("flow_runs/filter", query) if run["state_type"] not in ("SCHEDULED", "PENDING")]


@pytest.fixture(scope="session")
def api(running: Stack) -> Api:
    return Api(running.place)


@pytest.fixture(scope="session")
def use(running: Stack) -> Callable[..., subprocess.CompletedProcess[str]]:
    """use(*command, **variables): run a command as a user of the stack."""

    def run(*command: str, **variables: str) -> subprocess.CompletedProcess[str]:
        environment = running.place.client | variables
        return subprocess.run(command, env=environment, capture_output=True, text=True, check=False, timeout=PATIENCE)

    return run


def until(what: Callable[[], Any], seconds: float = PATIENCE) -> Any:
    """What it gives, as soon as it gives something."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if found := what():
            return found
        time.sleep(0.3)
    raise AssertionError("nothing came")
