"""What a million articles cost, by format: `python -m tests.benchmarks.cost SOURCE...`.

Takes each SOURCE into a home of its own with the installed command, and prints CPU and bytes for a million accepted
articles: the figures of docs/sizing.md. A source of a few thousand articles is enough; the start-up, which is the same
whatever comes in, is measured by a second run that finds nothing new, and taken off.
"""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import tempfile
from pathlib import Path

import duckdb

from warehouse.home import Home
from warehouse.manifest import read_manifest

COPYDESK = Path(sys.executable).with_name("copydesk")


def cpu_of(source: Path, home: Path) -> float:
    """CPU-seconds of one `copydesk ingest`; Prefect's server, which outlives it, is not in them."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    alone = ["--runner", "threads", "--workers", "1"]  # all in one process, whose CPU can be told
    done = subprocess.run([COPYDESK, "ingest", source, "--home", home, *alone], capture_output=True, check=False)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if done.returncode not in (0, 1, 3):
        raise SystemExit(done.stderr.decode())
    return after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime


def cost(source: Path, folder: Path) -> str:
    """One line: what a million articles of this kind cost."""
    home = Home(folder / "home")
    first = cpu_of(source, home.root)
    again = cpu_of(source, home.root)
    with duckdb.connect(str(home.warehouse.resolve()), read_only=True) as connection:
        [(articles, words)] = connection.execute("SELECT count(*), avg(word_count) FROM articles").fetchall()
        [(seen,)] = connection.execute("SELECT arg_min(seen, run_id) FROM runs").fetchall()
    parts = read_manifest(home).parts
    size = {name: sum(p.bytes for p in parts if (p.table == "raw") == (name == "raw")) for name in ("raw", "tables")}
    scale = 1e6 / max(articles, 1)
    return (
        f"{source.name}: {articles:,} articles of {words:.0f} words, {seen:,} records; for a million: "
        f"{(first - again) * scale / 3600:.2f} CPU-h, Parquet {size['tables'] * scale / 1e9:.1f} GB, "
        f"raw {size['raw'] * scale / 1e9:.1f} GB; start-up {again:.1f} CPU-s"
    )


def main(sources: list[Path]) -> None:
    os.environ["COPYDESK_SERVER_LINGER_SECONDS"] = "300"
    for source in sources:
        with tempfile.TemporaryDirectory() as folder:
            print(cost(source, Path(folder)), flush=True)


if __name__ == "__main__":
    main([Path(argument) for argument in sys.argv[1:]])
