"""`copydesk report` as people use it: in a browser, over the loopback, as JSON."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from tests.conftest import COMMAND, Copydesk

pytestmark = pytest.mark.xdist_group("ingest")


@contextmanager
def serving(home: Path, *more: str) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """A `copydesk report --serve` that runs, and its address."""
    command = [COMMAND, "report", "--home", str(home), "--serve", "--port", "0", *more]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout is not None
            yield process, process.stdout.readline().split()[0]
        finally:
            process.kill()


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_serve_until_told_to_stop(examples_home: Path, number: signal.Signals) -> None:
    before = {path: path.stat().st_mtime_ns for path in examples_home.rglob("*")}
    with serving(examples_home) as (process, url):
        assert url.startswith("http://127.0.0.1:")
        with urllib.request.urlopen(url, timeout=10) as answer:
            assert answer.headers["Content-Security-Policy"].startswith("default-src 'none'")
            assert b"<!doctype html>" in answer.read()
        process.send_signal(number)
        out, err = process.communicate(timeout=10)
        assert (process.returncode, out, err) == (0, "", "")
    assert before == {path: path.stat().st_mtime_ns for path in examples_home.rglob("*")}


def test_serve_shows_the_run_that_is_asked_for(copydesk: Copydesk, examples_home: Path) -> None:
    run = copydesk("report", "--home", examples_home).json["run_id"]
    with serving(examples_home, "--run", run) as (_, url):
        assert url.endswith(f"/{run}.html")
        with urllib.request.urlopen(url, timeout=10) as answer:
            assert run in answer.read().decode()


def test_pages_that_were_not_written_are_made(copydesk: Copydesk, examples_home: Path) -> None:
    [row] = copydesk(
        "sql", "SELECT min(article_id) AS id, any_value(run_id) AS run FROM articles", "--home", examples_home
    ).json
    (examples_home / "reports" / f"{row['run']}.html").unlink(missing_ok=True)
    with serving(examples_home) as (_, url):
        for name, said in ((f"articles/{row['id']}.html", row["id"]), (f"{row['run']}.html", row["run"])):
            (examples_home / "reports" / name).unlink(missing_ok=True)
            with urllib.request.urlopen(url + name, timeout=10) as answer:
                assert said in answer.read().decode()
                assert "style-src 'sha256-" in answer.headers["Content-Security-Policy"]
            assert not (examples_home / "reports" / name).exists()
        for name in ("articles/" + "0" * 32 + ".html", "20000101T000000.000000Z.html"):
            with pytest.raises(urllib.error.HTTPError, match="404"):
                urllib.request.urlopen(url + name, timeout=10)


def test_serve_without_a_warehouse(copydesk: Copydesk, tmp_path: Path) -> None:
    done = copydesk("report", "--home", tmp_path / "none", "--serve")
    assert done.code == 2 and "copydesk ingest SOURCE" in done.err


def test_serve_a_run_that_is_none(copydesk: Copydesk, examples_home: Path) -> None:
    done = copydesk("report", "--home", examples_home, "--serve", "--run", "r9")
    assert done.code == 2 and "no run 'r9'; there are 2" in done.err


def test_a_port_that_is_taken(copydesk: Copydesk, examples_home: Path) -> None:
    with closing(socket.socket()) as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        done = copydesk("report", "--home", examples_home, "--serve", "--port", str(port))
    assert done.code == 5
    assert f"port {port}: Address already in use; `--port 0`" in done.err


def test_open_starts_the_browser(examples_home: Path, tmp_path: Path) -> None:
    browser = tmp_path / "browser"
    browser.write_text(f'#!/bin/sh\necho "$1" > {tmp_path}/opened\n')
    browser.chmod(0o755)
    command = [COMMAND, "report", "--home", str(examples_home), "--open"]
    done = subprocess.run(
        command, capture_output=True, text=True, check=True, env=os.environ | {"BROWSER": str(browser)}
    )
    assert (tmp_path / "opened").read_text().strip() == (examples_home / "reports" / "index.html").as_uri()
    assert done.stderr == ""


def test_without_a_browser_the_page_is_named(examples_home: Path, tmp_path: Path) -> None:
    bare = {"PATH": str(tmp_path), "HOME": str(tmp_path), "BROWSER": str(tmp_path / "none")}
    command = [COMMAND, "report", "--home", str(examples_home), "--open"]
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=bare)
    assert done.returncode == 0
    assert "found no browser to open file:///" in done.stderr
