"""In Prefect's own pages, what comes from outside is text in our artifacts."""

from __future__ import annotations

import json
import re
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Page

from flows import summary as summaries
from flows.run import Summary
from flows.summary import failure_rows, markdown
from warehouse.report.visible import cut, visible

from .conftest import OpenTab
from .hostile import HOSTILE
from .test_hostile import squeezed

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("browser")]
SERVER = """
import sys, uvicorn
from prefect.server.api.server import create_app
uvicorn.run(create_app(webserver_only=True), host="127.0.0.1", port=int(sys.argv[1]), log_level="error")
"""
CONTENT = ".markdown-renderer, .p-table, .prose"  # where Prefect shows an artifact
ACTS = """all => all.flatMap(element => [...element.querySelectorAll("img, a, iframe, script, image")])
    .filter(element => !/^(https?:\\/\\/|mailto:)/.test(element.getAttribute("href")))  // newer pages link addresses
    .map(element => element.outerHTML)"""
TEXT = "all => all.map(element => element.textContent).join('')"
OUTCOMES = ("seen", "accepted", "quarantined", "rejected", "skipped")


@pytest.fixture(scope="module")
def site(environment: dict[str, str], tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a Prefect server with its pages."""
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    site, folder = f"http://127.0.0.1:{port}", tmp_path_factory.mktemp("prefect")
    own = {
        "PREFECT_HOME": str(folder), "PREFECT_SERVER_UI_ENABLED": "true", "PREFECT_UI_API_URL": f"{site}/api",
        "PREFECT_SERVER_ANALYTICS_ENABLED": "false", "PREFECT_LOGGING_LEVEL": "ERROR", "DO_NOT_TRACK": "1",
        "PREFECT_UI_STATIC_DIRECTORY": str(folder / "static"),
    }  # fmt: skip
    with (folder / "log").open("wb") as log:
        command = [sys.executable, "-c", SERVER, str(port)]
        with subprocess.Popen(command, stdout=log, stderr=log, env=environment | own) as process:
            try:
                _await(f"{site}/api/health", process, folder / "log")
                yield site
            finally:
                process.terminate()


def _await(url: str, process: subprocess.Popen[bytes], log: Path) -> None:
    deadline = time.monotonic() + 180
    while time.monotonic() < deadline and process.poll() is None:
        try:
            urllib.request.urlopen(url, timeout=5).close()
            return
        except (urllib.error.URLError, OSError):
            time.sleep(0.2)
    raise AssertionError(log.read_text())


def create(site: str, kind: str, data: str, key: str, pages: str = "") -> str:
    """The address of a new artifact. `pages`: `/v2` for Prefect's newer ones."""
    body = json.dumps({"key": key, "type": kind, "data": data}).encode()
    request = urllib.request.Request(f"{site}/api/artifacts/", body, {"Content-Type": "application/json"})
    with urllib.request.urlopen(request, timeout=30) as answer:
        return f"{site}{pages}/artifacts/artifact/{json.load(answer)['id']}"


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> Summary:
    """A summary in which everything that comes from outside is hostile, nothing of it left out."""
    monkeypatch.setattr(summaries, "LISTED", len(HOSTILE))
    return Summary(
        "20261101T101000.000000Z", HOSTILE[0], "completed_with_losses", dict.fromkeys(OUTCOMES, 1), 1, 0,
        by_reason=dict.fromkeys(HOSTILE, 7), timings={}, failed=[("critical", text, text, 3) for text in HOSTILE],
        breaches=list(HOSTILE),
    )  # fmt: skip


def own(request: str) -> bool:
    """Prefect's newer pages themselves ask for this, whatever they show; the tests let nothing out."""
    return ".amplitude.com/" in request


def shown(page: Page) -> str:
    return squeezed(page.eval_on_selector_all(CONTENT, TEXT))


@pytest.mark.parametrize("pages", ["", "/v2"])
def test_the_summary(site: str, told: Summary, tab: OpenTab, pages: str) -> None:
    watched = tab(site=site)
    asked = {(text, text): text for text in HOSTILE}
    page = watched.open(create(site, "markdown", markdown(told, asked, HOSTILE[1], HOSTILE[2]), "summary", pages))
    page.get_by_text("The report", exact=True).wait_for(timeout=120_000)
    text = shown(page)
    assert [each for each in HOSTILE if squeezed(cut(visible(each), summaries.LONGEST)) not in text] == []
    assert page.eval_on_selector_all(CONTENT, ACTS) == []
    assert watched.dialogs == []
    assert [request for request in watched.requests if not own(request)] == []


def test_the_failures(site: str, told: Summary, tab: OpenTab) -> None:
    watched = tab(site=site)
    rows = failure_rows(replace(told, failed=[]), {})
    page = watched.open(create(site, "table", json.dumps(rows), "failures"))
    page.get_by_text(re.compile(r"\d+ Items")).wait_for(timeout=120_000)
    text = shown(page)
    assert [each for each in HOSTILE if squeezed(cut(visible(each), summaries.LONGEST)) not in text] == []
    assert page.eval_on_selector_all(CONTENT, ACTS) == []
    assert watched.dialogs == []
    assert [request for request in watched.requests if not own(request)] == []


def test_without_escaping_they_act(site: str, tab: OpenTab) -> None:
    """The control: Prefect takes Markdown at its word."""
    watched = tab(site=site)
    raw = "# Raw\n\n![x](http://invented.example/x.png)\n\n[x](javascript:alert(1))"
    page = watched.open(create(site, "markdown", raw, "raw"))
    page.get_by_text("Raw", exact=True).first.wait_for(timeout=120_000)
    page.wait_for_function("() => document.querySelector('.markdown-renderer img')")
    assert any("invented.example" in request for request in watched.requests)
