"""Words for days, weeks, months and years in languages other than English, from `data/day_words.toml`."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from flows.parse.fields.vocabulary import cases

_DATA = Path(__file__).parent / "data" / "day_words.toml"
_PARTS_OF_DAY = {
    "de": ("abend", "morgen", "nachmittag", "mittag", "vormittag", "nacht", "früh"),
    "nl": ("avond", "ochtend", "middag", "nacht", "morgen"),
}
_NUMBER = r"(?P<number>\d{1,3}|[^\W\d_]{2,14})"
_SHORT = 4  # letters of words too short to tell: "para" and "fra" are no verbs


@dataclass(frozen=True, slots=True)
class DayWords:
    """One language's words. Those called `forms` are as they stand in a text, in every case that they have."""

    weekdays: Mapping[str, int]  # form: Monday is 0
    hyphened: bool  # some weekdays have a hyphen
    near: Mapping[str, int]  # form: days from the day of publication
    units: Mapping[str, str]  # form: unit
    last: frozenset[str]
    this: frozenset[str]
    next: frozenset[str]
    ago: re.Pattern[str]
    ago_lead: tuple[str, ...]  # what it begins with; empty where the number comes first
    ago_tail: str  # what it ends with, where the number comes first
    ago_forms: frozenset[str]  # unit words in it
    ago_units: Mapping[str, int]  # lower case: days of one
    month_before: frozenset[str]
    year_before: frozenset[str]
    ahead: frozenset[str]
    future: tuple[str, ...]  # endings of the future tense
    capitals: bool  # nouns, and so months and weekdays, are written with a capital

    def looks_ahead(self, word: str) -> bool:
        """Whether the word, lower case, has an ending of the future tense."""
        return len(word) > _SHORT and word.endswith(self.future)


def _pairs(entries: Iterable[str]) -> dict[str, str]:
    return {word: value for word, _, value in (entry.partition("=") for entry in entries)}


def _numbers(entries: Iterable[str]) -> dict[str, int]:
    return {word: int(value) for word, value in _pairs(entries).items()}


def _read(tag: str, table: dict[str, Any]) -> DayWords:
    german = tag == "de"
    names = {name: index for index, name in enumerate(table["weekdays"])} | _numbers(table["also"])
    names |= {name + part: index for name, index in names.items() for part in _PARTS_OF_DAY.get(tag, ())}
    near, units, ago_units = _numbers(table["near"]), _pairs(table["units"]), _numbers(table["ago_units"])
    lead, _, tail = table["ago"].partition("N U")
    alternatives = "|".join(sorted(ago_units, key=len, reverse=True))
    ago = re.escape(table["ago"]).replace("N", _NUMBER).replace("U", f"(?P<unit>{alternatives})")
    return DayWords(
        {name.capitalize() if german else form: index for name, index in names.items() for form in _forms(name)},
        any("-" in name for name in names),
        {form: days for word, days in near.items() for form in _forms(word)},
        {form: unit for word, unit in units.items() for form in _forms(word)},
        frozenset(table["last"]), frozenset(table["this"]), frozenset(table["next"]),
        re.compile(rf"\b{ago}\b", re.IGNORECASE), _forms(lead) if lead else (), tail, cases(ago_units), ago_units,
        frozenset(table["month_before"]), frozenset(table["year_before"]), frozenset(table["ahead"]),
        tuple(table["future"]), german,
    )  # fmt: skip


def _forms(word: str) -> tuple[str, str]:
    return word, word[0].upper() + word[1:]


DAY_WORDS: dict[str, DayWords] = {
    tag: _read(tag, table) for tag, table in tomllib.loads(_DATA.read_text(encoding="utf-8")).items()
}
