"""SIGKILL an ingest at random moments, each time followed by a run to the end.

`python -m tests.benchmarks.kills FOLDER [KILLS] [SEED]` prints one JSON object: how many of the homes equal that of an
undisturbed run, table by table, and verify clean.
"""

from __future__ import annotations

import json
import os
import random
import shutil
import sys
import tempfile
import time
from pathlib import Path

from tests.e2e.test_ingest import kill_and_run_again, tables
from warehouse.home import Home
from warehouse.verify import verify


def main(folder: str, kills: str = "50", seed: str = "1") -> None:
    rng = random.Random(int(seed))
    with tempfile.TemporaryDirectory() as scratch:
        calm = Path(scratch) / "calm"
        started = time.perf_counter()
        kill_and_run_again(Path(folder), calm, dict(os.environ), [])
        length = time.perf_counter() - started
        expected, equal, clean = tables(calm), 0, 0
        moments = [round(rng.uniform(0, length / 2), 2) for _ in range(int(kills))]
        for moment in moments:
            home = Path(scratch) / "home"
            kill_and_run_again(Path(folder), home, dict(os.environ), [moment])
            equal += tables(home) == expected
            clean += verify(Home(home)) == []
            shutil.rmtree(home)
    print(json.dumps({"kills": len(moments), "equal": equal, "verify_clean": clean, "latest_s": max(moments)}))


if __name__ == "__main__":
    main(*sys.argv[1:])
