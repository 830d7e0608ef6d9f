"""Guess from a sample of records which field is which column: by its name, else by what stands in it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from statistics import median
from typing import NamedTuple

from flows.parse.fields.dates import parse_date
from flows.parse.readers.field_map import BODY, KNOWN_FIELDS, fold

SHOWN_CHARACTERS = 60
_AGREEING = 0.8  # of the values must look alike
_BODY_CHARACTERS, _HEADLINE_CHARACTERS = 250, (15, 200)  # medians
_ADDRESS = re.compile(r"https?://\S+$")
_LANGUAGE = re.compile(r"[A-Za-z]{2}(?:[-_][A-Za-z]{2})?$")


class Proposed(NamedTuple):
    column: str
    name: str
    why: str


def propose(sample: Sequence[Mapping[str, object]]) -> tuple[list[Proposed], dict[str, str]]:
    """The proposals, the body first, and for each other field a value. A column whose field is known by name needs
    no mapping, and stands in the proposal all the same: what is not seen cannot be checked."""
    values = _values(sample)
    found: dict[str, Proposed] = {}
    for name in sorted(values, key=lambda name: KNOWN_FIELDS.places.get(fold(name), ("", 99))[1]):
        if (place := KNOWN_FIELDS.places.get(fold(name))) and place[0] not in found:
            found[place[0]] = Proposed(place[0], name, "a known name")
    for column, why, candidates in _by_content({n: v for n, v in values.items() if n not in _names(found)}):
        if column not in found and (free := [name for name in candidates if name not in _names(found)]):
            found[column] = Proposed(column, free[0], why)
    order = sorted(found.values(), key=lambda item: (item.column != BODY, item.column))
    return order, {name: _shown(texts[0]) for name, texts in values.items() if name not in _names(found)}


def _names(found: Mapping[str, Proposed]) -> set[str]:
    return {item.name for item in found.values()}


def _values(sample: Sequence[Mapping[str, object]]) -> dict[str, list[str]]:
    """For each field its values that are not empty, as text."""
    values: dict[str, list[str]] = {}
    for record in sample:
        for name, value in record.items():
            if value not in (None, "", [], {}):
                values.setdefault(name, []).append(value if isinstance(value, str) else str(value))
    return values


def _by_content(values: Mapping[str, list[str]]) -> list[tuple[str, str, list[str]]]:
    """(column, why, fields that look like it, the likeliest first)."""
    length = {name: median(map(len, texts)) for name, texts in values.items()}
    low, high = _HEADLINE_CHARACTERS
    longest = sorted((n for n in values if length[n] >= _BODY_CHARACTERS), key=lambda n: -length[n])
    return [
        (BODY, "the longest texts", longest),
        ("uri", "addresses", [n for n in values if _mostly(values[n], lambda t: bool(_ADDRESS.match(t)))]),
        ("date_published", "dates", [n for n in values if _mostly(values[n], _is_date)]),
        ("in_language", "language tags", [n for n in values if _mostly(values[n], lambda t: bool(_LANGUAGE.match(t)))]),
        ("headline", "short texts, each another", [
            n for n in values
            if low <= length[n] <= high and len(set(values[n])) > 0.9 * len(values[n])
            and _mostly(values[n], lambda t: " " in t and not _ADDRESS.match(t) and not _is_date(t))
        ]),
    ]  # fmt: skip


def _mostly(texts: Sequence[str], looks_so: Callable[[str], bool]) -> bool:
    return sum(map(looks_so, texts)) >= _AGREEING * len(texts)


def _is_date(text: str) -> bool:
    return 6 <= len(text) <= 40 and any(c.isdigit() for c in text) and parse_date(text) is not None


def _shown(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= SHOWN_CHARACTERS else line[: SHOWN_CHARACTERS - 1] + "…"
