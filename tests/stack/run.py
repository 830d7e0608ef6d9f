"""Runs the stack of docker-compose.yml as plain processes: `python -m tests.stack.run [FOLDER]` (`make stack`).

Processes start when what they wait for is healthy, as under Docker, and end with this one. Their logs are in
FOLDER/logs.
"""

from __future__ import annotations

import os
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

from flows.deploy.make_secrets import make_secrets
from tests.stack.plain import Places, Service, missing, places, services

START_SECONDS = 300.0  # for all of it, on a machine that others use as well
END_SECONDS = 8.0


class StackError(RuntimeError):
    """The stack did not start; the message says which process, and the end of its log."""


class Stack:
    """The processes, and what became of them."""

    def __init__(self, place: Places) -> None:
        self.place = place
        self.services = {service.name: service for service in services(place)}
        self.processes: dict[str, subprocess.Popen[bytes]] = {}
        self._logs: list[IO[bytes]] = []
        self._healthy: set[str] = set()

    def log(self, name: str) -> Path:
        return self.place.folder / "logs" / f"{name}.log"

    def start(self, name: str) -> None:
        """Start one process; again, if it was stopped."""
        service = self.services[name]
        log = self.log(name).open("ab")
        self._logs.append(log)
        self._healthy.discard(name)
        self.processes[name] = subprocess.Popen(
            [*_with_us(service), *service.command], env=service.environment, cwd=service.environment["TMPDIR"],
            stdin=subprocess.DEVNULL, stdout=log, stderr=log, start_new_session=True,
        )  # fmt: skip

    def stop(self, *names: str, number: signal.Signals | None = None) -> None:
        """Stop processes and all that they started: by `number`, else as each wants to be stopped."""
        for name in names:
            _signal(self.processes[name], number or signal.Signals[self.services[name].stop_signal])
        until = time.monotonic() + END_SECONDS
        for process in map(self.processes.pop, names):
            with suppress(subprocess.TimeoutExpired):
                process.wait(max(0.0, until - time.monotonic()))
            _signal(process, signal.SIGKILL)  # and what it left behind
            process.wait()

    def start_all(self, seconds: float = START_SECONDS) -> None:
        """Start every process in its turn, and come back when all are healthy or have ended well."""
        until = time.monotonic() + seconds
        while set(self.services) - self._healthy:
            for name, service in self.services.items():
                if name not in self.processes and all(map(self._ready, service.waits_for)):
                    self.start(name)
            for name in self.processes.keys() - self._healthy:
                self._look_at(name)
            if time.monotonic() > until:
                raise StackError(f"not healthy after {seconds:.0f} s: {sorted(set(self.services) - self._healthy)}")
            time.sleep(0.3)

    def wait_for(self, name: str, seconds: float = 60.0) -> None:
        """Until a process that was started again is healthy."""
        until = time.monotonic() + seconds
        while name not in self._healthy:
            self._look_at(name)
            if time.monotonic() > until:
                raise StackError(f"{name} is not healthy after {seconds:.0f} s\n{self._end_of_log(name)}")
            time.sleep(0.3)

    def stop_all(self) -> None:
        self.stop(*reversed(list(self.processes)))
        for log in self._logs:
            log.close()

    def _ready(self, other: str) -> bool:
        return all(name in self._healthy for name, service in self.services.items() if service.service == other)

    def _look_at(self, name: str) -> None:
        service, ended = self.services[name], self.processes[name].poll()
        if ended is not None and (ended or not service.ends):
            raise StackError(f"{name} ended with {ended}\n{self._end_of_log(name)}")
        if service.ends:
            well = ended == 0
        else:
            command = [*_as_nobody(service), *service.health]
            check = subprocess.run(command, env=service.environment, capture_output=True, check=False, timeout=30)
            well = check.returncode == 0
        if well:
            self._healthy.add(name)

    def _end_of_log(self, name: str) -> str:
        return self.log(name).read_text(errors="replace")[-2000:]


