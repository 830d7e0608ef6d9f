"""docs/export.md is true: its commands, run one after another, give what stands under them.

`python -m tests.docs.test_export HOME` renews the page.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from tests.conftest import COMMAND

pytestmark = pytest.mark.xdist_group("ingest")
PAGE = Path(__file__).parents[2] / "docs/export.md"
BLOCK = re.compile(r"(?<=```console\n)(?:[^`]|`(?!``))*(?=```)")


def run(block: str, home: Path, folder: Path) -> str:
    """The block with what its commands print now."""
    path = f"{Path(COMMAND).parent}{os.pathsep}{os.environ['PATH']}"
    environment = os.environ | {"COPYDESK_HOME": str(home), "PATH": path, "LC_ALL": "C.UTF-8"}
    said = ""
    for command in re.findall(r"^\$ (.*)$", block, re.MULTILINE):
        shell = ["bash", "-o", "pipefail", "-c", command]  # the page's own commands
        done = subprocess.run(shell, cwd=folder, env=environment, capture_output=True, text=True, check=True)
        assert done.stderr == "", command
        said += f"$ {command}\n{done.stdout}"
    return said


def test_the_commands_print_what_is_shown(examples_home: Path, tmp_path: Path) -> None:
    text = PAGE.read_text(encoding="utf-8")
    blocks = BLOCK.findall(text)
    assert len(blocks) >= 5
    for block in blocks:
        assert run(block, examples_home, tmp_path) == block, "renew it: python -m tests.docs.test_export HOME"


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        home = Path(sys.argv[1]).absolute()
        renewed = BLOCK.sub(lambda m: run(m[0], home, Path(folder)), PAGE.read_text(encoding="utf-8"))
    PAGE.write_text(renewed, encoding="utf-8")
