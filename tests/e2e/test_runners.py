"""Whatever runs the batches, the tables are the same, row for row; a worker that dies costs nothing but time."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import duckdb
import pytest

from schemas.registry import TABLES
from tests.benchmarks.corpus import write_corpus
from tests.dask_cluster import dask_cluster
from tests.object_store import client, object_store

COPYDESK = Path(sys.executable).with_name("copydesk")
OF_THE_RUN = frozenset({"run_id", "ingested_at", "started_at", "finished_at", "timings", "batch", "settings"})
pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("runners")]


def ingest(environment: dict[str, str], source: Path, home: str, *options: str) -> dict[str, Any]:
    done = subprocess.run(
        [COPYDESK, "ingest", source, "--home", home, *options], env=environment, capture_output=True, text=True,
        check=False,
    )  # fmt: skip
    assert done.returncode in (0, 3), done.stderr
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def comparable(name: str, columns: Sequence[str]) -> str:
    """A query for the rows of a table, without what tells one run from another, as how old articles are by now."""
    chosen = ", ".join(f'"{column}"' for column in columns if column not in OF_THE_RUN)
    return f'SELECT {chosen} FROM "{name}"' + (" WHERE measure <> 'lag_hours'" if name == "source_measurements" else "")


def tables(warehouse: Path) -> dict[str, list[tuple[Any, ...]]]:
    """The rows of every table, without what tells one run from another."""
    found = {}
    with duckdb.connect(str(warehouse), read_only=True) as connection:
        for name, spec in TABLES.items():
            found[name] = connection.execute(f"{comparable(name, spec.column_names)} ORDER BY ALL").fetchall()
    return found


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("corpus")
    write_corpus(folder, 1_500)
    return folder


@pytest.fixture(scope="module")
def usual(
    environment: dict[str, str], corpus: Path, tmp_path_factory: pytest.TempPathFactory
) -> dict[str, list[tuple[Any, ...]]]:
    """What the usual runner makes of the corpus."""
    home = tmp_path_factory.mktemp("usual")
    ingest(environment, corpus, str(home))
    found = tables(home / "warehouse.duckdb")
    assert len(found["articles"]) == 1_500
    return found


@pytest.mark.parametrize("options", [["--runner", "threads"], ["--runner", "dask", "--workers", "2"]])
def test_the_same_tables(
    environment: dict[str, str], corpus: Path, usual: dict[str, list[tuple[Any, ...]]], tmp_path: Path,
    options: list[str],
) -> None:  # fmt: skip
    ingest(environment, corpus, str(tmp_path), *options)
    assert tables(tmp_path / "warehouse.duckdb") == usual


def test_a_worker_that_is_killed(
    environment: dict[str, str], corpus: Path, usual: dict[str, list[tuple[Any, ...]]], tmp_path: Path
) -> None:
    """In the middle of a batch: another worker takes it again."""
    home = tmp_path / "home"
    with dask_cluster(tmp_path, 2, environment) as cluster:
        command = [COPYDESK, "ingest", corpus, "--home", home, "--runner", "dask", "--address", cluster.address]
        smaller = {**environment, "COPYDESK_BATCH_ARTICLES": "300"}
        with subprocess.Popen(command, env=smaller, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as run:
            until = time.monotonic() + 120
            while not list(home.glob("staging/*/*/articles.parquet")):
                assert time.monotonic() < until and run.poll() is None
                time.sleep(0.05)
            cluster.workers[0].kill()
            _, err = run.communicate(timeout=300)
        assert run.returncode == 0, err.decode()
    found = tables(home / "warehouse.duckdb")
    for name in ("articles", "quotes", "records", "evidence"):
        assert found[name] == usual[name]


def test_workers_that_share_nothing_but_the_store(
    environment: dict[str, str], corpus: Path, usual: dict[str, list[tuple[Any, ...]]], tmp_path: Path
) -> None:
    """The raw files come from a bucket, the home is in one; each worker's mirror is its own."""
    (tmp_path / "store").mkdir()
    with object_store(tmp_path / "store") as store:
        files = client(store)
        files.mkdir("news")
        files.put(str(corpus) + "/", "news/in/", recursive=True)
        apart = {**environment, **store, "COPYDESK_MIRRORS": str(tmp_path / "workers"), "TMPDIR": str(tmp_path)}
        (tmp_path / "own").mkdir()
        with dask_cluster(tmp_path, 2, apart, hidden=tmp_path / "own") as cluster:
            own = {**environment, **store, "COPYDESK_MIRRORS": str(tmp_path / "own")}
            home = "s3://news/desk"
            done = subprocess.run(
                [COPYDESK, "ingest", "s3://news/in", "--home", home, "--runner", "dask", "--address", cluster.address],
                env=own, capture_output=True, text=True, check=False,
            )  # fmt: skip
            assert done.returncode == 0, done.stderr
        assert not [key for key in files.find("news/desk/staging") if key.endswith(".parquet")]
        checked = subprocess.run([COPYDESK, "verify", "--home", home], env=own, check=False)
        assert checked.returncode == 0
    [warehouse] = tmp_path.glob("own/*/warehouse.duckdb")
    found = tables(warehouse)
    for name in ("quotes", "mentions", "quantities", "evidence", "blocks"):
        assert found[name] == usual[name]
    assert len(found["articles"]) == 1_500


def test_a_scheduler_that_is_not_there(environment: dict[str, str], corpus: Path, tmp_path: Path) -> None:
    done = subprocess.run(
        [COPYDESK, "ingest", corpus, "--home", tmp_path, "--runner", "dask", "--address", "tcp://127.0.0.1:9"],
        env=environment, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 2
    assert "no Dask scheduler answers at 'tcp://127.0.0.1:9'" in done.stderr
