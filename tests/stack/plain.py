"""docker-compose.yml's services as plain processes of this machine: the same commands, other ports, other folders.

What a container would see is translated: its ports become free ones, the other services' names the loopback, its
mounts folders below one of ours. What an image's own entry point does is done here for PostgreSQL: `initdb`.
"""

from __future__ import annotations

import os
import re
import shutil
import sys
from importlib.util import find_spec
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from tests.object_store import free_ports

COMPOSE = Path(__file__).parents[2] / "docker-compose.yml"
HOSTS = ("postgres", "redis", "prefect-api", "store", "dask-scheduler")
PORTS = (5432, 6379, 4200, 4280, 8080, 8333, 9333, 8081, 8888, 8786, 8787)
PROGRAMS = ("postgres", "initdb", "redis-server", "redis-cli", "weed", "setpriv")
PACKAGES = ("prefect_redis", "distributed")
EACH = 8788  # of each process of a service that is scaled
_VARIABLE = re.compile(r"\$\{(\w+):-([^}]*)\}")


class Service(NamedTuple):
    """One process. `waits_for` are the services that must be healthy, or have ended well, before it starts."""

    name: str
    service: str
    command: list[str]
    environment: dict[str, str]
    health: list[str]
    waits_for: list[str]
    ends: bool  # rather than stay
    stop_signal: str


class Places(NamedTuple):
    """Where the stack is: its folder, and what each port of the compose file became."""

    folder: Path
    ports: dict[int, int]

    @property
    def api(self) -> str:
        return f"http://127.0.0.1:{self.ports[4200]}/api"

    @property
    def report(self) -> str:
        return f"http://127.0.0.1:{self.ports[4280]}/"

    @property
    def incoming(self) -> Path:
        return self.folder / "incoming"

    @property
    def home(self) -> Path:
        return self.folder / "home" / "desk"

    def secret(self, name: str) -> str:
        return (self.folder / "secrets" / name).read_text().strip()

    @property
    def client(self) -> dict[str, str]:
        """The environment of someone who uses the stack."""
        return own_environment(self.folder / "tmp") | {
            "PREFECT_API_URL": self.api, "PREFECT_API_AUTH_STRING": self.secret("api_auth"),
            "PREFECT_HOME": str(self.folder / "tmp" / "prefect-client"), "COPYDESK_HOME": str(self.home),
            "COPYDESK_INCOMING": str(self.incoming),
        }  # fmt: skip


def places(folder: Path) -> Places:
    return Places(folder, dict(zip(PORTS, free_ports(len(PORTS)), strict=True)))


def own_environment(tmp: Path) -> dict[str, str]:
    """What a process has that a container would have: where programs are, and nothing of the user's."""
    path = [str(Path(sys.executable).parent), *map(str, postgres_programs()), os.environ.get("PATH", os.defpath)]
    return {
        "PATH": os.pathsep.join(path),
        "HOME": str(tmp),
        "TMPDIR": str(tmp),
        "LANG": "C.UTF-8",
        "PYTHONUNBUFFERED": "1",
    }


def postgres_programs() -> list[Path]:
    """Debian keeps PostgreSQL's programs out of PATH, a folder for each version; the newest first."""
    return sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: -int(path.parent.name))


def missing() -> list[str]:
    """The programs and packages of other people that the stack needs and this machine has not."""
    path = own_environment(Path())["PATH"]
    programs = [name for name in PROGRAMS if not shutil.which(name, path=path)]
    return programs + [name for name in PACKAGES if not find_spec(name)]


def services(place: Places) -> list[Service]:
    """Every process of the stack."""
    compose = yaml.safe_load(COMPOSE.read_text(encoding="utf-8"))
    found: list[Service] = []
    for name, told in compose["services"].items():
        found += [_service(name, number, told, place) for number in range(told.get("scale", 1))]
    return found


def _service(name: str, number: int, told: dict[str, Any], place: Places) -> Service:
    process = f"{name}-{number + 1}" if told.get("scale") else name
    tmp = place.folder / "tmp" / process
    tmp.mkdir(parents=True, exist_ok=True)
    ports = place.ports | {EACH: free_ports(1)[0]}

    def plain(text: object) -> str:
        return _plain(str(text), name, place.folder, tmp, ports)

    environment = own_environment(tmp) | {"SECRETS_FOLDER": str(place.folder / "secrets")}
    environment |= {key: plain(value) for key, value in told.get("environment", {}).items()}
    if name == "postgres":
        environment |= {"PGPORT": str(ports[5432]), "PGDATA": str(place.folder / "data" / "postgres")}
    check = told["healthcheck"]
    test = check.get("test", [])
    health = ["sh", "-c", plain(test[1])] if test[:1] == ["CMD-SHELL"] else [plain(word) for word in test[1:]]
    command = [plain(word) for word in told["command"]]
    return Service(
        process, name, command, environment, health, list(told.get("depends_on", {})), bool(check.get("disable")),
        told.get("stop_signal", "SIGTERM"),
    )  # fmt: skip


def _plain(text: str, service: str, folder: Path, tmp: Path, ports: dict[int, int]) -> str:
    text = _VARIABLE.sub(lambda found: found[2], text).replace("$$", "$")
    text = re.sub(rf"\b({'|'.join(HOSTS)})(?=:\d)", "127.0.0.1", text).replace("0.0.0.0", "127.0.0.1")
    text = text.replace("-ip=store", "-ip=127.0.0.1").replace("listen_addresses=*", "listen_addresses=127.0.0.1")
    text = re.sub(r"(?<![\d.])(\d{4})(?!\d)", lambda found: str(ports.get(int(found[1]), int(found[1]))), text)
    text = text.replace("redis-server -", f"redis-server - --bind 127.0.0.1 --port {ports[6379]}")
    text = text.replace("redis-cli", f"redis-cli -p {ports[6379]}") if service == "redis" else text
    inside = {
        "/run/secrets": folder / "secrets", "/home/copydesk": folder / "home", "/incoming": folder / "incoming",
        "/data": folder / "data" / service, "/mirrors": folder / "mirrors", "/tmp": tmp,
    }  # fmt: skip
    text = re.sub(rf"(?<![\w/.])({'|'.join(inside)})(?=/|\b)", lambda found: str(inside[found[1]]), text)
    return sys.executable if text == "python" else text
