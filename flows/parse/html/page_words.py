"""The word lists and points in `data/page_type.toml`."""

from __future__ import annotations

import tomllib
from pathlib import Path

_TABLE = tomllib.loads((Path(__file__).parent / "data" / "page_type.toml").read_text("utf-8"))
LIMITS: dict[str, int] = _TABLE["limits"]
POINTS: dict[str, int] = {sign: row["points"] for sign, row in _TABLE["signs"].items()}
KINDS: dict[str, str] = {sign: row["kind"] for sign, row in _TABLE["signs"].items() if "kind" in row}
SAID: dict[str, str] = {sign: row["said"] for sign, row in _TABLE["signs"].items()}
WORDS: dict[str, frozenset[str]] = {name: frozenset(words) for name, words in _TABLE["words"].items()}
PHRASES: dict[str, tuple[str, ...]] = {name: tuple(phrases) for name, phrases in _TABLE["phrases"].items()}
