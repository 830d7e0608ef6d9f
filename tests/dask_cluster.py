"""A real Dask cluster for tests: scheduler and workers as processes of their own, on free ports of the loopback."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from tests.object_store import free_ports

DASK = Path(sys.executable).with_name("dask")
START_SECONDS = 90.0


class Cluster(NamedTuple):
    """Where the scheduler answers, and the processes of its workers."""

    address: str
    workers: list[subprocess.Popen[bytes]]


def _blindfold(folder: Path) -> list[str]:
    """What to put before a command that is not to see the folder's contents."""
    before = ["unshare", "--mount", "sh", "-c", 'mount -t tmpfs none "$0" && exec "$@"', str(folder)]
    allowed = subprocess.run([*before, "true"], capture_output=True, check=False).returncode == 0
    return before if allowed else []


@contextmanager
def dask_cluster(
    folder: Path, workers: int, environment: dict[str, str], *, preload: str = "", hidden: Path | None = None
) -> Iterator[Cluster]:
    """A scheduler and so many workers of one thread each; each worker has a folder of its own to work in.

    `preload` is Python that each worker runs first; the folder `hidden` is an empty one for the workers, as if they
    were on other machines, where mounting is allowed.
    """
    from distributed import Client

    [port] = free_ports(1)
    address = f"tcp://127.0.0.1:{port}"
    commands = [["scheduler", "--host", "127.0.0.1", "--port", str(port), "--no-dashboard"]]
    commands += [
        ["worker", address, "--nthreads", "1", "--nworkers", "1", "--host", "127.0.0.1", "--no-dashboard", "--no-nanny",
         "--local-directory", str(folder / f"worker-{n}"), *(["--preload", preload] if preload else [])]
        for n in range(workers)
    ]  # fmt: skip
    started: list[subprocess.Popen[bytes]] = []
    log = (folder / "dask.log").open("wb")
    try:
        for command in commands:
            cwd = folder / f"cwd-{len(started)}"
            cwd.mkdir()
            before = _blindfold(hidden) if hidden and command[0] == "worker" else []
            started.append(
                subprocess.Popen(
                    [*before, DASK, *command], cwd=cwd, env=environment, stdout=log, stderr=subprocess.STDOUT
                )
            )
        until = time.monotonic() + START_SECONDS
        while True:
            try:
                with Client(address, timeout=5, set_as_default=False) as client:
                    if workers:
                        client.wait_for_workers(workers, timeout=START_SECONDS)
                break
            except OSError:
                if time.monotonic() > until:
                    raise
        yield Cluster(address, started[1:])
    finally:
        for process in reversed(started):
            process.kill()
            process.wait(20)
        log.close()
