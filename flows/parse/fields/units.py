"""Units: what a number counts. Currencies and measures are known words; any other unit is the noun that follows."""

from __future__ import annotations

import re

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
    r"(?:(?:\b(?:US|U\.S\.|CA?|Can|AU?|NZ|HK|S|R|NT|MX|JP) ?)?[$¥]|\$(?:US|A|NZ|CA?)|[£€₹₩₪₽₴₺₦₫₱]|"
    r"\b(?:[A-Z]{3}|Rs\.?|RM)|\bPS)\s?$"
)
_SIGN_ENDS = frozenset("".join(_SIGNS) + "ABCDEFGHIJKLMNOPQRSTUVWXYZs.")
_PS_POUNDS = re.compile(r"\d+(?:[.,]\d|m\b|bn\b|k\b)")  # "£" as some converters write it; "PS5" is a console
_PERCENT = re.compile(r"[ \u00a0\u202f]?%|[ -]?per[ -]?cent\b|[ -]?pct\b|pc\b| Prozent\b| pour cent\b| por ciento\b")
_PERCENT_STARTS = ("%", " p", "-p", "p", " %", "\u00a0%", "\u202f%", " P")
_GLUED_UNIT = re.compile(r"[  -]?([A-Za-z°/]{1,9}[²³23]?)(?![\w])")
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
_NO_NOUN_END = ("ly",)
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
    if text[position - 1] not in _SIGN_ENDS and not (
        text[position - 1].isspace() and text[position - 2 : position - 1] in _SIGN_ENDS
    ):
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
    if not code:
        return None
    return found.end(), _OF_CURRENCY.get(country, code) if country else code


def glued_unit(text: str, end: int, ceiling: int) -> tuple[int, str] | None:
    """A known measure directly after the number: `256GB`, `69-page` is none, `3-year`, `10 km/h`."""
    found = _GLUED_UNIT.match(text, end, ceiling)
    if not found:
        return None
    word = found.group(1)
    if word in _GLUED or (word.lower() in MEASURES and len(word) > 3):
        if len(word) == 1 and text[end] != " " and word not in "glW°":
            return None
        return found.end(1), word
    return None


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
        word = found.group(1)
        finish = found.end(1)
        if word.endswith(".") and "." not in word[:-1]:
            word, finish = word[:-1], finish - 1
        possessive = word.endswith(("'s", "’s", "s'", "s’"))
        lower = word.lower()
        if (lower in _FUNCTION or lower.endswith(("n’t", "n't"))) and not (index == 0 and lower in _LEADING):
            break
        if lower in MEASURES and not possessive:
            return finish, word
        if lower.endswith("ly") or (
            index > 0 and lower in CUES and CUES[lower][0] == "finite" and not lower.endswith("s")
        ):
            break
        if possessive:
            if index == 0:
                return None
            break
        if first is None:
            first = (finish, word)
        if is_plural(word) and (lower not in _NOT_PLURAL or not _WORD.match(text, finish, ceiling)):
            return finish, word
        position = finish
    if first is None or (first[1].lower() in CUES and CUES[first[1].lower()][0] == "finite"):
        return None
    return first
