"""How well and how fast pages are read, beside peers: `python -m tests.benchmarks.html_vs_peers FOLDER`.

FOLDER holds pages and `truth.jsonl`: a row a page with `path` and any of `headline`, `authors`, `no_author` (true: the
page names none), `date_published`, `body`. Each page is read by all in turn, in one process, so that a busy machine
slows all alike. Peers: trafilatura, newspaper4k, resiliparse, readability-lxml. Prints one JSON object; `better` stands
only where the paired bootstrap 95 % interval of the difference excludes zero. `--memory` measures each reader's peak
memory in a process of its own.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import time
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from tests.benchmarks.html_readers import Answer, Read, readers
from tests.benchmarks.html_scores import MEASURES, Interval, interval, mean, page_scores

Row = Mapping[str, Any]


def truth(folder: Path) -> list[Row]:
    rows = [json.loads(line) for line in (folder / "truth.jsonl").read_text("utf-8").splitlines() if line.strip()]
    return [row for row in rows if row.get("pairing") != "unverified" and row.get("page_type", "article") == "article"]


def run(folder: Path, names: Iterable[str] | None = None) -> dict[str, Any]:
    """Scores, pages a CPU-second, and the differences between the first reader and each other."""
    chosen = {name: read for name, read in readers().items() if names is None or name in names}
    rows = truth(folder)
    scores: dict[str, dict[str, list[float | None]]] = {name: {measure: [] for measure in MEASURES} for name in chosen}
    seconds = dict.fromkeys(chosen, 0.0)
    faults = dict.fromkeys(chosen, 0)
    for read in chosen.values() if rows else ():  # models and tables are loaded before the clock runs
        _answer(read, (folder / rows[0]["path"]).read_bytes(), {}, "")
    for number, row in enumerate(rows):
        data = (folder / row["path"]).read_bytes()
        order = list(chosen.items())
        for name, read in order[number % len(order) :] + order[: number % len(order)]:
            started = time.process_time()
            answer = _answer(read, data, faults, name)
            seconds[name] += time.process_time() - started
            for measure, value in page_scores(row, answer).items():
                scores[name][measure].append(value)
    own, *peers = chosen
    return {
        "folder": folder.name,
        "pages": len(rows),
        "readers": {
            name: {measure: mean(values) for measure, values in by_measure.items()}
            | {"pages_per_cpu_second": round(len(rows) / max(seconds[name], 1e-9), 1), "faults": faults[name]}
            for name, by_measure in scores.items()
        },
        "differences": {
            peer: {name: _told(name, interval(scores[own][name], scores[peer][name])) for name in MEASURES}
            for peer in peers
        },
    }


def _answer(read: Read, data: bytes, faults: dict[str, int], name: str) -> Answer:
    try:
        return read(data)
    except Exception:  # a peer may raise anything on a page; the page then counts as not read
        faults[name] = faults.get(name, 0) + 1
        return Answer()


def _told(measure: str, found: Interval | None) -> dict[str, Any] | None:
    if found is None:
        return None
    sign = -1 if MEASURES[measure].smaller_is_better else 1
    told = "no difference shown"
    if found.low * sign > 0 and found.high * sign > 0:
        told = "better"
    elif found.low * sign < 0 and found.high * sign < 0:
        told = "worse"
    return {"difference": found.mean, "low": found.low, "high": found.high, "pages": found.pages, "told": told}


def peak_memory(folder: Path, name: str) -> int:
    """MB at the peak of a process that reads all pages with one reader; `ru_maxrss` would be its parent's."""
    code = (
        "import sys; from pathlib import Path; from tests.benchmarks.html_vs_peers import run; "
        "run(Path(sys.argv[1]), [sys.argv[2]]); print(Path('/proc/self/status').read_text())"
    )
    done = subprocess.run([sys.executable, "-c", code, str(folder), name], capture_output=True, text=True, check=True)
    return int(done.stdout.partition("VmHWM:")[2].split()[0]) >> 10


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument(
        "--readers", nargs="*", help="copydesk and some of the peers; all that are installed, if not given"
    )
    parser.add_argument("--memory", action="store_true")
    options = parser.parse_args()
    names = None if options.readers is None else ["copydesk", *options.readers]
    result = run(options.folder, names)
    if options.memory:
        for name, row in result["readers"].items():
            row["peak_mb"] = peak_memory(options.folder, name)
    json.dump(result, sys.stdout, indent=2, ensure_ascii=False)
    sys.stdout.write("\n")


if __name__ == "__main__":
    main()
