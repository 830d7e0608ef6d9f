"""What Prefect costs: `python -m tests.benchmarks.orchestration [ARTICLES] [FOLDER]`.

Takes one corpus in three times, and prints the CPU-seconds of each by what used them: the steps of a run without
Prefect; `copydesk ingest` on its embedded server; a deployment on the stack of docker-compose.yml. Of the stack, what
it uses in a minute of doing nothing is told as well: most of what a server uses, it uses whether anything runs or not.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from flows.pool import WorkerPool
from flows.run import open_run
from flows.settings import Settings
from tests.benchmarks.corpus import write_corpus
from tests.benchmarks.cpu import Cpu
from tests.e2e.test_runners import COPYDESK
from tests.stack.conftest import Api, until
from tests.stack.run import stack
from warehouse.home import Home
from warehouse.report.build import write_report

HOURS = 3600.0
ORCHESTRATION = ("server", "database", "queue", "prefect worker")


def without_prefect(source: str, home: str) -> None:
    """What the flow `ingest` does, by plain calls."""
    settings = Settings.load(home=home)
    pool = WorkerPool(settings.worker_count)
    with open_run(settings, [source]) as run, ThreadPoolExecutor(32) as threads:
        batches = run.plan(run.land())
        for done in [threads.submit(pool.run, batch, run.job, last_try=True) for batch in batches]:
            run.load(done.result())
        summary = run.finish(pool)
    write_report(Home(settings.home), summary.run_id)
    pool.close()


def told(name: str, seconds: Counter[str], wall: float) -> None:
    parts = {role: round(used, 1) for role, used in seconds.most_common()}
    print(f"{name}: {sum(seconds.values()):.1f} CPU-s in {wall:.1f} s: {json.dumps(parts)}", flush=True)


def of_command(name: str, command: list[str | Path]) -> float:
    """CPU-seconds of a command and all that it starts."""
    began = time.perf_counter()
    with Cpu() as cpu:
        done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode not in (0, 3):
        raise SystemExit(done.stderr)
    told(name, cpu.seconds, time.perf_counter() - began)
    return sum(cpu.seconds.values())


def on_the_stack(folder: Path, source: Path) -> Counter[str]:
    """CPU-seconds of a deployment's run, by role; those of an idle minute are printed."""
    with stack(folder) as running:
        api, place = Api(running.place), running.place
        with Cpu() as idle:
            time.sleep(60)
        told("the stack idle, a minute", idle.seconds, 60)
        began = time.perf_counter()
        with Cpu() as cpu:
            given = {"parameters": {"home": str(place.home), "sources": [str(source)]}}
            run = api(f"deployments/{api.deployment('ingest/ingest-on-arrival')}/create_flow_run", given)["id"]
            ends = ("COMPLETED", "FAILED", "CRASHED")
            state = until(lambda: (now := api(f"flow_runs/{run}")["state_type"]) in ends and now, HOURS)
        wall = time.perf_counter() - began
        if state != "COMPLETED":
            raise SystemExit(f"the run on the stack: {state}")
        told("on the stack", cpu.seconds, wall)
        return Counter({role: used - idle.seconds[role] * wall / 60 for role, used in cpu.seconds.items()})


def main(articles: str = "50000", folder: str | None = None) -> None:
    os.environ["COPYDESK_SERVER_LINGER_SECONDS"] = "1"
    with tempfile.TemporaryDirectory(dir=folder, prefix="copydesk-stack-") as scratch:
        place = Path(scratch)
        place.chmod(0o711)
        source = place / "corpus"
        write_corpus(source, int(articles), varied=True)
        plain = of_command("without Prefect", [sys.executable, "-m", __spec__.name, "-", str(source), str(place / "a")])
        embedded = of_command("embedded server", [COPYDESK, "ingest", source, "--home", place / "b"])
        print(f"Prefect on its embedded server costs {embedded / plain - 1:.1%} of CPU")
        (place / "stack").mkdir()
        used = on_the_stack(place / "stack", source)
        busy = sum(used.values())
        servers = sum(used[role] for role in ORCHESTRATION)
        print(f"on the stack, less what it uses idle: {busy:.1f} CPU-s, {busy / plain - 1:.1%} more than without "
              f"Prefect; servers and worker {servers:.1f} CPU-s, {servers / busy:.1%}")  # fmt: skip


if __name__ == "__main__":
    if sys.argv[1:2] == ["-"]:
        without_prefect(*sys.argv[2:])
    else:
        main(*sys.argv[1:])