def _signal(process: subprocess.Popen[bytes], number: signal.Signals) -> None:
    """To the process and all that it started; they may be gone."""
    with suppress(ProcessLookupError):
        os.killpg(process.pid, number)


def _as_nobody(service: Service) -> list[str]:
    """PostgreSQL does not run as root; it runs as a user without rights then."""
    return ["setpriv", "--reuid=nobody", "--regid=nogroup", "--clear-groups"] if _is_postgres_of_root(service) else []


def _with_us(service: Service) -> list[str]:
    """A process that ends with this one, however that ends. Changing the user would undo it, so it comes after."""
    return [*_as_nobody(service), "setpriv", "--pdeathsig", service.stop_signal.removeprefix("SIG")]


def _is_postgres_of_root(service: Service) -> bool:
    return service.service == "postgres" and os.geteuid() == 0


def _prepare(place: Places, processes: dict[str, Service]) -> None:
    """The folders, the secrets, and what PostgreSQL's image does before its first start."""
    for name in ("logs", "incoming", "home", "data", "data/store", "data/redis"):
        (place.folder / name).mkdir(parents=True, exist_ok=True)
    make_secrets(place.folder / "secrets")
    postgres = processes["postgres"]
    data, tmp = Path(postgres.environment["PGDATA"]), Path(postgres.environment["TMPDIR"])
    if data.exists():
        return
    data.mkdir(mode=0o700)
    password = tmp / "password"
    shutil.copy(place.folder / "secrets" / "db_password", password)
    if _is_postgres_of_root(postgres):
        nobody = pwd.getpwnam("nobody")
        for path in (data, tmp, password):
            os.chown(path, nobody.pw_uid, nobody.pw_gid)
    environment = postgres.environment
    user, options = environment["POSTGRES_USER"], environment["POSTGRES_INITDB_ARGS"].split()
    initdb = ["initdb", "-U", user, f"--pwfile={password}", "--auth-local=trust", "--no-sync", *options]
    _run_as_postgres(postgres, initdb)
    password.unlink()
    with (data / "postgresql.conf").open("a") as settings:
        settings.write(f"unix_socket_directories = '{tmp}'\n")
    make = f"CREATE DATABASE {environment['POSTGRES_DB']}\n"
    _run_as_postgres(postgres, ["postgres", "--single", "-D", str(data), "template1"], make)


def _run_as_postgres(postgres: Service, command: list[str], told: str = "") -> None:
    done = subprocess.run(
        [*_as_nobody(postgres), *command], env=postgres.environment, cwd=postgres.environment["TMPDIR"], input=told,
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    if done.returncode:
        raise StackError(f"{command[0]} ended with {done.returncode}: {done.stderr[-1000:]}")


@contextmanager
def stack(folder: Path) -> Iterator[Stack]:
    """The stack, running; every process of it has ended afterwards."""
    folder.chmod(0o711)
    found = Stack(places(folder))
    (folder / "tmp").chmod(0o711)
    _prepare(found.place, found.services)
    try:
        found.start_all()
        yield found
    finally:
        found.stop_all()


def main() -> None:
    """Run until Ctrl-C or SIGTERM."""
    if absent := missing():
        sys.exit(f"not here: {', '.join(absent)} (Debian: postgresql, redis-server; pip: copydesk[stack,dask])")
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(tempfile.mkdtemp(prefix="copydesk-stack-"))
    folder.mkdir(parents=True, exist_ok=True)
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    print(f"starting in {folder}, logs in {folder / 'logs'} …", flush=True)
    with suppress(KeyboardInterrupt), stack(folder) as running:
        place = running.place
        print(f"Prefect  {place.api}   (PREFECT_API_AUTH_STRING is in {folder / 'secrets' / 'api_auth'})")
        print(f"report   {place.report}\nS3       http://127.0.0.1:{place.ports[8333]}")
        print(f"incoming {place.incoming}\nhome     {place.home}\nCtrl-C ends it", flush=True)
        signal.pause()


if __name__ == "__main__":
    main()
