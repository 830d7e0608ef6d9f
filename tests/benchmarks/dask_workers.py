"""What a second Dask worker brings: `python -m tests.benchmarks.dask_workers [ARTICLES] [SHARE] [FOLDER]`.

Takes one corpus in with one Dask worker, with two, and with the usual processes; prints the seconds of each, CPU by
what used it, and whether all tables are the same, row for row.

In a cluster each worker has a core of its own, and the run, with its loader, another machine. Where two cores must do
for all of them, SHARE (.5, say; 1 for no bounds; Linux, as root) bounds each worker to so much of a core by a control
group: two workers and the run then have as much to compute with as they ask for, all of it slower alike.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import duckdb

from schemas.registry import TABLES
from tests.benchmarks.corpus import write_corpus
from tests.benchmarks.cpu import Cpu
from tests.dask_cluster import dask_cluster
from tests.e2e.test_runners import COPYDESK, comparable

GROUPS = Path("/sys/fs/cgroup/cpu")
PERIOD = 20_000  # microseconds


@contextmanager
def bounded(processes: Sequence[subprocess.Popen[bytes]], share: float) -> Iterator[None]:
    """Bound each process to a share of a core, by a control group (version 1) of its own."""
    groups = [GROUPS / f"copydesk-{process.pid}" for process in processes] if share < 1 else []
    for group, process in zip(groups, processes, strict=False):
        group.mkdir()
        (group / "cpu.cfs_period_us").write_text(str(PERIOD))
        (group / "cpu.cfs_quota_us").write_text(str(int(PERIOD * share)))
        (group / "cgroup.procs").write_text(str(process.pid))
    yield
    for group in groups:
        for process in (group / "cgroup.procs").read_text().split():
            (GROUPS / "cgroup.procs").write_text(process)
        group.rmdir()


def ingest(source: Path, home: Path, *options: str) -> dict[str, Any]:
    """One run: its seconds, and CPU-seconds by role."""
    began = time.perf_counter()
    with Cpu() as cpu:
        done = subprocess.run(
            [COPYDESK, "ingest", source, "--home", home, *options], capture_output=True, text=True, check=False
        )
    if done.returncode not in (0, 3):
        raise SystemExit(done.stderr)
    told = json.loads(done.stdout)
    return {
        "wall_s": round(time.perf_counter() - began, 1), "total_s": told["timings"]["total"], "counts": told["counts"],
        "timings": told["timings"], "cpu_s": {role: round(s, 1) for role, s in cpu.seconds.most_common()},
    }  # fmt: skip


def unlike(left: Path, right: Path) -> list[str]:
    """The tables that differ, but for what tells one run from another."""
    found = []
    with duckdb.connect() as connection:
        for name, home in (("a", left), ("b", right)):
            connection.execute(f"ATTACH '{(home / 'warehouse.duckdb').resolve()}' AS {name} (READ_ONLY)")
        for table, spec in TABLES.items():
            query = comparable(table, spec.column_names)
            a, b = (query.replace(f'FROM "{table}"', f'FROM {name}.main."{table}"') for name in "ab")
            [(differ,)] = connection.execute(
                f"SELECT (SELECT count(*) FROM ({a} EXCEPT ALL {b})) + (SELECT count(*) FROM ({b} EXCEPT ALL {a}))"
            ).fetchall()
            if differ:
                found.append(f"{table}: {differ} rows")
    return found


def main(articles: str = "50000", share: str = "1", folder: str | None = None) -> None:
    with tempfile.TemporaryDirectory(dir=folder) as scratch:
        place = Path(scratch)
        source = place / "corpus"
        write_corpus(source, int(articles), varied=True)
        ingest(next(source.iterdir()), place / "warm")  # the server's first start
        found = {}
        for workers in (1, 2):
            (place / f"cluster-{workers}").mkdir()
            with (
                dask_cluster(place / f"cluster-{workers}", workers, dict(os.environ)) as cluster,
                bounded(cluster.workers, float(share)),
            ):
                options = ("--runner", "dask", "--address", cluster.address)
                found[f"dask {workers}"] = ingest(source, place / f"home-{workers}", *options)
            print(f"dask {workers}: {json.dumps(found[f'dask {workers}'])}", flush=True)
        found["processes"] = ingest(source, place / "home")
        print(f"processes: {json.dumps(found['processes'])}")
        ratio = found["dask 1"]["total_s"] / found["dask 2"]["total_s"]
        apart = {n: unlike(place / f"home-{n}", place / "home") for n in (1, 2)}
        print(f"1 -> 2 Dask workers: {ratio:.2f} x; tables that differ from the processes' home: {apart}")


if __name__ == "__main__":
    main(*sys.argv[1:])
