"""The runner ray on a real Ray cluster, which has the machine's loopback in a network of its own to itself."""

from __future__ import annotations

import secrets
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from tests.benchmarks.corpus import write_corpus
from tests.conftest import COMMAND
from tests.e2e.test_runners import ingest, tables
from tests.lonely import allowed, alone

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("runners")]
RAY = Path(sys.executable).with_name("ray")
ADDRESS = "127.0.0.1:6399"
SCRIPT = """
set -e
"$RAY" start --head --node-ip-address 127.0.0.1 --port 6399 --num-cpus 2 --include-dashboard false --temp-dir "$1" >&2
set +e
"$COPYDESK" ingest "$2" --home "$3" --runner ray --address "$ADDRESS"; first=$?
RAY_AUTH_TOKEN=$(printf 'f%.0s' $(seq 64)) "$COPYDESK" ingest "$2" --home "$3" --runner ray --address "$ADDRESS"
echo "stranger $?" >&2
exit $first
"""


@pytest.fixture
def lonely() -> None:
    if not allowed():
        pytest.skip("a network of its own is not allowed here (Linux allows it to root), and Ray listens on all others")


@pytest.mark.usefixtures("lonely")
def test_the_same_tables_and_nobody_without_the_token(environment: dict[str, str], tmp_path: Path) -> None:
    write_corpus(tmp_path / "corpus", 600)
    ingest(environment, tmp_path / "corpus", str(tmp_path / "usual"))
    own = environment | {
        "RAY": str(RAY), "COPYDESK": COMMAND, "ADDRESS": ADDRESS, "RAY_USAGE_STATS_ENABLED": "0",
        "RAY_AUTH_MODE": "token", "RAY_AUTH_TOKEN": secrets.token_hex(32), "XDG_STATE_HOME": str(tmp_path / "state"),
    }  # fmt: skip
    with tempfile.TemporaryDirectory(prefix="ray-") as folder:  # short: names of sockets are
        command = alone(["sh", "-c", SCRIPT, "sh", folder, tmp_path / "corpus", tmp_path / "home"])
        done = subprocess.run(command, env=own, capture_output=True, text=True, check=False, timeout=400)
    assert done.returncode == 0, done.stderr
    assert tables(tmp_path / "home" / "warehouse.duckdb") == tables(tmp_path / "usual" / "warehouse.duckdb")
    assert "stranger 2" in done.stderr
    assert "or it wants another RAY_AUTH_TOKEN" in done.stderr


def test_without_an_address(environment: dict[str, str], tmp_path: Path) -> None:
    done = subprocess.run(
        [COMMAND, "ingest", tmp_path, "--home", tmp_path / "home", "--runner", "ray"], env=environment,
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 2
    assert "needs the --address of a cluster" in done.stderr
