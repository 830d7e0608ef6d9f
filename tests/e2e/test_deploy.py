"""Deployments on a real Prefect server: registered twice, run by a process worker, on arrival and by hand."""

from __future__ import annotations

import json
import shutil
import signal
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from flows.prefect_server import EmbeddedServer
from tests.conftest import COMMAND, EXAMPLES
from warehouse.home import Home
from warehouse.query import rows

pytestmark = [pytest.mark.xdist_group("ingest"), pytest.mark.slow]
PREFECT = str(Path(sys.executable).with_name("prefect"))
TOKEN = "tok3n-of-the-desk"
TRIES = 20  # of a question that the server is too busy for
PATIENCE = 180.0  # seconds, on a machine that others use as well


class Desk(NamedTuple):
    """A server, an empty home and a folder that files arrive in."""

    url: str
    home: Path
    box: Path
    environment: dict[str, str]

    def run(self, *command: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            command, capture_output=True, text=True, env=self.environment, check=False, timeout=PATIENCE
        )

    def deploy(self, *more: str) -> dict[str, str]:
        """State by name, of what `copydesk deploy` did."""
        done = self.run(COMMAND, "deploy", "--home", str(self.home), "--sources", str(self.box), *more)
        assert done.returncode == 0, done.stderr
        assert TOKEN not in done.stdout + done.stderr
        return {one["name"]: one["state"] for one in json.loads(done.stdout)}

    def ask(self, what: str, body: dict[str, Any] | None = None) -> Any:
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(f"{self.url}/{what}", data, {"Content-Type": "application/json"})
        for left in reversed(range(TRIES)):
            try:
                with urllib.request.urlopen(request, timeout=30) as answer:
                    return json.load(answer)
            except urllib.error.HTTPError as error:
                if error.code != HTTPStatus.SERVICE_UNAVAILABLE or not left:
                    raise
                time.sleep(1)  # its SQLite was busy: Prefect's own client asks again, too
        raise AssertionError("unreachable")


