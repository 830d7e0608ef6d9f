"""Quantities: counts of people and things, money, shares and measures.

Left out are the numbers that `not_quantities` names, vague ones (`hundreds`), and `one` as a determiner.
"""

from __future__ import annotations

import math
import re
from bisect import bisect_left

from flows.parse.fields.not_quantities import is_name_or_age, only_names, only_one, refers_back, skipped
from flows.parse.fields.not_quantities_abroad import aged_abroad
from flows.parse.fields.nouns import counted
from flows.parse.fields.number_places import Place, place
from flows.parse.fields.numbers import Number, number_at, scale_of, starts
from flows.parse.fields.numerals import Numerals, numerals
from flows.parse.fields.units import (
    MEASURES,
    currency_after,
    currency_before,
    glued_unit,
    percent_after,
    uncounted,
    unit_after,
)
from flows.parse.model import Body, Quantity

_AFTERTHOUGHTS = (
    (" or more", "at_least"), ("-plus ", "at_least"), ("+", "at_least"), (" or so", "about"), ("-odd ", "about"),
    (" or less", "up_to"), (" or fewer", "up_to"),
)  # fmt: skip
_ONE_IN = {
    "fr": re.compile(r"\b[Uu]ne? (?P<who>[^\W\d_]+) sur $"),
    "es": re.compile(r"\b[Uu]n[oa]? de cada $"),
    "pt": re.compile(r"\b[Uu]ma? em cada $"),
    "it": re.compile(r"\b[Uu]n[oa]? (?P<who>[^\W\d_]+) su $"),
    "de": re.compile(r"\b[Ee]ine[rs]? (?:von|aus) $"),
    "nl": re.compile(r"\b[EeéÉ]é?en (?:op de|van de) $"),
}

_AFTERTHOUGHT_STARTS = tuple(words for words, _ in _AFTERTHOUGHTS)
_RANGE = re.compile(r"\s?[-–—]\s?|[ -]([^\W\d_]{1,3})[ -]")
_TWO_NUMBERS = frozenset(("and", "or", "und", "oder", "et", "ou", "y", "o", "e", "en", "of"))
_ARTICLES = (" another ", " an ", " a ")
_LEADING_ARTICLES = frozenset(("another", "an", "a", "les", "los", "las", "die"))
_ARTICLES_ABROAD = (" les ", " los ", " las ", " die ")
_RANGE_LEAD = re.compile(r"([^\W\d_]+) $")
_RANGING = re.compile(r"\b(?:rang\w{1,3}|anywhere|var\w{1,4}|between) from $")
_MINUS = frozenset(("minus", "moins", "menos", "meno", "min"))
_MINUS_SIGNS = frozenset("-−")
_POINTS = re.compile(r"[ -]percentage[ -]points?\b")
_PERCENT_STARTS = ("%", " %", " p", "-p", "p", "\u00a0%", "\u202f%", " P")
_SIGN = re.compile(r"(?:US|A|C|HK|NZ)?[$£€¥](?:US|A|NZ)?")
_HOURS = (" a.m", " p.m", " am", " pm", "am", "pm", " o’clock", " o'clock", " Uhr", " heures du")
_HOURS_OF_DAY = 24
_OPENING_MARKS = ("“", '"', "‘", "„", "«")
_EMPHATIC = re.compile(r"\b(?:just|only|at least|more than|exactly|under|over) $")
_ONE_OF = ("one of ", "One of ", "one-of-", "one another", "one,", "one.", "one or the")  # never a count
_ONLY_WITH_NOUN = frozenset(("neuf", "sei", "once", "Neuf", "Sei", "Once"))  # "new", "you are", and an English word
_MULTIPLES = frozenset(("times", "fois", "veces", "mal", "Mal", "volte", "vezes", "keer", "maal"))
_COMPARES = re.compile(
    r" (?:as|more|higher|larger|bigger|greater|faster|less|lower|the|that|than|its|plus|más|más|mehr|so|più|mais)\b"
)
_SPANS = frozenset(
    "seconds minutes hours days nights weeks weekend months years decades games matches seasons innings".split()
)
_DURING = re.compile(
    r"(?<!for )(?<!after )(?<!is )(?<!was )(?<!are )(?<!were )(?<!be )(?<!of )(?<!with )(?<!just )(?<!well )over (?=\w)"
)
_TARGETS = (", hasta ", ", até ", ", fino a")
_TABLE_SPACING = 28  # a paragraph with a number every so many characters is a table, no prose
_TABLE_NUMBERS = 100
_new = tuple.__new__  # a third of the cost of the named tuple's own constructor


