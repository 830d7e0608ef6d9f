"""A cluster that would not do what this machine does, or cannot: the run says which worker, and what to do."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.dask_cluster import dask_cluster
from tests.e2e.test_remote_home import articles
from tests.object_store import client, object_store
from tests.small_disk import small_disk

COPYDESK = Path(sys.executable).with_name("copydesk")
pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("runners")]


ALIKE = "import flows.runners.alike as a"
TEMPORARY = "import tempfile; tempfile.gettempdir()"  # passes over a disk that is full from the start


def ingest(environment: dict[str, str], address: str, source: str, home: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [COPYDESK, "ingest", source, "--home", home, "--runner", "dask", "--address", address],
        env=environment, capture_output=True, text=True, check=False,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("preload", "words"),
    [
        (f"{ALIKE}; a._version = lambda name: '0.0.9'", "has copydesk 0.0.9, this machine"),
        (f"{ALIKE}, time, types; a.time = types.SimpleNamespace(time=lambda: time.time() - 172_800)", "behind; set"),
        ("import sys; sys.modules['flows.runners.alike'] = None", "cannot run Copydesk"),
    ],
)
def test_workers_unlike_this_machine(environment: dict[str, str], tmp_path: Path, preload: str, words: str) -> None:
    source = articles(tmp_path / "in", "Ferry returns to the harbour")
    with dask_cluster(tmp_path, 1, environment, preload=preload) as cluster:
        done = ingest(environment, cluster.address, str(source), str(tmp_path / "home"))
    assert done.returncode == 2, done.stderr
    assert "the Dask worker tcp://127.0.0.1:" in done.stderr or "clock of the Dask worker" in done.stderr
    assert words in done.stderr


def test_a_scheduler_without_workers(environment: dict[str, str], tmp_path: Path) -> None:
    source = articles(tmp_path / "in", "Ferry returns to the harbour")
    with dask_cluster(tmp_path, 0, environment) as cluster:
        done = ingest(environment, cluster.address, str(source), str(tmp_path / "home"))
    assert done.returncode == 2, done.stderr
    assert f"has no worker; start some: `dask worker {cluster.address}" in done.stderr


def test_a_full_disk_on_a_worker(environment: dict[str, str], tmp_path: Path) -> None:
    """What comes from a store is fetched to the worker's own disk. With room there, the same command succeeds."""
    source = articles(tmp_path / "in", "Ferry returns to the harbour", "Council votes on the bridge")
    (tmp_path / "store").mkdir()
    with small_disk(tmp_path / "small", "20m") as small, object_store(tmp_path / "store") as store:
        files = client(store)
        files.mkdir("news")
        files.put(str(source) + "/", "news/in/", recursive=True)
        there = {**environment, **store, "TMPDIR": str(small), "COPYDESK_MIRRORS": str(tmp_path / "there")}
        here = {**environment, **store, "COPYDESK_MIRRORS": str(tmp_path / "here")}
        (tmp_path / "here").mkdir()
        with dask_cluster(tmp_path, 1, there, preload=TEMPORARY, hidden=tmp_path / "here") as cluster:
            (small / "filler").write_bytes(bytes(shutil.disk_usage(small).free))
            done = ingest(here, cluster.address, "s3://news/in", "s3://news/desk")
            assert done.returncode == 5, done.stderr
            assert "No space left on device on the worker" in done.stderr
            assert "0 MiB left" in done.stderr and "TMPDIR" in done.stderr
            (small / "filler").unlink()
            again = ingest(here, cluster.address, "s3://news/in", "s3://news/desk")
            assert again.returncode == 0, again.stderr
