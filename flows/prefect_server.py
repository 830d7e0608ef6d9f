"""Prefect's server as a process of our own: started at once, shared by runs, gone soon after the last.

`python -m flows.prefect_server FOLDER PORT` serves Prefect's API on the loopback. Each run that uses it holds a shared
lock on FOLDER/clients.lock; when nobody has held it for five minutes (COPYDESK_SERVER_LINGER_SECONDS) the server ends
itself, however the last run ended; until then the next run finds it ready. Importing `prefect.server` takes seconds,
so it is done in that process alone, while the run lands files and Great Expectations is imported.
"""

from __future__ import annotations

import contextlib
import fcntl
import json
import os
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from importlib import import_module
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import uvicorn

HEALTH = "/health"
LINGER = "COPYDESK_SERVER_LINGER_SECONDS"
LINGER_SECONDS = 300
ENVIRONMENT = {
    "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
    "PREFECT_SERVER_UI_ENABLED": "false",
    "PREFECT_SERVER_LOGGING_LEVEL": "ERROR",
    "PREFECT_LOGGING_LEVEL": "ERROR",
    "DO_NOT_TRACK": "1",
}


class ServerError(RuntimeError):
    """The embedded server did not start; the message says where its log is."""


def state_folder() -> Path:
    """Where the embedded server keeps its database: one for each version of Prefect, shared by all homes."""
    base = os.environ.get("XDG_STATE_HOME") or Path.home() / ".local" / "state"
    return Path(base) / "copydesk" / f"prefect-{version('prefect')}"


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _healthy(url: str) -> bool:
    try:
        with urllib.request.urlopen(url + HEALTH, timeout=2) as answer:  # noqa: S310  # http on the loopback
            return bool(answer.status == 200)
    except (urllib.error.URLError, OSError):
        return False


class EmbeddedServer:
    """A running or starting server. `start` returns at once; `wait` when the API answers."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.mkdir(parents=True, exist_ok=True)
        self._clients = (folder / "clients.lock").open("a")
        self._process: subprocess.Popen[bytes] | None = None
        self.url = ""

    def start(self) -> None:
        """Find a server that serves another run now, or start one."""
        state = self.folder / "server.json"
        with (self.folder / "start.lock").open("a") as gate, (self.folder / "server.lock").open("a") as server:
            fcntl.flock(gate, fcntl.LOCK_EX)
            fcntl.flock(self._clients, fcntl.LOCK_SH)  # waits while an old server is ending
            try:
                fcntl.flock(server, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:  # a server has it: one is running
                self.url = json.loads(state.read_text())["url"]
                return
            port = _free_port()
            self.url = f"http://127.0.0.1:{port}/api"
            state.write_text(json.dumps({"url": self.url}))
            with (self.folder / "server.log").open("wb") as log:
                self._process = subprocess.Popen(  # noqa: S603  # this module, by this interpreter
                    [sys.executable, "-m", "flows.prefect_server", str(self.folder), str(port)],
                    stdin=subprocess.DEVNULL, stdout=log, stderr=log, start_new_session=True,
                    pass_fds=[server.fileno()],  # the lock goes with the child, and ends with it
                    env={**os.environ, **ENVIRONMENT, "PREFECT_HOME": str(self.folder), "PREFECT_API_URL": ""},
                )  # fmt: skip

    def wait(self, seconds: float) -> str:
        """The API's URL once it answers; ServerError if it does not within `seconds`."""
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            if _healthy(self.url):
                return self.url
            if self._process and self._process.poll() is not None:
                break
            time.sleep(0.05)
        raise ServerError(
            f"Prefect's server did not answer at {self.url} within {seconds:.0f} s; its log is "
            f"{self.folder / 'server.log'}. Set PREFECT_API_URL to use a server of your own."
        )

    def close(self) -> None:
        """Let go of the server; it ends by itself when nobody has held it for a while."""
        fcntl.flock(self._clients, fcntl.LOCK_UN)
        self._clients.close()


@contextlib.contextmanager
def prefect_server() -> Iterator[EmbeddedServer | None]:
    """The embedded server, starting; None where PREFECT_API_URL names a server already."""
    if os.environ.get("PREFECT_API_URL"):
        yield None
        return
    server = EmbeddedServer(state_folder())
    server.start()
    try:
        yield server
    finally:
        server.close()


class _Watch(threading.Thread):
    """Ends this process when no run has held the clients' lock for `linger` seconds."""

    def __init__(self, folder: Path, linger: float) -> None:
        super().__init__(daemon=True)
        self._lock, self._linger = folder / "clients.lock", linger
        self.server: uvicorn.Server | None = None

    def run(self) -> None:
        with self._lock.open("a") as clients:
            idle_since: float | None = None
            while True:
                time.sleep(0.2)
                try:
                    fcntl.flock(clients, fcntl.LOCK_EX | fcntl.LOCK_NB)
                except BlockingIOError:
                    idle_since = None
                    continue
                idle_since = idle_since or time.monotonic()
                if time.monotonic() - idle_since >= self._linger:
                    break  # with the lock held: a run that comes now waits, and starts a server of its own
                fcntl.flock(clients, fcntl.LOCK_UN)
            if self.server:
                self.server.should_exit = True
                time.sleep(1)  # for what it still has to write
            os._exit(0)


def serve(folder: Path, port: int) -> None:
    """Serve Prefect's API until the last client has gone."""
    watch = _Watch(folder, float(os.environ.get(LINGER, LINGER_SECONDS)))
    watch.start()
    import uvicorn

    create_app = import_module("prefect.server.api.server").create_app
    config = uvicorn.Config(create_app(ephemeral=True), host="127.0.0.1", port=port, log_level="error")
    watch.server = uvicorn.Server(config)
    watch.server.run()


if __name__ == "__main__":
    serve(Path(sys.argv[1]), int(sys.argv[2]))
