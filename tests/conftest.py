"""The installed `copydesk`, run as a user runs it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import pytest

COMMAND = str(Path(sys.executable).with_name("copydesk"))
EXAMPLES = Path(__file__).parents[1] / "examples"


class Done(NamedTuple):
    """A finished command."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


Copydesk = Callable[..., Done]


def pytest_make_parametrize_id(config: pytest.Config, val: object, argname: str) -> str | None:
    """Bytes are named by their parameter: gzip's hold the time, and every worker must name a test alike."""
    return argname if isinstance(val, bytes) else None


@pytest.fixture(scope="session")
def environment(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """An environment of its own: no server, no state of the user's; one database of Prefect's for all tests."""
    root = tmp_path_factory.getbasetemp()
    shared = root.parent if "PYTEST_XDIST_WORKER" in os.environ else root
    left_out = {"PREFECT_API_URL", "PREFECT_PROFILE", "COPYDESK_HOME"}
    return {k: v for k, v in os.environ.items() if k not in left_out} | {
        "XDG_STATE_HOME": str(shared / "state"), "COPYDESK_SERVER_LINGER_SECONDS": "20",
    }  # fmt: skip


@pytest.fixture(scope="session")
def copydesk(environment: dict[str, str]) -> Copydesk:
    """copydesk(*arguments, cwd=…): run the command to its end."""

    def run(*arguments: str | Path, cwd: Path | None = None, timeout: float = 240) -> Done:
        done = subprocess.run(
            [COMMAND, *map(str, arguments)],
            capture_output=True,
            text=True,
            cwd=cwd,
            timeout=timeout,
            env=environment,
            check=False,
        )  # fmt: skip
        return Done(done.returncode, done.stdout, done.stderr)

    return run


@pytest.fixture(scope="session")
def examples_home(copydesk: Copydesk, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home that the examples were taken into, once a test process."""
    home = tmp_path_factory.mktemp("examples") / "home"
    done = copydesk("ingest", EXAMPLES, "--home", home)
    assert done.code == 3, done.err
    return home
