"""What a number counts, in languages other than English: the noun, the percent word or the currency after it.

`data/number_nouns.toml` holds each language's words. Where there are none, the first word after the number is taken.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

_DATA = Path(__file__).parent / "data" / "number_nouns.toml"
_WORD = re.compile(r"(?:[ \u00a0\u202f'’]|(?<=\d)-)([^\W\d_](?:[\w.-]*\w)?)")
_PER = re.compile(r" (?:pro|par|per|por|al|a la) (?:Stunde|heure|hora|ora|uur)\b")
_MEASURES = re.compile(
    r"[ \u00a0\u202f]?(km/h|km²|km2|m²|m2|°C|°|kWh|MWh|GWh|TWh|Wh|kW|MW|GW|km|cm|mm|kg|ha|GB|MB|TB)(?!\w)"
)
_SIGN = re.compile(r"[ \u00a0\u202f]?(€|\$|£|¥)|[ \u00a0\u202f](EUR|USD|GBP|CHF|JPY|CNY|PLN|SEK|NOK|DKK)\b")
_SIGNS = {"€": "EUR", "$": "USD", "£": "GBP", "¥": "JPY"}
_LOOK_AHEAD = 90
_ADJECTIVE_ENDS = ("e", "en", "er", "es", "em")  # German declension
_MAX_ADJECTIVES = 3
_MAX_WORDS = 5


@dataclass(frozen=True, slots=True)
class Nouns:
    stop: frozenset[str]
    adjectives: frozenset[str]
    of: frozenset[str]
    owner: frozenset[str]
    units: dict[str, str]  # percent, points and currencies, by their words
    longest: int  # words in the longest of them


class Counted(NamedTuple):
    """The unit, where it ends, and whether it is a known measure."""

    unit: str | None
    end: int
    known: bool


@cache
def _nouns(tag: str) -> Nouns:
    tables: dict[str, Any] = tomllib.loads(_DATA.read_text(encoding="utf-8"))
    table = tables.get(tag, {})
    units = {word: code for code, words in table.get("currency", {}).items() for word in words}
    units |= dict.fromkeys(table.get("percent", ()), "percent")
    units |= dict.fromkeys(table.get("points", ()), "percentage points")
    return Nouns(
        frozenset(table.get("stop", "").split()), frozenset(table.get("adjectives", ())),
        frozenset(table.get("of", ())), frozenset(table.get("owner", ())), units,
        max((word.count(" ") for word in units), default=0) + 1,
    )  # fmt: skip


def counted(text: str, end: int, ceiling: int, tag: str, *, of: bool, part: bool) -> Counted:
    """What the number that ends at `end` counts. `of`: the language's word for "of" may stand between."""
    nouns = _nouns(tag)
    ceiling = min(ceiling, end + _LOOK_AHEAD)
    if sign := _SIGN.match(text, end, ceiling):
        return Counted(_SIGNS.get(sign[1], sign[2]), sign.end(), True)
    if measure := _MEASURES.match(text, end, ceiling):
        return Counted(measure[1], measure.end(), True)
    position, words = _after_of(text, end, ceiling, nouns, part) if of or part else (end, 0)
    if part and not words and tag != "de":
        return Counted(None, end, False)
    read = _words(text, position, ceiling)
    for size in range(min(nouns.longest, len(read)), 0, -1):
        phrase = " ".join(word for word, _ in read[:size]).lower()
        if (unit := nouns.units.get(phrase)) is not None:
            return Counted(unit, read[size - 1][1], True)
    noun = _capitalised(read, nouns) if tag == "de" else _first(read, nouns)
    if noun is None:
        return Counted(None, end, False)
    if per := _PER.match(text, noun[1], min(ceiling + 12, len(text))):
        return Counted(noun[0] + per.group(), per.end(), True)
    return Counted(noun[0], noun[1], False)


def _words(text: str, position: int, ceiling: int) -> list[tuple[str, int]]:
    """Up to five words that follow with no more than a blank or an apostrophe between them, each with its end."""
    read: list[tuple[str, int]] = []
    while len(read) < _MAX_WORDS and (found := _WORD.match(text, position, ceiling)):
        position = found.end()
        read.append((found[1], position))
    return read


def _after_of(text: str, end: int, ceiling: int, nouns: Nouns, part: bool) -> tuple[int, int]:
    """Where the noun phrase begins after "of" and an owner, and how many words that took; `end` and 0 without "of"."""
    read = _words(text, end, ceiling)
    taken, position = 0, end
    for word, finish in read[:3]:
        lower = word.lower()
        if lower in nouns.of or (lower in nouns.owner and (taken or (part and "der" in nouns.owner))):
            taken, position = taken + 1, finish
        else:
            break
    return position, taken


def _capitalised(read: list[tuple[str, int]], nouns: Nouns) -> tuple[str, int] | None:
    """German: the first noun, which has a capital; declined adjectives may stand before it."""
    for index, (word, finish) in enumerate(read[: _MAX_ADJECTIVES + 1]):
        if word[0].isupper():
            following = read[index + 1] if index + 1 < len(read) else None
            if following and word.endswith("er") and following[0][0].isupper():
                return following  # "316 Lienzer Kinder": towns become adjectives in -er
            return word, finish
        if word.lower() in nouns.stop or not word.endswith(_ADJECTIVE_ENDS):
            return None
    return None


def _first(read: list[tuple[str, int]], nouns: Nouns) -> tuple[str, int] | None:
    """The first word that is no adjective of those that precede their nouns."""
    for word, finish in read[: _MAX_ADJECTIVES + 1]:
        lower = word.lower()
        if lower in nouns.stop:
            return None
        if lower not in nouns.adjectives:
            return (word, finish)
    return None
