"""Quantities: counts of people and things, money, shares and measures.

Left out are the numbers that `not_quantities` names, vague ones (`hundreds`), and `one` as a determiner.
"""

from __future__ import annotations

import math
import re
from bisect import bisect_left

from flows.parse.fields.not_quantities import is_name_or_age, place, refers_back, skipped
from flows.parse.fields.numbers import Number, number_at, scale_of, starts
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

_MODIFIERS = {  # English, German, French, Spanish
    "about": "about|around|roughly|approximately|approx.|nearly|almost|some|estimated|close to|something like|circa|"
    "just under|rund|etwa|ungefähr|knapp|ca.|fast|environ|près de|presque|quelque|unos|unas|cerca de|alrededor de|casi",
    "at_least": "at least|no fewer than|no less than|a minimum of|not less than|mindestens|wenigstens|au moins|"
    "al menos|por lo menos",
    "up_to": "as many as|as much as|up to|at most|no more than|a maximum of|not more than|bis zu|höchstens|maximal|"
    "jusqu'à|jusqu’à|au plus|hasta|como máximo",
    "more_than": "more than|over|above|exceeding|greater than|north of|upwards of|in excess of|mehr als|über|plus de|"
    "más de",
    "less_than": "less than|fewer than|under|below|lower than|weniger als|unter|moins de|menos de",
}
_PHRASES = [(phrase, name) for name, phrases in _MODIFIERS.items() for phrase in phrases.split("|")]
_BY_LAST_WORD: dict[str, list[tuple[str, str]]] = {}
for _phrase, _modifier_name in sorted(_PHRASES, key=lambda item: -len(item[0])):
    _BY_LAST_WORD.setdefault(_phrase.rpartition(" ")[2], []).append((_phrase, _modifier_name))
_AFTERTHOUGHTS = (
    (" or more", "at_least"), ("-plus ", "at_least"), ("+", "at_least"), (" or so", "about"), ("-odd ", "about"),
    (" or less", "up_to"), (" or fewer", "up_to"),
)  # fmt: skip
_AFTERTHOUGHT_STARTS = tuple(words for words, _ in _AFTERTHOUGHTS)
_RANGE = re.compile(r"\s?[-–—]\s?|[ -]to[ -]| or | and ")
_RANGE_STARTS = (" -", "-", " –", "–", " —", "—", " to", " or ", " and ")
_ARTICLES = (" another ", " an ", " a ")
_RANGE_LEAD = re.compile(r"\b(between|from|(?:ranging|anywhere|ranges?) (?:from|between)) $", re.IGNORECASE)
_POINTS = re.compile(r"[ -]percentage[ -]points?\b")
_SIGN = re.compile(r"(?:US|A|C|HK|NZ)?[$£€¥](?:US|A|NZ)?")
_SHARE = re.compile(r" in (?:every )?| out of (?:every )?")
_OPENING_MARKS = ("“", '"', "‘")
_EMPHATIC = re.compile(r"\b(?:just|only|at least|more than|exactly|under|over) $")
_ONE_OF = ("one of ", "One of ")  # never a count; the most frequent number word by far
_TABLE_SPACING = 8  # a paragraph with a number every so many characters is a table, no prose
_TABLE_NUMBERS = 100


