"""A home in a real S3 store, by the installed command: `--home s3://bucket/prefix`."""

from __future__ import annotations

import json
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.object_store import client, object_store, reader

COPYDESK = Path(sys.executable).with_name("copydesk")
HOME = "s3://news/desk"


@pytest.fixture(scope="module")
def store(environment: dict[str, str], tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, str]]:
    """The environment that reaches the store."""
    with object_store(tmp_path_factory.mktemp("store")) as own:
        client(own).mkdir("news")
        yield {**environment, **own}


def run(store: dict[str, str], mirrors: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    environment = {**store, "COPYDESK_MIRRORS": str(mirrors)}
    return subprocess.run([COPYDESK, *arguments], env=environment, capture_output=True, text=True, check=False)


def articles(folder: Path, *headlines: str) -> Path:
    folder.mkdir(parents=True)
    for number, headline in enumerate(headlines):
        body = f"{headline} said the mayor of Lindhaven on Monday, and nobody in the harbour town was surprised by it."
        text = f"{headline}\n\nLINDHAVEN, March 3 - {body}\n\n{body}\n"
        (folder / f"{number}.txt").write_text(text)
    return folder


@pytest.mark.xdist_group("object-store")
def test_two_machines_one_home(store: dict[str, str], tmp_path: Path) -> None:
    here, there = tmp_path / "here", tmp_path / "there"
    first = articles(tmp_path / "first", "Ferry returns to the harbour", "Council votes on the bridge")
    done = run(store, here, "ingest", str(first), "--home", HOME)
    assert done.returncode in (0, 3), done.stderr
    assert json.loads(done.stdout)["home"] == HOME
    reports = [key.rpartition("/")[2] for key in client(store).find("news/desk/reports")]
    assert {"index.html", f"{json.loads(done.stdout)['run_id']}.html"} <= set(reports)
    counted = run(store, there, "sql", "SELECT count(*) AS n FROM records", "--home", HOME)
    assert json.loads(counted.stdout) == [{"n": 2}], counted.stderr
    again = run(store, there, "ingest", str(first), "--home", HOME)
    assert json.loads(again.stdout)["files_unchanged"] == 2
    assert run(store, tmp_path / "third", "verify", "--home", HOME).returncode == 0


@pytest.mark.slow
@pytest.mark.xdist_group("object-store")
def test_two_loaders_at_the_same_time_lose_nothing(store: dict[str, str], tmp_path: Path) -> None:
    """Both may win in turn, or one is told to run again; after it did, every article is there once."""
    home = "s3://news/race"
    sources = [articles(tmp_path / f"s{n}", *(f"Story {n} {m} of the harbour" for m in range(3))) for n in range(2)]

    def ingest(number: int) -> subprocess.CompletedProcess[str]:
        return run(store, tmp_path / f"m{number}", "ingest", str(sources[number]), "--home", home)

    with ThreadPoolExecutor(2) as threads:
        done = list(threads.map(ingest, range(2)))
    for number, one in enumerate(done):
        assert one.returncode in (0, 3, 4), one.stderr
        if one.returncode == 4:
            assert "another run published meanwhile" in one.stderr
            assert ingest(number).returncode in (0, 3)
    counted = run(store, tmp_path / "reader", "sql", "SELECT count(*) AS n FROM records WHERE outcome <> 'skipped'",
                  "--home", home)  # fmt: skip
    assert json.loads(counted.stdout) == [{"n": 6}]
    assert run(store, tmp_path / "reader", "verify", "--home", home).returncode == 0


@pytest.mark.xdist_group("object-store")
def test_a_bucket_that_is_not_there(store: dict[str, str], tmp_path: Path) -> None:
    done = run(store, tmp_path, "sql", "SELECT 1", "--home", "s3://nowhere/desk")
    assert done.returncode == 5
    assert "there is no such bucket" in done.stderr
    assert "Make it, or correct the address" in done.stderr


@pytest.mark.xdist_group("object-store")
def test_a_refused_login(store: dict[str, str], tmp_path: Path) -> None:
    done = run({**store, "AWS_SECRET_ACCESS_KEY": "hidden-and-wrong"}, tmp_path, "sql", "SELECT 1", "--home", HOME)
    assert done.returncode == 5
    assert "credentials" in done.stderr
    assert "hidden" not in done.stderr


@pytest.mark.xdist_group("object-store")
def test_a_bucket_that_may_only_be_read(store: dict[str, str], tmp_path: Path) -> None:
    """Readers read; a run says so before it works, not when it wants to publish."""
    home, source = "s3://news/read-only", articles(tmp_path / "in", "Lighthouse sold to its keeper")
    assert run(store, tmp_path / "writer", "ingest", str(source), "--home", home).returncode in (0, 3)
    before = client(store).find("news/read-only")
    counted = run(reader(store), tmp_path / "reader", "sql", "SELECT count(*) AS n FROM articles", "--home", home)
    assert json.loads(counted.stdout) == [{"n": 1}], counted.stderr
    more = articles(tmp_path / "more", "Ferry sold as well")
    done = run(reader(store), tmp_path / "reader", "ingest", str(more), "--home", home)
    assert done.returncode == 5
    assert f"{home}/.probe-" in done.stderr and "refused" in done.stderr
    assert "list, read and write" in done.stderr
    examined = run(reader(store), tmp_path / "reader", "doctor", "--home", home)
    [told] = [one for one in json.loads(examined.stdout) if one["what"] == "store"]
    assert told["state"] == "NOT WELL" and "refused" in told["found"]
    assert client(store).find("news/read-only") == before


@pytest.mark.xdist_group("object-store")
def test_a_home_in_a_store_that_holds_nothing_yet(store: dict[str, str], tmp_path: Path) -> None:
    done = run(store, tmp_path, "sql", "SELECT 1", "--home", "s3://news/empty")
    assert done.returncode == 2
    assert "holds no warehouse yet" in done.stderr
    assert "s3://news/empty" in done.stderr


@pytest.mark.slow
@pytest.mark.xdist_group("object-store")
def test_the_served_report_follows_the_store(store: dict[str, str], tmp_path: Path) -> None:
    """With the rights of a reader; pages are made from what was published last."""
    home = "s3://news/served"
    first = articles(tmp_path / "first", "Ferry returns to the harbour")
    assert run(store, tmp_path / "writer", "ingest", str(first), "--home", home).returncode in (0, 3)
    often = "import flows.report_server as r; r.FOLLOW_SECONDS = 0.3; from flows.cli import main; main()"
    command = [sys.executable, "-c", often, "report", "--home", home, "--serve", "--port", "0"]
    environment = {**reader(store), "COPYDESK_MIRRORS": str(tmp_path / "reader")}
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True) as serving:
        try:
            assert serving.stdout is not None
            address = serving.stdout.readline().split()[0]
            assert "Copydesk" in page(address)
            more = articles(tmp_path / "more", "Council votes on the bridge")
            done = run(store, tmp_path / "writer", "ingest", str(more), "--home", home)
            run_id = json.loads(done.stdout)["run_id"]
            until = time.monotonic() + 60
            while run_id not in page(address):
                assert time.monotonic() < until
                time.sleep(0.2)
            assert run_id in page(f"{address}{run_id}.html")
        finally:
            serving.terminate()


def page(address: str) -> str:
    with urllib.request.urlopen(address, timeout=30) as answer:
        return str(answer.read().decode())
