"""The example files: each has its line in docs/examples.md, and the bytes that the line speaks of."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from schemas.reasons import REASONS

ROOT = Path(__file__).parents[1]
EXAMPLES = ROOT / "examples"
DOC = (ROOT / "docs" / "examples.md").read_text(encoding="utf-8")
LIMIT = 300_000  # bytes; the files travel in the wheel


def _documented() -> set[str]:
    paths, folder = set(), ""
    for line in DOC.splitlines():
        if heading := re.match(r"## (\w+/)", line):
            folder = heading[1]
        elif row := re.match(r"\| `([^`]+)` \|", line):
            paths.add(folder + row[1])
    return paths


def test_each_example_file_has_its_line() -> None:
    files = {path.relative_to(EXAMPLES).as_posix() for path in EXAMPLES.rglob("*") if path.is_file()}
    assert files == _documented()


def test_each_reason_code_named_exists() -> None:
    codes = set(re.findall(r"(?:rejected|skipped|quarantined)[^|`]*: `(\w+)`", DOC))
    assert codes
    assert codes <= set(REASONS)


def test_the_folder_is_small() -> None:
    assert sum(path.stat().st_size for path in EXAMPLES.rglob("*") if path.is_file()) < LIMIT


@pytest.mark.parametrize(
    ("path", "start"),
    [
        ("broken/042_9f04e7d1a3bc6852.txt", b"\xff\xfe"),
        ("broken/046_photo_4d1c.txt", b"\x89PNG\r\n"),
        ("broken/044_e3b0c44298fc1c14.txt", b""),
        ("dumps/archive.jsonl.gz", b"\x1f\x8b\x08\x00\x00\x00\x00\x00"),  # gzip with modification time 0
    ],
)
def test_bytes_are_kept_as_they_are(path: str, start: bytes) -> None:
    data = (EXAMPLES / path).read_bytes()
    assert data[: len(start)] == start
    assert bool(data) == bool(start)


def test_windows_line_ends_and_letters_are_kept() -> None:
    data = (EXAMPLES / "broken/041_c58d20f6b7e9a143.txt").read_bytes()
    assert data.count(b"\n") == data.count(b"\r\n") > 0
    with pytest.raises(UnicodeDecodeError):
        data.decode("utf-8")


def test_the_copy_is_exact() -> None:
    copy = EXAMPLES / "wire/008_5d20b8e91c6fa374-copy.txt"
    assert copy.read_bytes() == (EXAMPLES / "wire/001_5d20b8e91c6fa374.txt").read_bytes()
