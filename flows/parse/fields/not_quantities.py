"""Numbers that are no quantities: dates, hours, years, ordinals, ages, scores, telephone numbers, labels and names.

Each rule looks at the characters and the word beside the number; the words are in `data/number_contexts.txt`.
"""

from __future__ import annotations

import re

from flows.parse.fields.lexicon import sections
from flows.parse.fields.months import MONTHS
from flows.parse.fields.not_quantities_abroad import CLOCK, MONTH_AFTER, dated_abroad, word_is_none_abroad
from flows.parse.fields.number_places import Place
from flows.parse.fields.units import MEASURES, currency_after, glued_unit, is_plural, percent_after, unit_after

_LISTS = {name: frozenset(words) for name, words in sections("number_contexts.txt").items()}
_LABELS, _SERIES, _AGES = _LISTS["label"], _LISTS["series"], _LISTS["age"]
_YEAR_BEFORE, _ANAPHORA, _PART_BEFORE = _LISTS["year_before"], _LISTS["anaphora"], _LISTS["part_before"]
_NAMING = _LABELS | _SERIES
_MONTH_NAMES = frozenset(name.capitalize() for name in MONTHS) | frozenset(name.upper() for name in MONTHS)
_PERSONS = frozenset(("he", "she", "i", "who", "they", "he's", "she's", "he’s", "she’s", "i'm", "i’m"))
_BEING = frozenset(("was", "is", "were", "are", "am", "only", "just", "about"))

_ORDINAL = re.compile(r"(?:st|nd|rd|th)\b")
_HOUR = re.compile(r" (?:in the (?:morning|afternoon|evening)|at night|o['’]clock)\b")
_AGE_VERBS = re.compile(
    r"\b(?:die[sd]?|married|retired|came|joined|began|started|left|debut\w*|moved|became|born)\b"
    r"(?!.*\b(?:stands?|stood|toll|price|cents?|trading|closed?)\b)"
)
_VOTE = re.compile(r" to (\d{1,3})\b(?![.,]\d| ?%| per| [a-z]+s\b| (?:mil|bil|thou|people|hun))")
_RESULTS = re.compile(
    r"\b(?:vote\w*|voting|by|won|win|wins|lost|loses|beat\w*|defeat\w*|lead\w*|led|trail\w*|score\w*|tied|was|passed|"
    r"margin|ahead|down|up)(?: by| of| it)? $"
)
_MONTH_DAY_BEFORE = re.compile(r"[A-Z][a-zé]{2,8}\.? \d{1,2}(?:st|nd|rd|th)?,? $")
_HEDGES = frozenset(("about", "than", "nearly", "almost", "over", "under", "least", "some", "roughly", "around", "to"))
_AGES_LISTED = re.compile(r"\bage[sd]? \d{1,2}(?:, \d{1,2})*,? and $")
_DAY_OR_YEAR = re.compile(r"(?:\d\d?|(?:1[5-9]|20)\d\d)(?!\d|,\d{3}|[.:]\d)")
_AFTER_ONE = frozenset(("in", "out", "and", "half", "third", "quarter", "to", "or", "hundred", "thousand", "million",
                        "billion", "trillion", "dozen", "fifth", "sixth", "tenth", "percent"))  # fmt: skip
_BEFORE_ONE = frozenset(("just", "only", "least", "than", "exactly", "under", "over", "between", "to", "or"))
_LISTING = frozenset(("and", "to", "or", "through"))
_DAY_LISTED = re.compile(r"\b[A-Z][a-z]{2,8}\.? \d{1,2}(?:st|nd|rd|th)?,? (?:and|to|or|through) $")
_YEAR_OLD = re.compile(r"-(?:year|month|week|day)s?[- ]olds?\b|['’]?s\b| and (?:older|over|under|up)\b")
_SCORE = re.compile(r"(\d{1,3})[-–](\d{1,3})\b(?!%)")
_PHONE = re.compile(r"[\d().+ -]{7,20}")
_PART_AFTER = re.compile(
    r"-| (?:h|time|person|party|term|consecutive|straight|round|place|century|final|back|mile|earlier|ago|debate)\b"
)
_PLAIN_STARTS = frozenset("bcdefgijklmnqrstuvwxyz0123456789")
_SHARE_BEFORE = frozenset(
    ("than", "nearly", "about", "almost", "just", "by", "only", "roughly", "around", "over", "under", "least", "some",
     "to", "approximately", "barely", "below", "above", "exactly", "another", "from", "well")
)  # fmt: skip
_IDENTIFIER = 7  # digits without a separator: a telephone number, a file's number
_SPACE = re.compile(r"\s")


