"""Units: what a number counts. Currencies and measures are known words; any other unit is the noun that follows."""

from __future__ import annotations

import re
from enum import Enum
from functools import lru_cache

from flows.parse.fields.cues import CUES
from flows.parse.fields.lexicon import sections
from flows.parse.fields.sentence_words import WORDS

_LISTS = sections("units.txt")
MEASURES: dict[str, str] = {}
_GLUED: dict[str, str] = {}
for _line in _LISTS["measure"]:
    _forms = _line.split(" ")
    for _form in _forms:
        MEASURES[_form.lower()] = _form
        _GLUED[_form] = _form
_SIGNS = {sign: line.split(" ")[0] for line in _LISTS["currency"] for sign in line.split(" ")}
_CURRENCY_WORDS = {word: line.split(" ")[0] for line in _LISTS["currency_word"] for word in line.split(" ")[1:]}
_IRREGULAR = frozenset(_LISTS["irregular"])

_SIGN_BEFORE = re.compile(
    r"(?:(?:\b(?:(?:US|U\.S\.|CA|Can|AU|NZ|HK|R|NT|MX|JP) ?|[ACS]))?[$¥]|\$(?:US|A|NZ|CA?)|[£€₹₩₪₽₴₺₦₫₱]|"
    r"\b(?:[A-Z]{3}|Rs\.?|RM)|\bPS)\s?$"
)
_SIGN_ENDS = frozenset("".join(_SIGNS) + "ABCDEFGHIJKLMNOPQRSTUVWXYZ.") - {"s"}
_RUPEES = ("Rs", "Rs ", "Rs.", "Rs. ")
_PS_POUNDS = re.compile(r"\d+(?:[.,]\d|m\b|bn\b|k\b)")  # "£" as some converters write it; "PS5" is a console
_PERCENT = re.compile(
    r"[ \u00a0\u202f]?%|[ -]?per[ -]?cent\b|[ -]?pct\b|pc\b|[ -]Prozent\b| pour cent\b| por ciento\b|"
    r" per cento\b| por cento\b| procent\b"
)
_PERCENT_STARTS = ("%", " p", "-p", "p", " %", "\u00a0%", "\u202f%", " P", "-P")
_GLUED_UNIT = re.compile(r"[  -]?([A-Za-z°/]{1,9}[²³23]?)(?![\w])")
_COMPOUND_UNIT = re.compile(r"[  -]?([a-z]{1,9}-(?:hours?|feet|foot|miles?|seconds?|met(?:re|er)s?))\b")
_RATE = re.compile(
    r" per (?:second|minute|hour|day|week|month|year|capita|gallon|square \w{3,10}|mile|km|kg)\b|"
    r" (?:Celsius|Fahrenheit)\b"
)
_RATE_STARTS = (" per ", " Cel", " Fah")
_PRONOUNS = frozenset(
    "them us you it those these whom which this that what him last next each every my your its".split()
)
_CURRENCY_AFTER = re.compile(
    r"(?: (U\.S\.|US|Canadian|Australian|Hong Kong|Singapore|New Zealand|Swiss|British))?[ -]([a-z]+|[A-Z]{3})\b|"
    r"(p|c)(?!\w)|\s?(€|£|¥)"
)
_OF_CURRENCY = {
    "Canadian": "CAD", "Australian": "AUD", "Hong Kong": "HKD", "Singapore": "SGD", "New Zealand": "NZD",
}  # fmt: skip
_PLAIN_WORD = re.compile(r" ([a-z]+)(?![\w/°])")
_KNOWN_WORDS = frozenset((*_CURRENCY_WORDS, *_GLUED, *MEASURES))
_WORD = re.compile(r"(?:(?<=\d)-| |-)([^\W\d_](?:[\w’'.&-]*[\w])?\.?)")
_NOT_PLURAL = WORDS["singular_s"]
_FUNCTION = WORDS["no_unit"]
_LEADING = frozenset(("more", "fewer", "other"))  # "750,000 fewer jobs"
_MAX_PREMODIFIERS = 3


def percent_after(text: str, end: int, ceiling: int) -> int:
    """End of the percent sign or word after the number; 0 without one."""
    if not text.startswith(_PERCENT_STARTS, end, ceiling):
        return 0
    found = _PERCENT.match(text, end, ceiling)
    return found.end() if found else 0


def is_plural(noun: str) -> bool:
    lower = noun.lower()
    if lower in _IRREGULAR:
        return True
    return lower.endswith("s") and len(lower) > 2 and not lower.endswith(("ss", "us", "is")) and "." not in noun


def currency_before(text: str, position: int, floor: int) -> tuple[int, str] | None:
    """Start of the currency sign or code directly before the number at `position`, and its ISO 4217 code."""
    if position <= floor:
        return None
    sign = text[position - 1]
    if sign not in _SIGN_ENDS:
        if sign.isspace():
            sign = text[position - 2 : position - 1]
        if sign not in _SIGN_ENDS and not (sign == "s" and text.endswith(_RUPEES, floor, position)):
            return None
    found = _SIGN_BEFORE.search(text, max(floor, position - 6), position)
    if not found:
        return None
    if found.group() == "PS" and not _PS_POUNDS.match(text, position):
        return None
    code = _SIGNS.get(found.group().replace(" ", ""))
    return (found.start(), code) if code else None


