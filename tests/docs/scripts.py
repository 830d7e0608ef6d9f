"""The Python and shell blocks of a Markdown file, each with what it prints.

`python -m tests.docs.scripts HOME FILE…` renews them, run beside a `copydesk-home` that is HOME.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

BLOCK = re.compile(r"```(?P<language>python|sh)\n(?P<code>[^`]+)```\n\n(?:```text\n(?P<output>[^`]*)```\n\n?)?")


def run(home: Path, language: str, code: str) -> str:
    """What the code prints; AssertionError with its errors if it fails."""
    own = Path(sys.executable).parent
    command = [sys.executable, "-c", code] if language == "python" else ["/bin/sh", "-ec", code]
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "copydesk-home").symlink_to(home.absolute())
        apart = {"HF_HOME": folder, "HF_HUB_OFFLINE": "1", "PATH": f"{own}:{os.environ['PATH']}", "TZ": "UTC"}
        done = subprocess.run(
            command, cwd=folder, env=os.environ | apart, capture_output=True, text=True, timeout=120, check=False
        )
    assert done.returncode == 0, done.stderr
    return done.stdout


def renew(home: Path, text: str) -> str:
    """The file with what every block prints, made anew."""

    def with_output(match: re.Match[str]) -> str:
        language, code = match["language"], match["code"]
        return f"```{language}\n{code}```\n\n```text\n{run(home, language, code)}```\n\n"

    return BLOCK.sub(with_output, text)


if __name__ == "__main__":
    for path in map(Path, sys.argv[2:]):
        path.write_text(renew(Path(sys.argv[1]), path.read_text(encoding="utf-8")), encoding="utf-8")