@pytest.fixture(scope="module")
def desk(environment: dict[str, str], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    root = tmp_path_factory.mktemp("desk")
    (root / "in").mkdir()
    server = EmbeddedServer(root / "server")
    server.start()
    try:
        url = server.wait(PATIENCE)
        own = {"PREFECT_API_URL": url, "PREFECT_HOME": str(root / "prefect"), "PREFECT_WORKER_QUERY_SECONDS": "2"}
        yield Desk(url, root / "home", root / "in", environment | own)
    finally:
        server.close()


def until(what: Callable[[], Any], seconds: float = PATIENCE) -> Any:
    """What it gives, as soon as it gives something."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if found := what():
            return found
        time.sleep(0.5)
    raise AssertionError("nothing came")


def test_deploying_again_changes_nothing_and_another_home_does(desk: Desk) -> None:
    first = desk.deploy()
    assert set(first.values()) == {"created"}
    assert set(first) == {
        "copydesk", "ingest/ingest-hourly", "ingest/ingest-on-arrival", "backfill/backfill",
        "maintain/maintain-nightly", "report/report-daily", "copydesk run silent",
    }  # fmt: skip
    assert set(desk.deploy().values()) == {"unchanged"}
    schedules = desk.ask("deployments/name/ingest/ingest-hourly")["schedules"]
    assert [(one["slug"], one["schedule"]["cron"]) for one in schedules] == [("hourly", "0 * * * *")]
    automations = sorted(one["name"] for one in desk.ask("automations/filter", {}))
    assert automations == ["copydesk files landed", "copydesk run silent"], "deployed twice, and there is one of each"
    elsewhere = desk.run(COMMAND, "deploy", "--only", "report-daily", "--home", str(desk.home.parent / "other"))
    assert [one["state"] for one in json.loads(elsewhere.stdout)] == ["unchanged", "changed", "unchanged"]
    assert desk.deploy()["report/report-daily"] == "changed"


def test_prefects_own_deploy_reads_the_same_file(desk: Desk) -> None:
    def deploy(**variables: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [PREFECT, "--no-prompt", "deploy", "--all"], cwd=EXAMPLES.parent, env=desk.environment | variables,
            capture_output=True, text=True, check=False,
        )  # fmt: skip

    desk.deploy("--only", "report-daily")  # makes the work pool
    done = deploy()
    assert done.returncode != 0
    assert "COPYDESK_HOME is not set" in " ".join((done.stdout + done.stderr).split())
    done = deploy(COPYDESK_HOME=str(desk.home), COPYDESK_INCOMING=str(desk.box))
    assert done.returncode == 0, done.stdout + done.stderr
    found = desk.ask("deployments/name/ingest/ingest-hourly")
    assert found["parameters"] == {"home": str(desk.home), "sources": [str(desk.box)]}
    assert desk.deploy()["ingest/ingest-hourly"] == "unchanged", "and says the same as ours"


def test_files_that_arrive_are_taken_in(desk: Desk) -> None:
    desk.deploy()
    worker = subprocess.Popen(
        [PREFECT, "worker", "start", "--pool", "copydesk", "--type", "process"], env=desk.environment,
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    watching = subprocess.Popen(
        [COMMAND, "watch", str(desk.box), "--home", str(desk.home), "--interval", "0.5", "--settle", "0.5"],
        env=desk.environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    try:
        assert watching.stderr is not None
        assert "watching" in watching.stderr.readline()
        shutil.copytree(EXAMPLES / "wire", desk.box, dirs_exist_ok=True)
        done = until(lambda: completed(desk, "ingest-on-arrival"))
        assert rows(Home(desk.home), "SELECT count(*) FROM articles")[1] == [(8,)]
        assert all(path.startswith(str(desk.box)) for path in done["parameters"]["sources"])
        report = desk.ask("deployments/name/report/report-daily")["id"]
        desk.ask(f"deployments/{report}/create_flow_run", {})
        until(lambda: completed(desk, "report-daily"))
        assert "daily-report" in [one["key"] for one in desk.ask("artifacts/filter", {})]
    finally:
        watching.send_signal(signal.SIGINT)
        out, err = watching.communicate(timeout=60)
        worker.terminate()
        worker.wait(60)
    assert (watching.returncode, err) == (0, "")
    assert out == f"announced 9 files, {sum(path.stat().st_size for path in desk.box.iterdir()):,} bytes\n"


def completed(desk: Desk, name: str) -> Any:
    """The first run of a deployment, once it is completed. AssertionError if it failed."""
    query = {"deployments": {"name": {"any_": [name]}}, "flow_runs": {"state": {"type": {"not_any_": ["SCHEDULED"]}}}}
    found = desk.ask("flow_runs/filter", query)
    assert not [run for run in found if run["state_type"] in ("FAILED", "CRASHED")]
    return next((run for run in found if run["state_type"] == "COMPLETED"), None)


class Hook(BaseHTTPRequestHandler):
    """A webhook of the user's."""

    calls: list[tuple[str, Any]] = []  # noqa: RUF012  # one for the test

    def do_POST(self) -> None:
        self.calls.append((self.path, json.loads(self.rfile.read(int(self.headers["Content-Length"])))))
        self.send_response(204)
        self.end_headers()

    def log_message(self, format: str, *args: object) -> None:
        """Quiet."""


SENDS = "import json, sys; from flows.quality_event import emit; sys.exit(not emit(**json.loads(sys.argv[1])))"
RUN: dict[str, Any] = {
    "run_id": "r1", "home": "/srv/desk", "status": "gate_failed", "gate": "critical", "counts": {"seen": 9},
    "failed": [("critical", "run", "run_loses_few_records", 1)], "breaches": ['byline "filled" on 3 %'],
}  # fmt: skip


def test_a_webhook_is_told_when_quality_fails(desk: Desk) -> None:
    hook = HTTPServer(("127.0.0.1", 0), Hook)
    threading.Thread(target=hook.serve_forever, daemon=True).start()
    address = f"http://127.0.0.1:{hook.server_port}/hook?token={TOKEN}"
    try:
        assert desk.deploy("--notify", address)["copydesk quality failed"] == "created"
        assert desk.deploy("--notify", address)["copydesk quality failed"] == "unchanged"
        assert desk.run(sys.executable, "-c", SENDS, json.dumps(RUN)).returncode == 0
        path, told = until(lambda: Hook.calls and Hook.calls[0])
    finally:
        hook.shutdown()
    assert path == f"/hook?token={TOKEN}"
    assert told["text"] == "Copydesk: quality failed. /srv/desk: run r1 gate_failed; 1 unusual"
    assert told["quality"]["breaches"] == RUN["breaches"]
    assert TOKEN not in json.dumps(desk.ask("automations/filter", {}) + desk.ask("block_documents/filter", {}))


def test_a_block_that_is_not_there_is_said(desk: Desk) -> None:
    done = desk.run(COMMAND, "deploy", "--home", str(desk.home), "--sources", str(desk.box), "--notify", "slack/none")
    assert done.returncode == 2
    assert "no such block" in done.stderr


def test_without_a_server_that_stays_nothing_is_deployed_or_watched(copydesk: Any, tmp_path: Path) -> None:
    for command in (("deploy", "--sources", tmp_path), ("watch", tmp_path)):
        done = copydesk(*command, "--home", tmp_path / "home")
        assert done.code == 2
        assert "PREFECT_API_URL" in done.err
