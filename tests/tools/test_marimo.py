"""The notebook docs/notebooks/morning.py runs on a warehouse: as marimo's app, as a script, and as an exported page."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path

import pytest

from tests.tools.conftest import OUTCOMES, Ask

pytestmark = pytest.mark.xdist_group("ingest")
NOTEBOOK = Path(__file__).parents[2] / "docs/notebooks/morning.py"


@pytest.fixture
def notebook(home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy: marimo writes a folder of its own beside a notebook."""
    monkeypatch.setenv("COPYDESK_HOME", str(home))
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    return Path(shutil.copy(NOTEBOOK, tmp_path))


def run(*command: str | Path) -> None:
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False, env=os.environ)
    assert done.returncode == 0, done.stderr


def test_its_cells_show_what_the_warehouse_holds(notebook: Path, ask: Ask) -> None:
    spec = spec_from_file_location("morning", notebook)
    assert spec and spec.loader
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    outputs, found = module.app.run()
    found["desk"].close()
    assert sorted(found["outcomes"].items()) == ask(OUTCOMES)
    speakers = list(zip(*found["speakers"].to_pydict().values(), strict=True))
    assert speakers == ask("SELECT speaker_name, quotes, articles FROM speakers LIMIT 10")
    assert found["kept_out"].num_rows == ask("SELECT count(DISTINCT reason_code) FROM rejections")[0][0]
    assert "The desk this morning" in outputs[1].text


@pytest.mark.slow  # 8 s, most of it marimo's start
def test_it_runs_as_a_script_and_is_exported(notebook: Path, ask: Ask) -> None:
    run(sys.executable, notebook)
    page = notebook.with_suffix(".html")
    run(Path(sys.executable).with_name("marimo"), "-q", "export", "html", notebook, "-o", page)
    counts = " + ".join(f"{count:,} {outcome}" for outcome, count in ask(OUTCOMES))
    assert f"records = {counts}" in page.read_text(encoding="utf-8")
