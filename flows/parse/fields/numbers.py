"""Numbers in running text: digits, words, and both together (`4.7 million`, `two dozen`, `three and a half`).

Words are English; digits are read as the text writes them: `1,300.5` in English, `1.300,5` where a comma is the decimal
sign (German, French, Spanish and their like).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from flows.parse.fields.scanning import digit_runs, places
from flows.parse.fields.vocabulary import cases, vocabulary

_ONES = {
    "zero": 0.0, "one": 1.0, "two": 2.0, "three": 3.0, "four": 4.0, "five": 5.0, "six": 6.0, "seven": 7.0, "eight": 8.0,
    "nine": 9.0, "ten": 10.0, "eleven": 11.0, "twelve": 12.0, "thirteen": 13.0, "fourteen": 14.0, "fifteen": 15.0,
    "sixteen": 16.0, "seventeen": 17.0, "eighteen": 18.0, "nineteen": 19.0,
}  # fmt: skip
_TENS = {
    "twenty": 20.0, "thirty": 30.0, "forty": 40.0, "fifty": 50.0, "sixty": 60.0, "seventy": 70.0,
    "eighty": 80.0, "ninety": 90.0,
}  # fmt: skip
_SMALL = _ONES | _TENS
_BIG = {"dozen": 12.0, "hundred": 1e2, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12}
SCALES = _BIG | {"m": 1e6, "mn": 1e6, "bn": 1e9, "b": 1e9, "tn": 1e12, "k": 1e3, "mil": 1e6, "lakh": 1e5, "crore": 1e7}
_PARTS = {
    "half": 2,
    "third": 3,
    "quarter": 4,
    "fifth": 5,
    "sixth": 6,
    "seventh": 7,
    "eighth": 8,
    "ninth": 9,
    "tenth": 10,
}
_VULGAR = {"½": 0.5, "¼": 0.25, "¾": 0.75, "⅓": 1 / 3, "⅔": 2 / 3, "⅛": 0.125}

_DIGITS = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?|\.\d+"
_SMALL_WORD = "|".join(sorted(_SMALL, key=len, reverse=True))
_BIG_WORD = "|".join(_BIG)
_AFTER_DIGITS = re.compile(
    rf"(?:[  -]?(?P<word>(?:{_BIG_WORD}|mil|lakh|crore))|(?P<suffix>mn|bn|tn|m|k|b|K|M|B|Bn))(?!\w)"
    rf"(?P<twice>[ -](?:{_BIG_WORD})\b)?"
)
_COMMA_DIGITS = re.compile(r"\d{1,3}(?:[.\u00a0\u202f]\d{3})+(?:,\d+)?(?!\d)|\d+(?:,\d+)?")
_COMMA_SCALES = {
    "tausend": 1e3, "mille": 1e3, "mil": 1e3,
    "million": 1e6, "millionen": 1e6, "mio": 1e6, "millions": 1e6, "millón": 1e6, "millones": 1e6,
    "milliarde": 1e9, "milliarden": 1e9, "mrd": 1e9, "milliard": 1e9, "milliards": 1e9, "milliers": 1e3,
}  # fmt: skip
_AFTER_COMMA_DIGITS = re.compile(r"[ \u00a0\u202f]([a-zó]{3,10})(?!\w)", re.IGNORECASE)
_ENGLISH = (" the ", " of ", " and ")
_COMMA_LANGUAGES = (
    " der ", " die ", " und ", " le ", " les ", " et ", " el ", " los ", " que ", " il ", " een ", " het ",
)  # fmt: skip
_SCALE_STARTS = frozenset("dhtmblckKMB")
_NUMERAL = re.compile(_DIGITS)
_WORDS = re.compile(
    rf"(?:{_SMALL_WORD}|{_BIG_WORD})(?:[ -](?:and )?(?:{_SMALL_WORD}|{_BIG_WORD})){{0,9}}\b", re.IGNORECASE
)
_PART_AFTER = re.compile(r"[ -](half|third|quarter|fifth|sixth|seventh|eighth|ninth|tenth)s?(?![\w-])")
_AND_PART = re.compile(r" and (?:a |one[ -]|three[ -])?(half|quarters?)\b|-and-a-(half|quarter)\b")
_WORD = re.compile(r"[a-z]+")
_OF_SCALE = re.compile(rf" (?:a |an |of a )?({_BIG_WORD})\b")
_WORD_SPLIT = re.compile(r"[ -]")
_SIMPLE_FRACTION = re.compile(r"(1|2|3)/(2|3|4|8)(?= [a-z])")
_WORD_FORMS = cases((*_SMALL, *_BIG, *_PARTS))
_TO_POINT = str.maketrans({".": "", "\u00a0": "", "\u202f": "", ",": "."})
MAX_DIGITS = 18  # longer runs of digits are identifiers, no amounts


class Number(NamedTuple):
    """A number in the text. `part`: names a part (`a third`); `one`: the word `one` and nothing more."""

    value: float
    start: int
    end: int
    digits: bool
    part: bool = False
    scaled: bool = False
    one: bool = False


@lru_cache(maxsize=4)
def decimal_comma(text: str) -> bool:
    """Whether the text writes `1,5` for one and a half: told from the small words of its language."""
    return sum(map(text.count, _COMMA_LANGUAGES)) > sum(map(text.count, _ENGLISH))


def starts(text: str) -> list[int]:
    """Offsets at which a number may start, in order: every run of digits, and every number word."""
    found = []
    for begin in digit_runs(text):
        point = begin > 1 and text[begin - 1] == "." and text[begin - 2].isspace()  # " .5"
        found.append(begin - 1 if point else begin)
    if not text.isascii():
        found.extend(position for sign in _VULGAR for position in places(text, sign))
    find = text.find
    for form in _WORD_FORMS & vocabulary(text):
        size = len(form)
        position = find(form)
        while position >= 0:
            finish = position + size
            if not text[finish : finish + 1].isalnum() and not text[position - 1 : position].isalnum():
                found.append(position)
            position = find(form, finish)
    found.sort()
    return found


def number_at(text: str, position: int, end: int) -> Number | None:
    """The number that starts at `position`, not beyond `end`; None where the characters there are none."""
    char = text[position]
    if char in _VULGAR:
        return Number(_VULGAR[char], position, position + 1, True, True)
    if char.isdigit() or char == ".":
        return _from_digits(text, position, end)
    return _from_words(text, position, end)


def _from_digits(text: str, position: int, end: int) -> Number | None:
    simple = _SIMPLE_FRACTION.match(text, position, end) if text.startswith("/", position + 1) else None
    if simple:
        return Number(int(simple.group(1)) / int(simple.group(2)), position, simple.end(), True, True)
    if decimal_comma(text):
        return _from_comma_digits(text, position, end)
    match = _NUMERAL.match(text, position, end)
    if not match or match.end() - position > MAX_DIGITS:
        return None
    value, finish, scaled = float(match.group().replace(",", "")), match.end(), False
    if text[finish : finish + 1] in _VULGAR and finish < end:
        return Number(value + _VULGAR[text[finish]], position, finish + 1, True)
    after = text[finish : finish + 1]
    if after in (" ", "-"):
        after = text[finish + 1 : finish + 2]
    scale = _AFTER_DIGITS.match(text, finish, end) if after in _SCALE_STARTS else None
    if scale:
        word = (scale.group("word") or scale.group("suffix")).lower()
        value *= SCALES[word]
        if scale.group("twice"):
            value *= _BIG[scale.group("twice")[1:]]
        finish, scaled = scale.end(), True
    return Number(round(value, 6), position, finish, True, False, scaled)


def _from_comma_digits(text: str, position: int, end: int) -> Number | None:
    """`1.300`, `2,4 millions`, `11 Mrd`: a number where a comma is the decimal sign."""
    match = _COMMA_DIGITS.match(text, position, end)
    if not match or match.end() - position > MAX_DIGITS:
        return None
    value = float(match.group().translate(_TO_POINT))
    scale = _AFTER_COMMA_DIGITS.match(text, match.end(), end)
    factor = _COMMA_SCALES.get(scale.group(1).lower()) if scale else None
    if scale and factor:
        return Number(round(value * factor, 6), position, scale.end(), True, False, True)
    return Number(value, position, match.end(), True)


def scale_of(text: str, number: Number) -> float:
    """What a word after the digits multiplied them by (`2,4 millions`: a million); 0.0 for a number in words."""
    if not number.digits:
        return 0.0
    comma = decimal_comma(text)
    match = (_COMMA_DIGITS if comma else _NUMERAL).match(text, number.start, number.end)
    if not match:
        return 0.0
    plain = float(match.group().translate(_TO_POINT) if comma else match.group().replace(",", ""))
    return number.value / plain if plain else 0.0


def _from_words(text: str, position: int, end: int) -> Number | None:
    article = (
        2 if text[position - 2 : position].lower() == "a " and not text[position - 3 : position - 2].isalnum() else 0
    )
    match = _WORDS.match(text, position, end)
    if not match:
        return _part(text, position, end, article)
    words = [w for w in _WORD_SPLIT.split(match.group().lower()) if w != "and"]
    value = _value(words)
    if value is None:
        return None
    begin, finish = position, match.end()
    if words[0] in _BIG:
        if not article:
            return None  # "millions", "hundred" without a count
        begin -= article
    part = _PART_AFTER.match(text, finish, end)
    if part and value < 20 and words[-1] not in _BIG:
        return Number(value / _PARTS[part.group(1)], begin, part.end(), False, True)
    half = _AND_PART.match(text, finish, end)
    if half:
        name = half.group(1) or half.group(2)
        value += 0.75 if name == "quarters" else 0.5 if name == "half" else 0.25
        finish = half.end()
        scale = _OF_SCALE.match(text, finish, end)
        if scale:
            value, finish = value * _BIG[scale.group(1)], scale.end()
    scaled = any(w in _BIG for w in words)
    return Number(value, begin, finish, False, False, scaled, words == ["one"] and not half)


def _part(text: str, position: int, end: int, article: int) -> Number | None:
    """`a third`, `half a million`, `half`; an ordinal (`the third`) is none."""
    word = _WORD.match(text.lower() if text[position].isupper() else text, position, min(end, position + 8))
    if not word or word.group() not in _PARTS:
        return None
    finish = word.end()
    if word.group() == "half":
        scale = _OF_SCALE.match(text, finish, end)
        if scale:
            return Number(_BIG[scale.group(1)] / 2, position, scale.end(), False, False, True)
    elif not article:
        return None
    return Number(1 / _PARTS[word.group()], position - article, finish, False, True)


def _value(words: list[str]) -> float | None:
    """`three hundred and twenty thousand` → 320000. None where the words make no number (`twenty twenty`)."""
    total = group = 0.0
    last = 1e18
    for word in words:
        if word in _BIG:
            scale = _BIG[word]
            if scale <= 100:
                group = (group or 1) * scale
            else:
                total, group = total + (group or 1) * scale, 0.0
            last = scale
        else:
            small = _SMALL[word]
            if (group and (group % 10 or small >= 10) and last < 100) or last < 10:
                return None
            group, last = group + small, small if small >= 20 else 9
    return total + group


def numbers(text: str, start: int, end: int) -> Iterator[Number]:
    """All numbers in `text[start:end]`; for one paragraph at a time."""
    position = start
    for begin in starts(text[start:end]):
        if begin + start >= position:
            found = number_at(text, begin + start, end)
            if found:
                position = found.end
                yield found
