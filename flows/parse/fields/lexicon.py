"""Reads the word lists that stand beside this module in `data/`.

A list is UTF-8 text, one entry a line; `#` starts a comment line and `[name]` a section.
"""

from __future__ import annotations

from pathlib import Path

_FOLDER = Path(__file__).parent / "data"


def sections(name: str) -> dict[str, tuple[str, ...]]:
    """Entries by section, in order; those before any section heading stand under the empty name.

    FileNotFoundError where the list is not part of the installation.
    """
    found: dict[str, list[str]] = {"": []}
    current = found[""]
    for raw in (_FOLDER / name).read_text(encoding="utf-8").splitlines():
        line = raw.strip()
        if not line or line.startswith("#"):
            continue
        if line.startswith("[") and line.endswith("]"):
            current = found.setdefault(line[1:-1], [])
        else:
            current.append(line)
    return {section: tuple(entries) for section, entries in found.items()}


def entries(name: str) -> tuple[str, ...]:
    """All entries of a list that has no sections."""
    return sections(name)[""]