def only_one(text: str, position: int) -> bool:
    """Whether the word `one` at `position` is no count: neither a number goes on from it, nor is it stressed."""
    if text[position + 3 : position + 4] != " ":
        return False
    following = text[position + 4 : position + 16].partition(" ")[0].lower()
    before = text[max(0, position - 10) : position - 1].rpartition(" ")[2].lower()
    if following in _AFTER_ONE or before in _BEFORE_ONE:
        return False
    return following.rstrip('.,;:?!”"\n') not in MEASURES


def only_names(text: str, position: int, floor: int) -> bool:
    """Whether the word before the digits settles that they are no quantity: a label, a month, or `in` before a year.

    The commonest numbers that are none, told without reading them.
    """
    if text[position - 1] != " ":
        return False
    word = text[max(floor, position - 16) : position - 1].rpartition(" ")[2]
    lower = word.lower()
    if "'" in lower or "’" in lower:  # "l'article 5"
        lower = lower.replace("’", "'").rpartition("'")[2]
    if lower in _NAMING:
        return lower != "p" or not text.startswith("500", position)
    if lower in _YEAR_BEFORE:
        year = text[position : position + 5]
        last = year[4:]
        return (
            "1500" <= year[:4] <= "2100"
            and year[:4].isdecimal()
            and (
                last in (" ", "", "\n", ";", ")", ":")
                or (last in ",." and not text[position + 5 : position + 6].isdecimal())
            )
        )
    return word[:1].isupper() and word.rstrip(".,") in _MONTH_NAMES and _DAY_OR_YEAR.match(text, position) is not None


def skipped(at: Place, money: bool, comma: bool) -> int:
    """0 where the number may be a quantity, else the offset to go on from. `comma`: a comma is the decimal sign."""
    if not at.number.digits:
        return at.number.end if (word_is_none_abroad(at) if comma else _word_is_none(at)) else 0
    if money:
        return 0
    token = 0 if at.before == " " == at.after else _inside_token(at)
    return token or _dated(at, comma) or _labelled(at) or (0 if comma else _voted(at))


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
    if after in ".)" and begin == at.floor and text[end + 1 : end + 2] in " \u00a0":
        return end  # "2. Nobody knew": the paragraphs are counted off
    if after == ")" and before == "(" and 10 <= at.number.value <= 110:
        return end  # "Jane Roe (53)"
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
        if text.startswith(
            ("-pointer", "-year-old", "-jähr", "-Jähr", "-jarige", "-yard line", "-for-", "-of-", "-on-", "-a-side"),
            end,
        ):
            return _token_end(text, end, at.ceiling)
        score = _SCORE.match(text, begin, at.ceiling)
        if score and not text.startswith((" mil", " bil", " per"), score.end()):
            unit = unit_after(text, score.end(), at.ceiling, False)
            counted = unit is not None and (is_plural(unit[1]) or unit[1].lower() in MEASURES)
            return 0 if counted and int(score[1]) < int(score[2]) else score.end()
    return 0


def _dated(at: Place, comma: bool) -> int:
    text, number, end = at.text, at.number, at.number.end
    if comma:
        return dated_abroad(at)
    if at.after == " " and text[end + 1 : end + 2] in _PLAIN_STARTS:  # no hour, month or ordinal, as most often
        if not number.scaled and number.value <= 2100 and _follows_month(at):
            return end
        return end if not number.scaled and _is_year(at) else 0
    if CLOCK.match(text, end, at.ceiling) or _YEAR_OLD.match(text, end, at.ceiling):
        return end
    if number.scaled:
        return 0
    if number.value <= 2100 and _follows_month(at):
        return end
    if number.value <= 31:
        month = MONTH_AFTER.match(text, end, at.ceiling)
        if month and month[1][0].isupper() and month[1].lower() in MONTHS:
            return month.end()
        if _ORDINAL.match(text, end, at.ceiling):
            return end
    return end if _is_year(at) else 0


