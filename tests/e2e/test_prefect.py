"""On a Prefect server of the user's own (PREFECT_API_URL): its states and artifacts, and nothing of ours beside it.

The home and a file have names that would be images and links in what Prefect shows.
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import urllib.request
from pathlib import Path
from typing import Any

import pytest

from flows.prefect_server import EmbeddedServer
from tests.conftest import COMMAND, EXAMPLES

HOSTILE = "![x](http:\\\\invented.example) <img src=x onerror=alert(1)> [x](javascript:alert(1))"

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
    home, source = tmp_path / HOSTILE, tmp_path / f"source {HOSTILE}"
    shutil.copytree(EXAMPLES / "wire", source)
    (source / f"{HOSTILE}.jsonl").write_text('{"publisher": "<script>alert(1)</script>", "headline":')
    try:
        url = server.wait(180)
        done = subprocess.run(
            [COMMAND, "ingest", str(source), "--home", str(home)],
            capture_output=True, text=True, check=False, env=environment | {"PREFECT_API_URL": url},
        )  # fmt: skip
        assert done.returncode in (0, 3), done.stderr
        [flow_run] = ask(url, "flow_runs")
        assert flow_run["state"]["type"] == "COMPLETED"
        assert [run["name"].split("-")[0] for run in ask(url, "task_runs")] == ["batch"]
        artifacts = {artifact["key"]: artifact["data"] for artifact in ask(url, "artifacts")}
        counts = json.loads(done.stdout)["counts"]
        assert {row["outcome"]: row["records"] for row in json.loads(artifacts["ingest-accounting"])} == counts
        summary = artifacts["ingest-summary"]
        assert f"{counts['seen']} seen = {counts['accepted']} accepted" in summary
        assert not re.search(r"(?<!\\)[<\[!]", summary), "a mark that is not escaped"
        assert "img src" in summary
        rows = json.loads(artifacts["ingest-failures"])
        assert {row["what"] for row in rows} >= {"rejected"}
        run = json.loads(done.stdout)["run_id"]
        assert artifacts["ingest-report"] == f"[Data-quality report]({(home / 'reports' / f'{run}.html').as_uri()})"
    finally:
        server.close()
