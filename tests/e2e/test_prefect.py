"""On a Prefect server of the user's own (PREFECT_API_URL): its states and artifacts, and nothing of ours beside it."""

from __future__ import annotations

import json
import subprocess
import urllib.request
from pathlib import Path
from typing import Any

import pytest

from flows.prefect_server import EmbeddedServer
from tests.conftest import COMMAND, EXAMPLES

pytestmark = pytest.mark.xdist_group("ingest")


def ask(url: str, what: str) -> Any:
    request = urllib.request.Request(f"{url}/{what}/filter", b"{}", {"Content-Type": "application/json"})
    with urllib.request.urlopen(request, timeout=30) as answer:
        return json.load(answer)


def test_a_run_is_visible_in_prefect(environment: dict[str, str], tmp_path: Path, monkeypatch: Any) -> None:
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    server = EmbeddedServer(Path(environment["XDG_STATE_HOME"]) / "own-server")
    server.start()
    try:
        url = server.wait(180)
        done = subprocess.run(
            [COMMAND, "ingest", str(EXAMPLES / "wire"), "--home", str(tmp_path / "home")],
            capture_output=True, text=True, check=False, env=environment | {"PREFECT_API_URL": url},
        )  # fmt: skip
        assert done.returncode in (0, 3), done.stderr
        [flow_run] = ask(url, "flow_runs")
        assert flow_run["state"]["type"] == "COMPLETED"
        assert [run["name"].split("-")[0] for run in ask(url, "task_runs")] == ["batch"]
        artifacts = {artifact["key"]: artifact["data"] for artifact in ask(url, "artifacts")}
        counts = json.loads(done.stdout)["counts"]
        assert {row["outcome"]: row["records"] for row in json.loads(artifacts["ingest-accounting"])} == counts
        assert f"{counts['seen']} seen = {counts['accepted']} accepted" in artifacts["ingest-summary"]
    finally:
        server.close()
