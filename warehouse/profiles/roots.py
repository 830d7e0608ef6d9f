"""Where a SOURCE argument looks: which runs looked at the same places, and whether a place was looked at."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Sequence

_NUMBERS = re.compile(r"\d+(?:[-_.T:]?\d+)*")
_FILE = re.compile(r"[^/]{1,250}\.[A-Za-z][A-Za-z0-9]{0,7}")
_PATTERN = re.compile(r"[*?\[]")


def masked(path: str) -> str:
    """A path with `#` for each number or date, so that tomorrow's folder has the name of today's."""
    return _NUMBERS.sub("#", path)


def root(source: str) -> str:
    """The folder that a SOURCE looks into, masked: of a file its folder, of a pattern the folders before it."""
    whole = source if "://" in source else os.path.abspath(source)  # noqa: PTH100 - a pattern is no path
    parts = whole.rstrip("/").split("/")
    pattern = next((place for place, part in enumerate(parts) if _PATTERN.search(part)), None)
    if pattern is not None:
        parts = parts[:pattern]
    elif _FILE.fullmatch(parts[-1]) and len(parts) > 1:
        parts = parts[:-1]
    return masked("/".join(parts)) + "/"


def roots(sources: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(map(root, sources)))


def overlap(some: Sequence[str], others: Sequence[str]) -> bool:
    """Whether one of some roots holds one of the others, or lies in it."""
    return any(a.startswith(b) or b.startswith(a) for a in some for b in others)


def covered(path: str, looked_into: Sequence[str]) -> bool:
    """Whether a raw file's path lies in one of these roots."""
    return any(masked(path).startswith(folder) for folder in looked_into)
