"""A server that cannot be used is told before anything is started."""

from __future__ import annotations

import subprocess
from pathlib import Path

from tests.conftest import COMMAND, EXAMPLES
from tests.object_store import free_ports


def test_a_wrong_address(environment: dict[str, str], tmp_path: Path) -> None:
    own = environment | {"PREFECT_API_URL": f"http://127.0.0.1:{free_ports(1)[0]}/api"}
    done = subprocess.run(
        [COMMAND, "ingest", EXAMPLES, "--home", tmp_path / "home"], env=own, capture_output=True, text=True, check=False
    )
    assert done.returncode == 5
    assert f"no answer at {own['PREFECT_API_URL']}" in done.stderr
    assert "Is it up" in done.stderr
    assert not (tmp_path / "home" / "manifest.json").exists()
