"""How fast an ingest is and how much memory it takes: `python -m tests.benchmarks.ingest [FOLDER]`.

Prints one JSON object: wall seconds, seconds and articles a second after start-up, peak memory of each process, and the
same for a second run of the unchanged folder. Without FOLDER it makes a corpus of 4,000 articles.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import psutil

from tests.benchmarks.corpus import write_corpus

COMMAND = str(Path(sys.executable).with_name("copydesk"))


def _peaks(process: subprocess.Popen[str], peaks: dict[str, int]) -> None:
    """Note the resident memory of the process and all below it until it ends."""
    while process.poll() is None:
        try:
            parent = psutil.Process(process.pid)
            for one in (parent, *parent.children(recursive=True)):
                name = f"{one.pid} {'ingest' if one.pid == process.pid else one.cmdline()[-1][:40]}"
                peaks[name] = max(peaks.get(name, 0), one.memory_info().rss >> 20)
        except (psutil.NoSuchProcess, psutil.AccessDenied, IndexError):
            continue  # it ended between two looks
        time.sleep(0.05)


def measure(source: Path, home: Path) -> dict[str, Any]:
    """One run."""
    started = time.perf_counter()
    with tempfile.TemporaryFile("w+") as out:
        process = subprocess.Popen([COMMAND, "ingest", str(source), "--home", str(home)], stdout=out, text=True)
        peaks: dict[str, int] = {}
        _peaks(process, peaks)
        wall = time.perf_counter() - started
        out.seek(0)
        summary = json.load(out)
    seconds = summary["timings"]["total"]
    return {
        "counts": summary["counts"], "wall_s": round(wall, 2), "after_start_up_s": seconds,
        "articles_per_s": round(summary["counts"]["seen"] / seconds), "timings": summary["timings"],
        "peak_mb": dict(sorted(peaks.items(), key=lambda item: -item[1])[:4]),
    }  # fmt: skip


def main(folder: str | None = None) -> None:
    with tempfile.TemporaryDirectory() as scratch:
        source = Path(folder) if folder else Path(scratch) / "corpus"
        if folder is None:
            write_corpus(source, 4_000)
        home = Path(scratch) / "home"
        print(json.dumps({"first": measure(source, home), "second": measure(source, home)}, indent=2))


if __name__ == "__main__":
    main(*sys.argv[1:2])