def quantities(body: Body, language: str | None = None) -> list[Quantity]:
    """Quantities in paragraphs and list items, in order; each with its modifier, number and adjacent unit as text.

    `language` is the article's (BCP 47); without it the text's own small words tell how its numbers are to be read.
    """
    text = body.text
    grammar = numerals(text, language)
    candidates = starts(text, grammar)
    english = grammar.language == "en"
    found: list[Quantity] = []
    at = 0
    for span in body.spans:
        floor, ceiling = span.start, span.end
        first = at = bisect_left(candidates, floor, at)
        at = bisect_left(candidates, ceiling, at)
        if (
            first == at
            or span.kind == "heading"
            or at - first > max(_TABLE_NUMBERS, (ceiling - floor) // _TABLE_SPACING)
        ):
            continue
        position = floor
        for candidate in candidates[first:at]:
            if candidate < position or text.startswith(_ONE_OF, candidate):
                continue
            first_letter = text[candidate]
            if first_letter <= "9":
                if candidate > floor and only_names(text, candidate, floor):
                    continue
            elif (
                first_letter in "oO" and english and text.startswith("ne ", candidate + 1) and only_one(text, candidate)
            ):
                continue
            number = number_at(text, candidate, ceiling, grammar)
            if number is None:
                continue
            quantity, position = _quantity(text, number, floor, ceiling, grammar)
            if quantity is not None and math.isfinite(quantity.value):
                found.append(quantity)
    return found


def _quantity(text: str, number: Number, floor: int, ceiling: int, grammar: Numerals) -> tuple[Quantity | None, int]:
    """The quantity that the number begins, and the offset to go on from."""
    at = place(text, number, floor, ceiling)
    currency = currency_before(text, number.start, floor)
    skip = skipped(at, bool(currency), grammar.comma)
    if skip:
        return None, skip
    start = currency[0] if currency else number.start
    value, high, end = number.value, None, number.end
    english = grammar.language == "en"
    of = number.part or number.scaled
    share = None
    if not (of or currency) and (text.startswith(grammar.share, end) or not english):
        share = _share(text, number, floor, ceiling, grammar)
    if share:
        value, end, start, owner = share
    elif text.startswith(grammar.range_starts, end) and (
        ranged := _range(text, number, start, floor, ceiling, grammar)
    ):
        value, high, end, start, scaled = ranged
        of = of or scaled
        if high <= _HOURS_OF_DAY and text.startswith(_HOURS, end):
            return None, end  # "between 6 and 8 a.m."
    if english:
        unit, end, known = _unit(text, end, ceiling, currency[1] if currency else None, number)
    elif currency:
        unit, known = currency[1], True
    else:
        unit, end, known = _unit_abroad(text, end, ceiling, grammar, number, of)
        if not known and aged_abroad(at, unit, end):
            return None, end
        if unit and text.startswith(grammar.after_half, end) and not number.scaled:  # "deux ans et demi"
            value, end = value + 0.5, end + len(next(tail for tail in grammar.after_half if text.startswith(tail, end)))
    if share and owner and unit is None:
        unit = owner
    counts = known or high is not None or share is not None
    if not counts:
        if number.one and not (unit and _EMPHATIC.search(text, max(floor, start - 12), start)):
            return None, number.end
        if number.digits and is_name_or_age(at, unit, grammar.language):
            return None, number.end
        if not number.digits and english and refers_back(at, unit):
            return None, number.end
        if unit is None and not number.digits and text[number.start : end] in _ONLY_WITH_NOUN:
            return None, end
    if unit in _MULTIPLES and _COMPARES.match(text, end, ceiling):
        return None, end  # "two and a half times as much"
    if unit and start > floor and text[start - 1] in _OPENING_MARKS and unit[0].isupper() and english:
        return None, end  # the name of a programme: "60 Minutes"
    if (
        (at.before in _MINUS_SIGNS or at.word in _MINUS)
        and high is None
        and not currency
        and (below := _below_zero(at, floor))
    ):
        start, value = below, -value
    start, name = _hedge(at, start, unit, floor, grammar)
    if name is None and text.startswith(_AFTERTHOUGHT_STARTS, end):
        name = next((meaning for words, meaning in _AFTERTHOUGHTS if text.startswith(words, end)), None)
    digits = 4 if number.part or share else 6
    value, high = round(value, digits), high if high is None else round(high, digits)
    modifier = name or ("about" if number.rough else None)
    return _new(Quantity, (text[start:end], value, high, modifier, unit, start, end)), end


def _hedge(at: Place, start: int, unit: str | None, floor: int, grammar: Numerals) -> tuple[int, str | None]:
    """Start of the phrase with its hedge, and what that means; `start` itself without one."""
    plain = start == at.number.start and at.word.isalpha()
    if plain and at.word not in grammar.hedges and at.word not in _LEADING_ARTICLES:
        return start, None
    phrase, name = _modifier(at.text, start, floor, grammar)
    if name == "more_than" and unit in _SPANS and _DURING.match(at.text, phrase):
        return start, None  # "over five years": during them
    if name == "up_to" and at.text.startswith(_TARGETS, phrase - 2):
        return start, None  # "subió un 18%, hasta 640.000": the level reached
    return phrase, name


def _below_zero(at: Place, floor: int) -> int:
    """Start of the minus before the number, as sign or as word; 0 without one."""
    start = at.number.start
    if at.before in _MINUS_SIGNS:
        return start - 1 if start - 2 <= floor or at.text[start - 2] in " (\u00a0" else 0
    if (
        at.word in _MINUS
        and not at.text.endswith("or minus ", 0, start)
        and (at.word == "minus" or at.text.startswith((" deg", " gra", "°", " °"), at.number.end))
    ):
        return start - 1 - len(at.word)
    return 0


def _modifier(text: str, start: int, floor: int, grammar: Numerals) -> tuple[int, str | None]:
    """Start of the hedge before the number, and what it means; `start` itself without one."""
    if start <= floor or text[start - 1] not in " '’\u00a0":
        return start, None
    window = text[max(floor, start - 34) : start].lower()
    if window.endswith(_ARTICLES if grammar.language == "en" else _ARTICLES_ABROAD):
        window = window[: window.rindex(" ", 0, -1) + 1]
    last = window[window.rfind(" ", 0, -1) + 1 : -1].lstrip("(“\"'—–«„")
    if last not in grammar.hedges and ("'" in last or "’" in last):  # "d'environ"
        last = last.replace("’", "'").rpartition("'")[2] or last
    for phrase, name in grammar.hedges.get(last, ()):
        at = len(window) - 1 - len(phrase)
        if window.endswith(phrase, 0, -1) and not window[at - 1 : at].isalnum():
            return max(floor, start - 34, 0) + at, name
    return start, None


def _share(
    text: str, number: Number, floor: int, ceiling: int, grammar: Numerals
) -> tuple[float, int, int, str | None] | None:
    """`three in four`, `un Français sur trois`: the part as a decimal, where it ends and begins, and what has it."""
    before = _share_before(text, number, floor, grammar)
    if before:
        return before
    if not text.startswith(grammar.share, number.end) or number.value > 99 or number.value <= 0:
        return None
    position = number.end + len(next(link for link in grammar.share if text.startswith(link, number.end)))
    if position >= ceiling or not (text[position].isdigit() or text[position].isalpha()):
        return None
    whole = number_at(text, position, ceiling, grammar)
    if whole is None or whole.value <= number.value or whole.value > 1000 or whole.part or whole.end - whole.start < 1:
        return None
    if whole.end < ceiling and text[whole.end] in "%-/":
        return None
    if whole.value > 100 and whole.value != 1000 and not text.startswith(" out ", number.end):
        return None
    if grammar.language != "en" and (whole.value > 12 or text.startswith((" %", " Pro", " mil", " Mil"), whole.end)):
        return None
    if whole.value > 1500 or (grammar.language == "es" and " cada " not in text[number.end : position]):
        return None
    return number.value / whole.value, whole.end, number.start, None


def _share_before(
    text: str, number: Number, floor: int, grammar: Numerals
) -> tuple[float, int, int, str | None] | None:
    """`un client sur dix`, `uno de cada cuatro`: found from the whole, since its part is an article."""
    if grammar.language not in _ONE_IN or number.value > 1000 or number.value < 2:
        return None
    found = _ONE_IN[grammar.language].search(text, max(floor, number.start - 40), number.start)
    if found is None:
        return None
    return 1 / number.value, number.end, found.start(), found["who"] if "who" in found.groupdict() else None


def _range(
    text: str, number: Number, start: int, floor: int, ceiling: int, grammar: Numerals
) -> tuple[float, float, int, int, bool] | None:
    """`between 10 and 12 million`, `$5-$7`, `16% to 28%`: low, high, end, start, and whether scaled."""
    position = number.end
    percent = percent_after(text, position, ceiling)
    if percent:
        position = percent
    link = _RANGE.match(text, position, ceiling)
    if not link:
        return None
    word = (link[1] or "").lower()
    if word and word not in grammar.links:
        return None
    wanted = grammar.lead.get(word)
    lead = None
    if wanted or word == "to":
        lead = _RANGE_LEAD.search(text, max(floor, start - 12), start)
        if wanted and not (lead and lead[1].lower() in wanted):
            return None
        if (
            word == "to"
            and lead
            and lead[1].lower() == "from"
            and not (percent or _RANGING.search(text, max(floor, start - 24), start))
        ):
            return None  # "rose from 5 to 7": two values
    if word in _TWO_NUMBERS and not wanted and number.value > 20:
        return None
    position = link.end()
    sign = _SIGN.match(text, position, ceiling)
    if sign:
        position = sign.end()
    if position >= ceiling or not (text[position].isdigit() or text[position].isalpha()):
        return None
    second = number_at(text, position, ceiling, grammar)
    if second is None or second.part != number.part or second.one:
        return None
    if percent and not percent_after(text, second.end, ceiling):
        return None  # "rose 8.3% to 9.74 billion": a share and an amount
    low, high = number.value, second.value
    if second.scaled and not number.scaled and low < 1000:
        scale = scale_of(text, second, grammar)
        if scale > 1:
            low *= scale
    if high <= low or (word == "" and link.group().strip() == "-" and text[position - 1] == " "):
        return None
    if lead and (word == "and" or (grammar.language != "en" and wanted)):
        start -= len(lead.group())
    return low, high, second.end, start, second.scaled


def _unit_abroad(
    text: str, end: int, ceiling: int, grammar: Numerals, number: Number, of: bool
) -> tuple[str | None, int, bool]:
    """The unit in another language than English, where the phrase ends, and whether it is a known measure."""
    percent = percent_after(text, end, ceiling)
    if percent:
        return "percent", percent, True
    unit, finish, known = counted(text, end, ceiling, grammar.language, of=of, part=number.part)
    return unit, finish, known


def _unit(text: str, end: int, ceiling: int, currency: str | None, number: Number) -> tuple[str | None, int, bool]:
    """The unit, where the phrase ends, and whether the unit is a known measure."""
    if text.startswith(_PERCENT_STARTS, end):
        percent = percent_after(text, end, ceiling)
        if percent:
            return "percent", percent, True
        points = _POINTS.match(text, end, ceiling)
        if points:
            return "percentage points", points.end(), True
    if currency:
        return currency, end, True
    if not uncounted(text, end, ceiling):
        known = currency_after(text, end, ceiling) or glued_unit(text, end, ceiling)
        if known:
            return known[1], known[0], True
    noun = unit_after(text, end, ceiling, number.part)
    if noun:
        return noun[1], noun[0], noun[1].lower() in MEASURES
    return None, end, False
