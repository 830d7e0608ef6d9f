"""SIGKILL a part of the stack during a run: `python -m tests.benchmarks.stack_kills [KILLS] [ARTICLES] [SEED]`.

The run is of a deployment, on the Dask workers, into a home in the store, so that every part takes part in it. In turn
the worker with its run, a Dask worker, the server, PostgreSQL and SeaweedFS are killed at a random moment and started
again. A run that does not complete is followed by another, as the schedule would do. Prints a line a kill, and whether
the home then equals that of an undisturbed run, table by table, and verifies clean.
"""

from __future__ import annotations

import os
import random
import signal
import sys
import tempfile
import time
from functools import partial
from pathlib import Path
from typing import Any

from tests.benchmarks.corpus import write_corpus
from tests.e2e.test_ingest import tables
from tests.object_store import client
from tests.stack.conftest import Api, until
from tests.stack.run import Stack, stack
from tests.stack.test_deaths import kill_with_its_run
from warehouse.home import Home
from warehouse.remote.mirror import mirror_of
from warehouse.remote.publication import follow_store
from warehouse.verify import verify

PARTS = ("worker", "dask-worker-1", "prefect-api", "postgres", "store")
ENDED = ("COMPLETED", "FAILED", "CRASHED", "CANCELLED")
DOWN_SECONDS = 2.0
PATIENCE = 900.0
tell = partial(print, flush=True)


class Desk:
    """The stack, and runs of one of its deployments."""

    def __init__(self, running: Stack, source: Path) -> None:
        self.running, self.source, self.api = running, source, Api(running.place)
        self.deployment = self.api.deployment("ingest/ingest-on-arrival")

    def begin(self, home: str) -> str:
        where = {"runner": "dask", "address": f"tcp://127.0.0.1:{self.running.place.ports[8786]}"}
        given = {"parameters": where | {"home": home, "sources": [str(self.source)]}}
        return str(self.api(f"deployments/{self.deployment}/create_flow_run", given)["id"])

    def state(self, run: str) -> str:
        try:
            return str(self.api(f"flow_runs/{run}")["state_type"])
        except OSError:  # the server is down just now
            return ""

    def reach(self, run: str, *states: str) -> str:
        return str(until(lambda: (found := self.state(run)) in states and found, PATIENCE))

    def kill(self, part: str, run: str) -> None:
        if part == "worker":
            kill_with_its_run(self.running, run)
        else:
            self.running.stop(part, number=signal.SIGKILL)
        time.sleep(DOWN_SECONDS)
        self.running.start(part)
        self.running.wait_for(part, 120)


def found(home: str) -> tuple[Any, list[Any]]:
    """The tables of a home in the store, and what is wrong with it."""
    mirror = Home(mirror_of(home))
    follow_store(mirror)
    return tables(mirror.root), verify(mirror)


def disturbed(desk: Desk, home: str, part: str, delay: float) -> tuple[str, int, float]:
    """(how the first run ended, how many runs it took, seconds from the kill to completion)."""
    run = desk.begin(home)
    desk.reach(run, "RUNNING", *ENDED)
    time.sleep(delay)
    killed = time.monotonic()
    desk.kill(part, run)
    first = state = desk.reach(run, *ENDED)
    runs = 1
    while state != "COMPLETED":
        state, runs = desk.reach(desk.begin(home), *ENDED), runs + 1
    return first, runs, time.monotonic() - killed


def main(kills: str = "20", articles: str = "2000", seed: str = "1") -> None:
    rng = random.Random(int(seed))
    with tempfile.TemporaryDirectory(prefix="copydesk-stack-") as scratch:
        folder = Path(scratch)
        source = folder / "corpus"
        write_corpus(source, int(articles), varied=True)
        folder.chmod(0o711)
        (folder / "stack").mkdir()
        with stack(folder / "stack") as running:
            _all(Desk(running, source), folder, rng, int(kills))


def _all(desk: Desk, folder: Path, rng: random.Random, kills: int) -> None:
    place = desk.running.place
    reach = {
        "AWS_ENDPOINT_URL": f"http://127.0.0.1:{place.ports[8333]}", "AWS_ACCESS_KEY_ID": place.secret("s3_access_key"),
        "AWS_SECRET_ACCESS_KEY": place.secret("s3_secret_key"), "AWS_DEFAULT_REGION": "us-east-1",
        "AWS_EC2_METADATA_DISABLED": "true", "COPYDESK_MIRRORS": str(folder / "mirrors"),
    }  # fmt: skip
    os.environ.update(reach)
    client(reach).mkdir("kills")
    for name in ("warm", "calm"):
        began = time.monotonic()
        assert desk.reach(desk.begin(f"s3://kills/{name}"), *ENDED) == "COMPLETED"
        length = time.monotonic() - began
    expected, troubles = found("s3://kills/calm")
    tell(f"undisturbed: {length:.0f} s, {len(expected['articles'])} articles, troubles: {troubles}")
    equal = clean = 0
    for number in range(kills):
        part, delay, home = PARTS[number % len(PARTS)], rng.uniform(0, length * 0.8), f"s3://kills/home-{number}"
        first, runs, seconds = disturbed(desk, home, part, delay)
        rows, troubles = found(home)
        equal, clean = equal + (rows == expected), clean + (troubles == [])
        tell(f"{number + 1}: {part} after {delay:.1f} s: {first}, {runs} runs, complete {seconds:.0f} s later; "
             f"tables {'equal' if rows == expected else 'DIFFER'}, {troubles or 'verified'}")  # fmt: skip
    tell(f"{kills} kills: {equal} homes equal the undisturbed one, {clean} verify clean")


if __name__ == "__main__":
    main(*sys.argv[1:])
