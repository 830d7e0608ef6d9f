"""Word lists in data files: words between blanks, lines that start with # left out."""

from __future__ import annotations

from pathlib import Path

_DATA = Path(__file__).parent / "data"


def word_list(name: str) -> frozenset[str]:
    """The words of `data/<name>`."""
    lines = (_DATA / name).read_text(encoding="utf-8").splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())
