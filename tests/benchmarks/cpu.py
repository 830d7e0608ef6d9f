"""CPU-seconds of everything below this process, by what it is: workers, server, the run itself.

Processes are looked at while they live; one that ends loses at most what it used since the last look. Orphans come to
this process rather than to init, so that a server that outlives its run is counted as well.
"""

from __future__ import annotations

import ctypes
import threading
from collections import Counter
from collections.abc import Mapping
from types import TracebackType

import psutil

LOOK_SECONDS = 0.5
_SUBREAPER = 36  # PR_SET_CHILD_SUBREAPER of prctl(2)
ROLES: Mapping[str, str] = {  # the first whose word is in the command line
    "flows.prefect_server": "server", "prefect server": "server", "prefect.server": "server", "postgres": "database",
    "redis": "queue", "weed": "store", "dask scheduler": "scheduler", "dask worker": "workers",
    "multiprocessing": "workers", "prefect worker": "prefect worker", "copydesk watch": "watch",
    "serve_report": "report",
}  # fmt: skip


class Cpu:
    """`with Cpu() as cpu:` … `cpu.seconds` by role; what is in no role is `run`."""

    def __init__(self) -> None:
        ctypes.CDLL(None, use_errno=True).prctl(_SUBREAPER, 1, 0, 0, 0)
        self._used: dict[tuple[int, float], tuple[str, float]] = {}
        self._before: dict[tuple[int, float], float] = {}
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._watch, daemon=True)

    @property
    def seconds(self) -> Counter[str]:
        found: Counter[str] = Counter()
        for who, (role, seconds) in self._used.items():
            found[role] += seconds - self._before.get(who, 0.0)  # type: ignore[assignment]  # floats count as well
        return found

    def _look(self) -> None:
        for process in psutil.Process().children(recursive=True):
            try:
                who = (process.pid, process.create_time())
                times = process.cpu_times()
                self._used[who] = (_role(" ".join(process.cmdline())), times.user + times.system)
            except psutil.Error:
                continue  # it ended between two looks

    def _watch(self) -> None:
        while not self._stop.wait(LOOK_SECONDS):
            self._look()

    def __enter__(self) -> Cpu:
        self._look()
        self._before = {who: seconds for who, (_, seconds) in self._used.items()}
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stop.set()
        self._thread.join()
        self._look()


def _role(command: str) -> str:
    return next((role for word, role in ROLES.items() if word in command), "run")
