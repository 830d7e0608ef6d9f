"""Numbers that are no quantities: dates, hours, years, ordinals, ages, scores, telephone numbers, labels and names.

Each rule looks at the characters and the word beside the number; the words are in `data/number_contexts.txt`.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from flows.parse.fields.lexicon import sections
from flows.parse.fields.months import MONTHS
from flows.parse.fields.numbers import Number
from flows.parse.fields.units import MEASURES, currency_after, glued_unit, is_plural, percent_after, unit_after

_LISTS = {name: frozenset(words) for name, words in sections("number_contexts.txt").items()}
_LABELS, _SERIES, _AGES = _LISTS["label"], _LISTS["series"], _LISTS["age"]
_YEAR_BEFORE, _ANAPHORA, _PART_BEFORE = _LISTS["year_before"], _LISTS["anaphora"], _LISTS["part_before"]
_PERSONS = frozenset(("he", "she", "i", "who", "they", "he's", "she's", "he’s", "she’s", "i'm", "i’m"))
_BEING = frozenset(("was", "is", "were", "are", "am", "only", "just", "about"))

_MONTH_AFTER = re.compile(r"(?:st|nd|rd|th)?(?: of)? ([A-Z][a-zé]{2,9})\b\.?")
_ORDINAL = re.compile(r"(?:st|nd|rd|th)\b")
_CLOCK = re.compile(r":\d\d|\s?[ap]\.?m\b|\s?o['’]clock|\s(?:hrs|GMT|BST|ET|EST|EDT|PT|CET)\b")
_MONTH_DAY_BEFORE = re.compile(r"[A-Z][a-zé]{2,8}\.? \d{1,2}(?:st|nd|rd|th)?,? $")
_YEAR_OLD = re.compile(r"-years?[- ]olds?\b|['’]?s\b| and (?:older|over|under|up)\b")
_SCORE = re.compile(r"(\d{1,3})[-–](\d{1,3})\b(?!%)")
_PHONE = re.compile(r"[\d().+ -]{7,20}")
_PART_AFTER = re.compile(
    r"-| (?:h|time|person|party|term|consecutive|straight|round|place|century|final|back|mile|earlier|ago|debate)\b"
)
_PLAIN_STARTS = frozenset("bcdefgijklmnqrstuvwxyz0123456789")
_SPACE = re.compile(r"\s")


class Place(NamedTuple):
    """Where a number stands: its paragraph's bounds, the characters beside it and the word before it, lower case."""

    text: str
    number: Number
    floor: int
    ceiling: int
    before: str
    after: str
    word: str
    capital: bool  # the word before starts with a capital and opens no sentence


def place(text: str, number: Number, floor: int, ceiling: int) -> Place:
    begin, end = number.start, number.end
    before = text[begin - 1] if begin > floor else " "
    after = text[end] if end < ceiling else " "
    start = begin
    if begin > floor:
        start = text.rfind(" ", floor if begin - 24 < floor else begin - 24, begin - 1) + 1 or floor
    word = text[start : begin - 1] if before == " " else ""
    opens = start <= floor or text[start - 2] in ".?!\n:"
    return Place(text, number, floor, ceiling, before, after, word.lower(), word[:1].isupper() and not opens)


def skipped(at: Place, money: bool) -> int:
    """0 where the number may be a quantity, else the offset to go on from."""
    if not at.number.digits:
        return at.number.end if _word_is_none(at) else 0
    if money:
        return 0
    return _inside_token(at) or _dated(at) or _labelled(at)


def _inside_token(at: Place) -> int:
    """A number glued to letters or signs: `MV-22`, `24/7`, `555-0123`, `3-2`, `8:30`."""
    text, begin, end, before, after = at.text, at.number.start, at.number.end, at.before, at.after
    if before != " ":
        glued = before in "-–." and begin - 1 > at.floor and text[begin - 2].isalpha()
        if before.isalpha() or before in "_@/:'’&=#" or (glued and text[begin - 6 : begin - 1].lower() != "minus"):
            return _token_end(text, end, at.ceiling)
        if before in "-–" and begin - 1 > at.floor and text[begin - 2].isdigit():
            return end
    if after == " ":
        return 0
    if after in ".)" and begin == at.floor:
        return end  # "2. Nobody knew": the paragraphs are counted off
    if after == ")" and before == "(" and text[end + 2 : end + 3].isdigit():
        return _token_end(text, end + 2, at.ceiling)  # an area code
    if after in "/_@" or (after in ":." and text[end + 1 : end + 2].isdigit()):
        return _token_end(text, end, at.ceiling)
    if after.isalpha():
        unit = glued_unit(text, end, at.ceiling) or currency_after(text, end, at.ceiling)
        return 0 if unit or percent_after(text, end, at.ceiling) else _token_end(text, end, at.ceiling)
    if after in "-–":
        phone = _PHONE.match(text, begin, at.ceiling)
        if phone and phone.group().strip(" -").count("-") >= 2:
            return phone.end()
        score = _SCORE.match(text, begin, at.ceiling)
        if score and not text.startswith((" mil", " bil", " per"), score.end()):
            unit = unit_after(text, score.end(), at.ceiling, False)
            counted = unit is not None and (is_plural(unit[1]) or unit[1].lower() in MEASURES)
            return 0 if counted and int(score[1]) < int(score[2]) else score.end()
    return 0