def quantities(body: Body) -> list[Quantity]:
    """Quantities in paragraphs and list items, in order; each with its modifier, number and adjacent unit as text."""
    text = body.text
    candidates = starts(text)
    found: list[Quantity] = []
    for span in body.spans:
        inside = candidates[bisect_left(candidates, span.start) : bisect_left(candidates, span.end)]
        if span.kind == "heading" or len(inside) > max(_TABLE_NUMBERS, (span.end - span.start) // _TABLE_SPACING):
            continue
        position = span.start
        for candidate in inside:
            if candidate < position or text.startswith(_ONE_OF, candidate):
                continue
            number = number_at(text, candidate, span.end)
            if number is None:
                continue
            quantity, position = _quantity(text, number, span.start, span.end)
            if quantity is not None and math.isfinite(quantity.value):
                found.append(quantity)
    return found


def _quantity(text: str, number: Number, floor: int, ceiling: int) -> tuple[Quantity | None, int]:
    """The quantity that the number begins, and the offset to go on from."""
    at = place(text, number, floor, ceiling)
    currency = currency_before(text, number.start, floor)
    skip = skipped(at, bool(currency))
    if skip:
        return None, skip
    start = currency[0] if currency else number.start
    value, high, end = number.value, None, number.end
    share = None if number.part or currency else _share(text, number, ceiling)
    if share:
        value, end = share
    elif ranged := _range(text, number, start, floor, ceiling):
        value, high, end, start = ranged
    unit, end, known = _unit(text, end, ceiling, currency[1] if currency else None, number)
    counted = known or high is not None or share is not None
    if not counted:
        if number.one and not (unit and _EMPHATIC.search(text, max(floor, start - 12), start)):
            return None, number.end
        if number.digits and is_name_or_age(at, unit):
            return None, number.end
        if not number.digits and refers_back(at, unit):
            return None, number.end
    if start > floor and text[start - 1] in _OPENING_MARKS and unit and unit[0].isupper():
        return None, end  # the name of a programme: "60 Minutes"
    start, name = _modifier(text, start, floor)
    if name is None and text.startswith(_AFTERTHOUGHT_STARTS, end):
        name = next((meaning for words, meaning in _AFTERTHOUGHTS if text.startswith(words, end)), None)
    digits = 4 if number.part or share else 6
    return Quantity(text[start:end], round(value, digits), high, name, unit, start, end), end


def _modifier(text: str, start: int, floor: int) -> tuple[int, str | None]:
    """Start of the hedge before the number, and what it means; `start` itself without one."""
    if start <= floor or text[start - 1] != " ":
        return start, None
    window = text[max(floor, start - 30) : start].lower()
    if window.endswith(_ARTICLES):
        window = window[: window.rindex(" ", 0, -1) + 1]
    last = window[window.rfind(" ", 0, -1) + 1 : -1]
    for phrase, name in _BY_LAST_WORD.get(last.lstrip("(“\"'—–"), ()):
        at = len(window) - 1 - len(phrase)
        if window.endswith(phrase + " ") and not window[at - 1 : at].isalnum():
            return max(floor, start - 30, 0) + at, name
    return start, None


def _share(text: str, number: Number, ceiling: int) -> tuple[float, int] | None:
    """`three in four`, `eight out of 10`: the part as a decimal, and where it ends."""
    link = _SHARE.match(text, number.end, ceiling) if text.startswith((" in ", " out of "), number.end) else None
    if not link or link.end() >= ceiling or number.value > 99 or number.value <= 0 or number.scaled:
        return None
    if not (text[link.end()].isdigit() or text[link.end()].isalpha()):
        return None
    whole = number_at(text, link.end(), ceiling)
    if whole is None or whole.value <= number.value or whole.value > 1000 or whole.part or whole.end - whole.start < 1:
        return None
    if (text[whole.end : whole.end + 1] in "%-/" and whole.end < ceiling) or (
        " in " in link.group() and whole.value > 100 and whole.value != 1000
    ):
        return None
    return number.value / whole.value, whole.end


def _range(text: str, number: Number, start: int, floor: int, ceiling: int) -> tuple[float, float, int, int] | None:
    """`between 10 and 12 million`, `$5-$7`, `16% to 28%`: low, high, end and start of the whole phrase."""
    position = number.end
    percent = percent_after(text, position, ceiling)
    if percent:
        position = percent
    link = _RANGE.match(text, position, ceiling) if text.startswith(_RANGE_STARTS, position) else None
    if not link:
        return None
    word = link.group().strip()
    lead = _RANGE_LEAD.search(text, max(floor, start - 24), start)
    if word == "and" and not (lead and lead.group(1).lower().endswith("between")):
        return None
    if word == "to" and lead and lead.group(1).lower() == "from" and not percent:
        return None  # "rose from 5 to 7": two values
    if word == "or" and number.value > 20:
        return None
    position = link.end()
    sign = _SIGN.match(text, position, ceiling)
    if sign:
        position = sign.end()
    if position >= ceiling or not (text[position].isdigit() or text[position].isalpha()):
        return None
    second = number_at(text, position, ceiling)
    if second is None or second.part != number.part or second.one:
        return None
    if percent and not percent_after(text, second.end, ceiling):
        return None  # "rose 8.3% to 9.74 billion": a share and an amount
    low, high = number.value, second.value
    if second.scaled and not number.scaled and low < 1000:
        scale = scale_of(text, second)
        if scale > 1:
            low *= scale
    if high <= low:
        return None
    if lead and lead.group(1).lower().endswith("between"):
        start -= len(lead.group())
    return low, high, second.end, start


def _unit(text: str, end: int, ceiling: int, currency: str | None, number: Number) -> tuple[str | None, int, bool]:
    """The unit, where the phrase ends, and whether the unit is a known measure."""
    percent = percent_after(text, end, ceiling)
    if percent:
        return "percent", percent, True
    points = _POINTS.match(text, end, ceiling) if text.startswith((" per", "-per"), end) else None
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
