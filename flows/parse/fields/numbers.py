"""Numbers in running text: digits, words, and both together (`4.7 million`, `two dozen`, `cuarenta y dos mil`).

What a word or a sign means is the language's; `numerals` holds it. Numbers are read from their first character on.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from flows.parse.fields.letters import letters
from flows.parse.fields.numerals import Numerals
from flows.parse.fields.numerals import numerals as numerals_of
from flows.parse.fields.scanning import digit_runs, places
from flows.parse.fields.units import MEASURES
from flows.parse.fields.vocabulary import Sought

_VULGAR = {"½": 0.5, "¼": 0.25, "¾": 0.75, "⅓": 1 / 3, "⅔": 2 / 3, "⅛": 0.125}
_POINT_DIGITS = re.compile(r"\d{1,3}(?:,\d\d){0,3},\d{3}(?:,\d{3}){0,5}(?![\d,]\d)(?:\.\d+)?|\d+(?:\.\d+)?|\.\d+")
_COMMA_DIGITS = re.compile(r"\d{1,3}(?:[.\u00a0\u202f '’]\d{3}){1,4}(?!\d)(?:,\d+)?|\d+(?:[.,]\d+)?")
_TO_POINT = str.maketrans({".": "", "\u00a0": "", "\u202f": "", " ": "", "'": "", "’": "", ",": "."})
_SPACED = re.compile(r"[ \u00a0\u202f-]?([^\W\d_]+)(?!\w)")
_BIG = {"hundred": 1e2, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12}
_ENGLISH_SCALE = re.compile(
    r"(?:[ \u00a0\u202f-]?(?P<word>dozen|hundred|thousand|million|billion|trillion|mil|mln|lakhs?|crores?|[mbt]n)"
    r"|(?P<suffix>m|k|b|K|M|B|Bn|T))(?!\w)(?P<twice>[ -](?:thousand|million|billion|trillion|crore)\b)?"
)
_ENGLISH_SCALES = frozenset("dhtmblckKMBT")
_TOKEN = re.compile(r"[^\W\d_]+")
_LAST_WORD = re.compile(r"[^\W\d_]+$")
_SIMPLE_FRACTION = re.compile(r"([1-7])/([2-9])(?= [a-z])")
_MIXED_FRACTION = re.compile(r"[ -]([1-7])/([2-9])(?![\d/])")
_AND_PART = re.compile(r" and (?:a |one[ -]|three[ -])?(half|quarters?)\b|-and-a-(half|quarter)\b")
_GAPS = " -\u00a0\u202f"
_ORDINAL_PARTS = ("es", "it", "pt")  # a fourth part and the fourth are one word there
_ENGLISH = Sought(numerals_of("", "en").forms)
MAX_DIGITS = 18  # longer runs of digits are identifiers, no amounts
_MAX_WORDS = 12
_WIDE_TENS = (60.0, 80.0)  # French counts on to 19 from these
_new = tuple.__new__  # a third of the cost of the named tuple's own constructor


class Number(NamedTuple):
    """A number in the text. `part`: names a part (`a third`); `one`: the word `one` and nothing more."""

    value: float
    start: int
    end: int
    digits: bool
    part: bool = False
    scaled: bool = False
    one: bool = False
    rough: bool = False  # the number's own word says "about" (`une trentaine`)


def starts(text: str, numerals: Numerals) -> list[int]:
    """Offsets at which a number may start, in order: every run of digits, and every number word."""
    found = list(digit_runs(text))
    if " ." in text:
        found = [begin - 1 if text[begin - 2 : begin] == " ." else begin for begin in found]
    held = _ENGLISH.within(text) if numerals.language == "en" else numerals.forms & letters(text)
    if not text.isascii():
        found.extend(position for sign in _VULGAR for position in places(text, sign))
    find = text.find
    for form in held:
        size = len(form)
        position = find(form)
        while position >= 0:
            finish = position + size
            if not text[finish : finish + 1].isalnum() and not text[position - 1 : position].isalnum():
                found.append(position)
            position = find(form, finish)
    found.sort()
    return found


def number_at(text: str, position: int, end: int, numerals: Numerals) -> Number | None:
    """The number that starts at `position`, not beyond `end`; None where the characters there are none."""
    char = text[position]
    if char in _VULGAR:
        return Number(_VULGAR[char], position, position + 1, True, True)
    if char.isdigit() or char == ".":
        return from_digits(text, position, end, numerals)
    return _from_words(text, position, end, numerals)


def from_digits(text: str, position: int, end: int, numerals: Numerals) -> Number | None:
    """The number whose first digit, or decimal point, stands at `position`."""
    comma = numerals.comma
    match = (_COMMA_DIGITS if comma else _POINT_DIGITS).match(text, position, end)
    if match is None or match.end() - position > MAX_DIGITS:
        return None
    digits, finish = match.group(), match.end()
    if digits.isdecimal():
        if digits[0] == "0" and len(digits) > 1:
            return None  # a dialling code, a number in a series
        value = float(digits)
    elif comma:
        if digits[0] == "0" and digits[1] in " .\u00a0\u202f'’":
            return None  # a telephone number
        # "4.5" is a decimal all the same, as in foreign names of figures
        value = float(digits if "." in digits[-3:] and "," not in digits else digits.translate(_TO_POINT))
    else:
        value = float(digits.replace(",", ""))
    after = text[finish] if finish < end else ""
    if after == "" or after in ".,;:)":
        return _new(Number, (value, position, finish, True, False, False, False, False))
    if after in _VULGAR:
        return Number(value + _VULGAR[after], position, finish + 1, True)
    if after == "/" and (simple := _SIMPLE_FRACTION.match(text, position, end)):
        whole = int(simple[2])
        return Number(int(simple[1]) / whole, position, simple.end(), True, True) if int(simple[1]) < whole else None
    if after in " -" and (mixed := _mixed(text, finish, end)):
        return Number(value + mixed[0], position, mixed[1], True)
    factor, last = _scale_after(text, finish, end, after, numerals)
    if factor > 1:
        return Number(round(value * factor, 6), position, last, True, False, True)
    return _new(Number, (round(value, 6), position, finish, True, False, False, False, False))


def _mixed(text: str, finish: int, end: int) -> tuple[float, int] | None:
    """`2 1/2`: what the fraction adds, and where it ends."""
    if text[finish + 2 : finish + 3] != "/":
        return None
    found = _MIXED_FRACTION.match(text, finish, end)
    return (int(found[1]) / int(found[2]), found.end()) if found and int(found[1]) < int(found[2]) else None


def _scale_after(text: str, finish: int, end: int, after: str, numerals: Numerals) -> tuple[float, int]:
    """What the words after the digits multiply them by, and where they end; 1 and `finish` without any."""
    if numerals.language == "en":
        if (text[finish + 1 : finish + 2] if after in _GAPS else after) not in _ENGLISH_SCALES:
            return 1.0, finish
        scale = _ENGLISH_SCALE.match(text, finish, end)
        if not scale:
            return 1.0, finish
        suffix = scale["suffix"]
        factor = 1e12 if suffix == "T" else numerals.after_digits[(scale["word"] or suffix).lower()]
        return factor * (_BIG.get(scale["twice"][1:], 1e7) if scale["twice"] else 1.0), scale.end()
    factor = 1.0
    for _ in range(2):  # "3 mil millones"
        scale = _SPACED.match(text, finish, end)
        known = numerals.after_digits.get(scale[1].lower()) if scale else None
        if not scale or known is None:
            if factor == 1.0 and after in "Mk" and text[finish + 1 : finish + 2] in "€ $":
                return (1e6 if after == "M" else 1e3), finish + 1
            break
        factor, finish = factor * known, scale.end()
    if factor > 1 and finish < end and text[finish] == "." and text[finish + 1 : finish + 2] == " ":
        finish += text[finish - 3 : finish] in ("Mio", "Mrd", "Tsd", "mio", "mrd")
    return factor, finish


def scale_of(text: str, number: Number, numerals: Numerals) -> float:
    """What a word after the digits multiplied them by (`2,4 millions`: a million); 0.0 for a number in words."""
    if not number.digits:
        return 0.0
    match = (_COMMA_DIGITS if numerals.comma else _POINT_DIGITS).match(text, number.start, number.end)
    return _scale_after(text, match.end(), number.end, text[match.end()], numerals)[0] if match else 0.0


def _article(text: str, position: int, numerals: Numerals) -> int:
    """Start of the article (`a`, `une`) directly before `position`; -1 without one."""
    if text[position - 1 : position] != " ":
        return -1
    before = _LAST_WORD.search(text, max(0, position - 8), position - 1)
    return before.start() if before and before.group().lower() in numerals.articles else -1


def _next(text: str, finish: int, end: int) -> tuple[str, int]:
    """The word, lower case, after one blank or hyphen, and its end; an empty one where none follows."""
    if finish < end and text[finish] in _GAPS:
        found = _TOKEN.match(text, finish + 1, end)
        if found:
            return found.group().lower(), found.end()
    return "", finish


def _from_words(text: str, position: int, end: int, n: Numerals) -> Number | None:
    found = _TOKEN.match(text, position, end)
    if not found:
        return None
    word, finish, begin = found.group().lower(), found.end(), position
    if word not in n.small:
        if word not in n.scales and word not in n.collectives:
            return _part(text, position, finish, end, word, n)
        if word not in n.alone:
            begin = _article(text, position, n)
            if begin < 0:
                return None  # "millions", "hundred" without a count
    read = _WordNumber(n)
    following, last = word, finish
    for _ in range(_MAX_WORDS):
        if not read.takes(following):
            return None if word in n.small else Number(read.value, begin, finish, False, False, read.scaled)
        finish = last
        following, last = _next(text, finish, end)
        if following in n.joiners:
            after, after_end = _next(text, last, end)
            if n.small.get(after, read.room) < read.room:
                following, last = after, after_end
            elif after in n.articles and read.room in (10.0, 20.0):
                read.takes_one()  # "vingt et un"
                finish = after_end
                following, last = _next(text, finish, end)
        if following not in n.small and following not in n.scales and following not in n.collectives:
            break
    else:
        return None
    if following in n.parts and read.value < 20 and not read.scaled and text[last : last + 1] != "-":
        return Number(read.value / n.parts[following], begin, last, False, True)
    alone = word in n.one and finish == position + len(word)
    value, finish, scaled = _and_a_half(text, finish, end, read, n)
    return Number(value, begin, finish, False, False, scaled, alone and finish == position + len(word), read.rough)


class _WordNumber:
    """The value of number words, taken one by one: `three hundred and twenty thousand`."""

    __slots__ = ("group", "last_scale", "n", "room", "rough", "scaled", "total")

    def __init__(self, n: Numerals) -> None:
        self.n = n
        self.total = self.group = 0.0
        self.room = self.last_scale = 1e18  # a word that adds up must be smaller than `room`
        self.scaled = self.rough = False

    @property
    def value(self) -> float:
        return self.total + self.group

    def takes(self, word: str) -> bool:
        """Add the word; False where it goes on to no number (`twenty twenty`)."""
        small = self.n.small.get(word)
        if small is None:
            self._multiply(self.n.scales.get(word) or self.n.collectives[word], rough=word in self.n.rough)
            return True
        french = self.n.language == "fr"
        if french and small == 20 and self.group % 100 == 4:  # "quatre-vingts"
            self.group, self.room = self.group + 76, 20.0
            return True
        if small >= self.room:
            return False
        self.group += small
        if small >= 20:
            wide = 20.0 if french and small in _WIDE_TENS else 10.0
            self.room = 100.0 if small >= 100 and small % 100 == 0 else wide if small % 10 == 0 else 0.0
        else:
            self.room = 10.0 if french and small == 10 else 0.0  # "dix-sept"
        return True

    def takes_one(self) -> None:
        self.group, self.room = self.group + 1, 0.0

    def _multiply(self, scale: float, *, rough: bool) -> None:
        self.scaled, self.rough = True, self.rough or rough
        if scale <= 100:
            self.group, self.room = (self.group or 1) * scale, 100.0
        elif scale > self.last_scale:  # "mil quinientos millones"
            self.total, self.group = (self.total + self.group or 1) * scale, 0.0
            self.room = self.last_scale = scale
        else:
            self.total, self.group = self.total + (self.group or 1) * scale, 0.0
            self.room = self.last_scale = scale


def _and_a_half(text: str, finish: int, end: int, read: _WordNumber, n: Numerals) -> tuple[float, int, bool]:
    """The value with the half behind it (`two and a half million`, `un millón y medio`), its end, whether scaled."""
    value = read.value
    half = None
    if n.language == "en" and text.startswith((" and ", "-and-"), finish):
        half = _AND_PART.match(text, finish, end)
    if half:
        name = half[1] or half[2]
        value += 0.75 if name == "quarters" else 0.5 if name == "half" else 0.25
        following, last = _next(text, half.end(), end)
        return (value * n.scales[following], last, True) if following in n.scales else (value, half.end(), read.scaled)
    if read.scaled and n.after_half and text.startswith(n.after_half, finish):
        tail = next(tail for tail in n.after_half if text.startswith(tail, finish))
        return value + (read.last_scale / 2 if read.last_scale < 1e18 else 0.5), finish + len(tail), True
    return value, finish, read.scaled


def _part(text: str, position: int, finish: int, end: int, word: str, n: Numerals) -> Number | None:
    """`a third`, `half a million`, `la moitié`, `eine halbe Million`; an ordinal (`the third`) is none."""
    articles = n.halves.get(word)
    if articles is not None:
        following, last = _next(text, finish, end)
        if following in n.scale_of:
            article = last
            following, last = _next(text, last, end)
            if following in MEASURES and following not in n.scales:
                return Number(0.5, position, article, False)  # "half a mile"
        if following in n.scales:
            return Number(n.scales[following] / 2, position, last, False, False, True)
        if not articles:
            return Number(0.5, position, finish, False, True)
        before = text[max(0, position - 6) : position].split()
        if before and before[-1].lower() in articles:
            return Number(0.5, position - 1 - len(before[-1]), finish, False, True)
        return None
    begin = _article(text, position, n)
    if word in n.half:
        following, last = _next(text, finish, end)
        scale = n.scales.get(following) or n.collectives.get(following)
        if scale:
            return Number(scale / 2, position if begin < 0 else begin, last, False, False, True)
        # An article makes it a half: "eine halbe Stunde", "une demi-heure"; else it is an adverb or a prefix.
        measured = begin >= 0 and following and (text[finish] == " " or following in ("heure", "journée"))
        return Number(0.5, begin, finish, False) if measured else None
    divisor = n.parts.get(word)
    if n.language in _ORDINAL_PARTS and not text.startswith((" d", " del"), finish):
        return None  # "un cuarto piso": the fourth
    return Number(1 / divisor, begin, finish, False, True) if divisor and begin >= 0 else None