def uncounted(text: str, end: int, ceiling: int) -> bool:
    """Whether the word after the number is neither currency nor measure: settles most numbers at once."""
    found = _PLAIN_WORD.match(text, end, ceiling)
    return found is not None and found[1] not in _KNOWN_WORDS


def currency_after(text: str, end: int, ceiling: int) -> tuple[int, str] | None:
    """End of the currency word after the number that ends at `end`, and its ISO 4217 code."""
    found = _CURRENCY_AFTER.match(text, end, ceiling)
    if not found:
        return None
    country, word, small, sign = found.groups()
    if small:
        return found.end(), "pence" if small == "p" else "cents"
    if sign:
        return found.end(), _SIGNS[sign]
    code = _CURRENCY_WORDS.get(word) or (_SIGNS.get(word) if word.isupper() else None)
    if not code or (word == "won" and (text[end - 1].isalpha() or text[found.end() : found.end() + 1] in "'’ ")):
        return None
    return found.end(), _OF_CURRENCY.get(country, code) if country else code


def glued_unit(text: str, end: int, ceiling: int) -> tuple[int, str] | None:
    """A known measure directly after the number: `256GB`, `69-page` is none, `3-year`, `10 km/h`."""
    found = _GLUED_UNIT.match(text, end, ceiling)
    if not found:
        return None
    word = found.group(1)
    if text.startswith(("-hour", "-feet", "-foot", "-mile", "-second", "-met"), found.end()):
        found = _COMPOUND_UNIT.match(text, end, ceiling) or found
        return found.end(), found.group(1)
    if word in _GLUED or (word.lower() in MEASURES and len(word) > 3):
        if len(word) == 1 and text[end] != " " and word not in "glW°":
            return None
        return _with_rate(text, found.end(1), ceiling, word)
    return None


def _with_rate(text: str, end: int, ceiling: int, unit: str) -> tuple[int, str]:
    """End of the measure with what it is measured by (`megabits per second`, `degrees Celsius`), and both as unit."""
    rate = _RATE.match(text, end, ceiling) if text.startswith(_RATE_STARTS, end) else None
    return (rate.end(), unit + rate.group()) if rate else (end, unit)


class _Kind(Enum):
    """What a word after a number can be."""

    STOP = 0  # no noun, and no noun follows
    LEADING = 1  # `more`: no noun, but one may follow
    MEASURE = 2
    OWNER = 3
    VERB = 4  # in the past tense, unless it stands first
    PLURAL = 5
    SINGULAR_S = 6  # ends like a plural; a noun only where nothing follows
    OTHER = 7


@lru_cache(maxsize=8192)
def _kind(word: str) -> _Kind:
    lower = word.lower()
    if lower in _LEADING:
        return _Kind.LEADING
    if (lower in _FUNCTION or lower in _PRONOUNS) and not (word.isupper() and len(word) > 1):
        return _Kind.STOP
    if lower.endswith(("n’t", "n't", "ly")):
        return _Kind.STOP
    if word.endswith(("'s", "’s", "s'", "s’")):
        return _Kind.OWNER
    if lower in MEASURES:
        return _Kind.MEASURE
    if is_plural(word):
        return _Kind.SINGULAR_S if lower in _NOT_PLURAL else _Kind.PLURAL
    if lower in CUES and CUES[lower][0] == "finite" and not lower.endswith("s"):
        return _Kind.VERB
    return _Kind.OTHER


def unit_after(text: str, end: int, ceiling: int, part: bool) -> tuple[int, str] | None:
    """End of the noun phrase after the number, and its head noun as written; None where no noun follows.

    Up to three words may stand before the noun. The first plural ends the phrase; without one, the first word does,
    unless it is a function word or a verb.
    """
    position = end
    if part:
        of = re.match(r" of (?:the |all |its |their |his |her |these |those |our )?", text[end : end + 14])
        if not of:
            return None
        position = end + of.end() - 1
        if text[end + of.end() - 2 : end + of.end()] in ("s ", "r ", "e ", "l ") and of.group() != " of ":
            owner = of.group().split()[1] in ("its", "their", "his", "her", "our")
            if not owner:
                pass
    first: tuple[int, str] | None = None
    for index in range(_MAX_PREMODIFIERS + 1):
        found = _WORD.match(text, position, ceiling)
        if not found:
            break
        word, finish = found[1], found.end(1)
        if word[-1] == "." and "." not in word[:-1]:
            word, finish = word[:-1], finish - 1
        kind = _kind(word)
        if kind is _Kind.MEASURE:
            return _with_rate(text, finish, ceiling, word)
        if kind is _Kind.PLURAL or (kind is _Kind.SINGULAR_S and not _WORD.match(text, finish, ceiling)):
            return finish, word
        if kind is _Kind.OWNER:
            return None if index == 0 else first
        if kind is _Kind.STOP or (kind is _Kind.VERB and index > 0) or (kind is _Kind.LEADING and index > 0):
            break
        if first is None and kind is not _Kind.LEADING:
            first = (finish, word)
        position = finish
    if first is None or (first[1].lower() in CUES and CUES[first[1].lower()][0] == "finite"):
        return None
    return first