def _dated(at: Place) -> int:
    text, number, end = at.text, at.number, at.number.end
    if at.after == " " and text[end + 1 : end + 2] in _PLAIN_STARTS:  # no hour, month or ordinal, as most often
        if not number.scaled and number.value <= 2100 and _follows_month(at):
            return end
        return end if not number.scaled and _is_year(at) else 0
    if _CLOCK.match(text, end, at.ceiling) or _YEAR_OLD.match(text, end, at.ceiling):
        return end
    if number.scaled:
        return 0
    if number.value <= 2100 and _follows_month(at):
        return end
    if number.value <= 31:
        month = _MONTH_AFTER.match(text, end, at.ceiling)
        if month and month.group(1).lower() in MONTHS:
            return month.end()
        if _ORDINAL.match(text, end, at.ceiling):
            return end
    return end if _is_year(at) else 0


def _follows_month(at: Place) -> bool:
    return at.word.rstrip(".,") in MONTHS and at.text[at.number.start - len(at.word) - 1].isupper()


def _is_year(at: Place) -> bool:
    text, number = at.text, at.number
    if number.end - number.start != 4 or not 1500 <= number.value <= 2100 or not number.value.is_integer():
        return False
    if at.after == "%":
        return False
    if at.after in "-–" and text[number.end + 1 : number.end + 2].isdigit():
        return True
    if (
        at.word in _YEAR_BEFORE
        or at.capital
        or at.before in "(–—-"
        or number.start == at.floor
        or at.word.endswith(",")
    ):
        return True
    if _MONTH_DAY_BEFORE.search(text, max(at.floor, number.start - 18), number.start):
        return True
    noun = unit_after(text, number.end, min(at.ceiling, number.end + 60), False)
    return noun is None or not noun[1].endswith("s") or noun[1].lower() in ("elections", "campaigns")


def _labelled(at: Place) -> int:
    number, word = at.number, at.word
    if word in _LABELS or word in _SERIES or (word == "p" and number.value == 500):
        return number.end
    named = word[-2:-1].isalpha()
    apposed = word.endswith(",") and (
        named if at.after == "," else at.capital and at.after in ";."
    )  # "the rapper, 43,"
    aged = word in _AGES or apposed or (word == "of" and at.text.endswith((" age of ", " ages of "), 0, number.start))
    return number.end if aged and number.value < 120 and not number.scaled else 0


def is_name_or_age(at: Place, unit: str | None) -> bool:
    """Whether digits without a known measure only number a thing (`Proposition 8`) or state an age (`he was 14`)."""
    number, text = at.number, at.text
    if unit is None and not number.scaled and at.after == " " and text[number.end + 1 : number.end + 2].isdigit():
        return True  # a row of figures
    plural = unit is not None and (unit.lower() in MEASURES or is_plural(unit))
    if not plural and at.capital and at.word[-1:].isalnum() and not number.scaled:
        return "," not in at.text[number.start : number.end]
    return unit is None and number.value < 120 and _of_person(at)


def refers_back(at: Place, unit: str | None) -> bool:
    """`the two`, `these three`, with no noun in the plural: a reference, not a count."""
    return at.word in _ANAPHORA and not (unit is not None and (unit.lower() in MEASURES or is_plural(unit)))


def _of_person(at: Place) -> bool:
    words = at.text[max(at.floor, at.number.start - 24) : at.number.start].lower().split()
    while words and words[-1] in _BEING:
        words.pop()
    return bool(words) and words[-1] in _PERSONS


def _word_is_none(at: Place) -> bool:
    """Whether a number in words is part of another word, an age, a name (`Group of Seven`) or a span of time."""
    text, number, begin, end = at.text, at.number, at.number.start, at.number.end
    if at.before != " " and (
        at.before.isalnum() or (at.before in "-–'’&" and begin - 1 > at.floor and text[begin - 2].isalpha())
    ):
        return True
    if number.part:
        return _is_no_share(at)
    if at.after in "-'’" and _YEAR_OLD.match(text, end, at.ceiling) and not text.startswith("'s", end):
        return True
    if at.after == "-" and not text[end + 1 : end + 2].isspace() and not text.startswith(("-to-", "-in-"), end):
        return glued_unit(text, end, at.ceiling) is None  # `three-bed`: a kind, not a count
    if text[begin].isupper() and begin > at.floor and not number.scaled and at.before == " ":
        return text[begin - 2] not in '.?!"”“:—–'
    return at.word in _PERSONS | _BEING and _of_person(at) and not unit_after(text, end, at.ceiling, False)


def _is_no_share(at: Place) -> bool:
    half_or_quarter = at.number.value in (0.5, 0.25)
    if half_or_quarter and (at.word in _PART_BEFORE or at.before == "-" or (at.word == "a" and at.number.value == 0.5)):
        return True
    if half_or_quarter:
        return _PART_AFTER.match(at.text, at.number.end, at.ceiling) is not None
    noun = unit_after(at.text, at.number.end, at.ceiling, False)
    return at.after == "-" or noun is not None  # "a third attempt": an ordinal


def _token_end(text: str, position: int, ceiling: int) -> int:
    found = _SPACE.search(text, position, ceiling)
    return found.start() if found else ceiling
