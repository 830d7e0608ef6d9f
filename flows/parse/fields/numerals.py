"""How a language writes numbers: its number words, its decimal sign, its hedges. The words stand in `data/`.

German, Dutch and Italian write a number below a million as one word; those words are made here, so that one look into
a set tells whether a text holds any.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from flows.parse.fields.once import once_a_text
from flows.parse.fields.vocabulary import cases

_DATA = Path(__file__).parent / "data"
# Languages whose decimal sign is the comma; their thousands are set off by a stop, a blank or an apostrophe.
_COMMA = frozenset("de fr es it pt nl ca gl eu da sv no nb nn is fi et lv lt pl cs sk sl hr sr bs mk bg ro hu el tr az "
                   "ru uk be sq id vi af ka hy kk".split())  # fmt: skip
_ENGLISH = (" the ", " of ", " and ", " to ")
_SMALL_WORDS = {
    "de": (" der ", " die ", " und ", " den ", " das "), "fr": (" le ", " les ", " et ", " des ", " une "),
    "es": (" el ", " los ", " y ", " del ", " las "), "it": (" il ", " di ", " che ", " della ", " nel ", " gli "),
    "pt": (" o ", " os ", " do ", " da ", " em ", " uma "), "nl": (" het ", " een ", " van ", " en "),
}  # fmt: skip
_DECIMAL_COMMA = re.compile(r"\d,\d{1,2}(?!\d)")
_GROUPED_BY_COMMA = re.compile(r"\d,\d{3}(?!\d)")


@dataclass(frozen=True, slots=True)
class Numerals:
    """The number words of one language; every key is lower case."""

    language: str
    comma: bool  # the decimal sign is the comma
    small: Mapping[str, float]
    scales: Mapping[str, float]
    after_digits: Mapping[str, float]  # scales, and their abbreviations
    collectives: Mapping[str, float]
    parts: Mapping[str, int]
    halves: Mapping[str, tuple[str, ...]]  # a noun for one half: the articles it has, none if it needs none
    half: frozenset[str]
    articles: frozenset[str]
    joiners: frozenset[str]
    one: frozenset[str]
    alone: frozenset[str]
    rough: frozenset[str]
    after_half: tuple[str, ...]
    share: tuple[str, ...]
    scale_of: frozenset[str]  # between a half and its scale (`half a million`)
    links: frozenset[str]
    lead: Mapping[str, tuple[str, ...]]
    range_starts: tuple[str, ...]  # what the links, or a dash or a percent sign, begin with
    forms: frozenset[str]  # words at which a number can start, in every case
    hedges: Mapping[str, tuple[tuple[str, str], ...]]  # by their last word, longest first: phrase and modifier


_SHORT, _ENOUGH = 400, 2  # characters of a text; English small words in it


def numerals(text: str, language: str | None) -> Numerals:
    """The numerals of `language` (BCP 47); without it, those of the language that the text's small words tell.

    Of a sentence or two a language model errs at times, where English small words do not.
    """
    if language is None or (len(text) < _SHORT and sum(map(text.count, _ENGLISH)) >= _ENOUGH):
        tag = likely_language(text)
    else:
        tag = language.partition("-")[0]
    if tag == "es" and _GROUPED_BY_COMMA.search(text) and not _DECIMAL_COMMA.search(text):
        return _of("es", False)  # as in Mexico
    return _of(tag, tag in _COMMA)


@once_a_text
def likely_language(text: str) -> str:
    """The language whose small words the text has most of: a cheap guess among seven, for numbers and days."""
    count = text.count
    best, language = sum(map(count, _ENGLISH)), "en"
    if best * 150 > len(text):
        return language
    for tag, words in _SMALL_WORDS.items():
        score = sum(map(count, words))
        if score > best:
            best, language = score, tag
    return language


@cache
def _of(tag: str, comma: bool) -> Numerals:
    words: dict[str, Any] = _tables("number_words.toml").get(tag, {})
    small = {word: float(value) for word, value in words.get("small", {}).items()}
    if compound := _COMPOUNDS.get(words.get("compound", "")):
        small |= compound(small)
    scales = {word: float(value) for word, value in words.get("scales", {}).items()}
    collectives = {word: float(value) for word, value in words.get("collectives", {}).items()}
    parts: dict[str, int] = words.get("parts", {})
    alone = frozenset(words.get("alone", ()))
    halves = {word: tuple(articles.split()) for word, articles in words.get("halves", {}).items()}
    half = frozenset(words.get("half", ()))
    plain = tag == "en"  # an English scale or part can follow `a`
    starters = {*small, *alone, *collectives, *parts, *halves, *half, *scales}
    after = scales | {word: float(value) for word, value in words.get("after_digits", {}).items()}
    if plain:
        parts = parts | {f"{word}s": number for word, number in parts.items() if word != "half"}
    return Numerals(
        tag, comma, small, scales, after, collectives, parts, halves, half,
        frozenset(words.get("articles", ())), frozenset(words.get("joiners", ())), frozenset(words.get("one", ())),
        alone, frozenset(words.get("rough", ())), tuple(words.get("after_half", ())), tuple(words.get("share", ())),
        frozenset(words.get("scale_of", ())), frozenset(words.get("links", ("-",))),
        {link: tuple(before) for link, before in words.get("lead", {}).items()},
        _range_starts(words.get("links", ())),
        cases(starters), _hedges(tag),
    )  # fmt: skip


def _range_starts(links: Sequence[str]) -> tuple[str, ...]:
    dashes = ("-", "–", "—", "%", " -", " –", " —", " %", " p", "\u00a0%", "\u202f%")
    return dashes + tuple(f"{gap}{link}{after}" for link in links for gap in " -" for after in " -")


@cache
def _tables(name: str) -> dict[str, Any]:
    return tomllib.loads((_DATA / name).read_text(encoding="utf-8"))


def _hedges(tag: str) -> dict[str, tuple[tuple[str, str], ...]]:
    phrases = [(phrase, name) for name, all_of in _tables("hedges.toml").get(tag, {}).items() for phrase in all_of]
    found: dict[str, list[tuple[str, str]]] = {}
    for phrase, name in sorted(phrases, key=lambda item: -len(item[0])):
        found.setdefault(phrase.rpartition(" ")[2], []).append((phrase, name))
    return {last: tuple(entries) for last, entries in found.items()}


def _with_thousands(below: Mapping[str, float], hundred: str, thousand: str, one_thousand: str) -> dict[str, float]:
    """All numbers up to 999 as one word, and the thousands that are written with them."""
    units = {word: value for word, value in below.items() if value == int(value) and 2 <= value <= 9}
    made = dict(below)
    for word, value in (("", 1.0), *units.items()):
        made[word + hundred] = value * 100
        made |= {word + hundred + rest: value * 100 + more for rest, more in below.items() if 0 < more < 100}
    thousands = {word + thousand: value * 1000 for word, value in made.items() if value >= 2}
    made |= thousands
    made |= {word + rest: value + units100 for word, value in thousands.items() if value <= 9000
             for rest, units100 in ((unit + hundred, n * 100) for unit, n in units.items())}  # fmt: skip
    made[one_thousand] = 1000.0
    return made


def _german(small: Mapping[str, float]) -> dict[str, float]:
    units = {"ein": 1.0} | {word: value for word, value in small.items() if 2 <= value <= 9 and value == int(value)}
    tens = {word: value for word, value in small.items() if value >= 20}
    below = {f"{unit}und{ten}": more + value for unit, more in units.items() for ten, value in tens.items()}
    return _with_thousands({**small, **below}, "hundert", "tausend", "eintausend") | {"einhundert": 100.0}


def _dutch(small: Mapping[str, float]) -> dict[str, float]:
    units = {"een": 1.0} | {word: value for word, value in small.items() if 2 <= value <= 9}
    tens = {word: value for word, value in small.items() if value >= 20}
    below = {
        f"{unit}{'ën' if unit.endswith('e') else 'en'}{ten}": more + value
        for unit, more in units.items()
        for ten, value in tens.items()
    } | {f"eenen{ten}": value + 1 for ten, value in tens.items()}
    return _with_thousands({**small, **below}, "honderd", "duizend", "eenduizend")


def _italian(small: Mapping[str, float]) -> dict[str, float]:
    units = {"uno": 1.0, "un": 1.0} | {word: value for word, value in small.items() if 2 <= value <= 9}
    tens = {word: value for word, value in small.items() if value >= 20}
    below = {
        (ten[:-1] if unit[0] in "uo" else ten) + ("tré" if unit == "tre" else unit): value + more
        for ten, value in tens.items()
        for unit, more in units.items()
    }
    below |= {word.replace("tré", "tre"): value for word, value in below.items()}
    below |= {ten[:-1]: value for ten, value in tens.items()}  # "quarant'anni"
    return _with_thousands({**small, **below}, "cento", "mila", "mille")


_COMPOUNDS = {"de": _german, "nl": _dutch, "it": _italian}