def _voted(at: Place) -> int:
    """Results of votes and games: `58 to 31`, `by 212 to 87`."""
    number, text = at.number, at.text
    if at.after != " " or not text.startswith(" to ", number.end) or number.value > 999 or at.word == "from":
        return 0
    other = _VOTE.match(text, number.end, at.ceiling)
    if other is None or number.scaled:
        return 0
    falls = int(other[1]) <= number.value
    return other.end() if falls or _RESULTS.search(text, max(at.floor, number.start - 24), number.start) else 0


def _follows_month(at: Place) -> bool:
    if (
        at.word in _LISTING
        and at.number.value <= 31
        and _DAY_LISTED.search(at.text, max(at.floor, at.number.start - 24), at.number.start)
    ):
        return True
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
    if noun is None or not (noun[1].endswith("s") or noun[1] in ("people", "men", "women")):
        return True
    # Counts from 1,000 on have a comma, as a rule; one without it counts what stands right behind it, or is hedged
    return number.value >= 1900 and at.word not in _HEDGES and noun[0] - number.end > len(noun[1]) + 1


def _labelled(at: Place) -> int:
    number, word = at.number, at.word
    if word == "of" and "aption " in at.text[max(at.floor, number.start - 14) : number.start]:
        return number.end  # "Hide Caption 3 of 35 Photos"
    if word in _LABELS or word in _SERIES or (word == "p" and number.value == 500):
        return number.end
    named = word[-2:-1].isalpha()
    apposed = word.endswith(",") and (
        named if at.after == "," else at.capital and at.after in ";."
    )  # "the rapper, 43,"
    aged = (
        word in _AGES
        or apposed
        or (word == "and" and _AGES_LISTED.search(at.text, max(at.floor, number.start - 30), number.start))
        or (word == "of" and at.text.endswith((" age of ", " ages of "), 0, number.start))
    )
    return number.end if aged and number.value < 120 and not number.scaled else 0


def is_name_or_age(at: Place, unit: str | None, language: str) -> bool:
    """Whether digits without a known measure only number a thing (`Proposition 8`) or state an age (`he was 14`).

    A capital before the number makes a name, but in German, where every noun has one.
    """
    number, text = at.number, at.text
    if unit is None and number.end - number.start >= _IDENTIFIER and text[number.start : number.end].isdecimal():
        return True
    if language == "de":
        return unit is None and at.number.value < 120 and at.word in ("er", "sie", "wurde", "wird", "ist", "war")
    if unit is None and not number.scaled and at.after == " " and text[number.end + 1 : number.end + 2].isdigit():
        return True  # a row of figures
    plural = unit is not None and (unit.lower() in MEASURES or is_plural(unit))
    if not plural and at.capital and at.word[-1:].isalnum() and not number.scaled:
        return "," not in at.text[number.start : number.end]
    if unit is not None or number.value >= 120:
        return False
    if at.word in ("is", "was") and number.value >= 10 and number.value.is_integer() and at.after in ".,;)":
        return True
    if at.word == "at" and number.value.is_integer() and not number.scaled:
        if at.after == "," and text[number.start - 3] == "A":
            return True  # "At 70, he"
        return _AGE_VERBS.search(text[max(at.floor, number.start - 70) : number.start].lower()) is not None
    return _of_person(at)


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
    if at.after == " " and number.value <= 12 and _HOUR.match(text, end, at.ceiling):
        return True
    if at.after == "-" and not text[end + 1 : end + 2].isspace() and not text.startswith(("-to-", "-in-"), end):
        return glued_unit(text, end, at.ceiling) is None  # `three-bed`: a kind, not a count
    if text[begin].isupper() and begin > at.floor and not number.scaled and at.before == " ":
        return text[begin - 2] not in '.?!"”“:—–'
    if at.word == "at" and number.value <= 12 and at.after in ",.;":
        return True  # "at nine,"
    return at.word in _PERSONS | _BEING and _of_person(at) and not unit_after(text, end, at.ceiling, False)


def _is_no_share(at: Place) -> bool:
    text, end = at.text, at.number.end
    alone = text.startswith("a ", at.number.start) and not text.startswith(" of ", end)
    if alone and at.word not in _SHARE_BEFORE:
        return True  # "a third" by itself goes on counting, as often as it divides
    if alone and at.number.value not in (0.5, 0.25):
        return False
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
