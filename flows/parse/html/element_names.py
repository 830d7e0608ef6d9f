"""What an element's class and id say it is: the article's text, its caption, or something that is no part of it."""

from __future__ import annotations

import re
import tomllib
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

_DATA = Path(__file__).parent / "data" / "element_names.toml"
_WORD = re.compile(r"[A-Z]?[a-zß-ÿ]+|[A-Z]+(?![a-z])")
_LONGEST = 300  # characters of a class attribute that are looked at
_CACHED = 1 << 15


class Verdict(NamedTuple):
    """`role` is junk, body, byline, deck, caption, credit or embed; `reason` the table of the data file."""

    role: str
    reason: str
    unless: int = 0  # characters of running text from which an element is no junk in spite of its name


def _load() -> dict[tuple[str, ...], Verdict]:
    data = tomllib.loads(_DATA.read_text(encoding="utf-8"))
    table: dict[tuple[str, ...], Verdict] = {}
    for role, section in data.items():
        groups = section.items() if role == "junk" else [(role, section)]
        for reason, group in groups:
            for words in group["words"]:
                table.setdefault(tuple(words.split()), Verdict(role, reason, group.get("unless", 0)))
    return table


_TABLE = _load()
_NEGATIONS = frozenset(
    ("no", "not", "has", "have", "with", "without", "non", "hide", "show", "after", "before", "match")
)


def _by_first_word() -> dict[str, list[tuple[list[str], Verdict]]]:
    table: dict[str, list[tuple[list[str], Verdict]]] = {}
    for words, found in _TABLE.items():
        table.setdefault(words[0], []).append((list(words[1:]), found))
    return table


_ENTRIES = _by_first_word()
_ORDER = {role: place for place, role in enumerate(("embed", "body", "junk", "caption", "credit", "deck", "byline"))}


@lru_cache(maxsize=_CACHED)
def verdict(names: str) -> Verdict | None:
    """The most telling verdict on `names`, class and id joined by a blank: each name counts by itself."""
    best: Verdict | None = None
    for name in names[:_LONGEST].split():
        found = _verdict(name)
        if found is not None and (best is None or _ORDER[found.role] < _ORDER[best.role]):
            best = found
    return best


@lru_cache(maxsize=_CACHED)
def _verdict(name: str) -> Verdict | None:
    words = " ".join(_WORD.findall(name)).lower().split()
    best: Verdict | None = None
    for place, word in enumerate(words):
        entries = _ENTRIES.get(word)
        if entries is None or (place and words[place - 1] in _NEGATIONS):
            continue
        for rest, found in entries:
            if words[place + 1 : place + 1 + len(rest)] == rest and (
                best is None or _ORDER[found.role] < _ORDER[best.role]
            ):
                best = found
    return best
