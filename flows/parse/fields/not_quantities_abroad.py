"""Numbers that are no quantities, in languages that have a decimal comma: days, hours, years, ordinals and ages.

The words beside them are in `data/number_contexts.txt`; one list serves all these languages.
"""

from __future__ import annotations

import re

from flows.parse.fields.lexicon import sections
from flows.parse.fields.months import MONTHS
from flows.parse.fields.nouns import counted
from flows.parse.fields.number_places import Place

_LISTS = {name: frozenset(words) for name, words in sections("number_contexts.txt").items()}
_YEAR_BEFORE, _YEAR_WORDS = _LISTS["year_before"], _LISTS["year_word"]
_AGE_BEFORE, _SPAN_BEFORE = _LISTS["age_before"], _LISTS["span_before"]
MONTH_AFTER = re.compile(r"(?:st|nd|rd|th|er|\.?º)?\.?(?: of| de)? ([^\W\d_]{3,10})\b\.?")
CLOCK = re.compile(
    r":\d\d|\s?[ap]\.?m\b|\s?o['’]clock|"
    r"\s(?:hrs|GMT|BST|ET|EST|EDT|PT|CET)\b|[ \u00a0]Uhr\b|"
    r"[ \u00a0]?h[ \u00a0]?\d\d\b|h\b|[ \u00a0]h(?=[ ,.)])"
)
_DATELINE = 40  # characters from the head of the paragraph
_HOUR_WORDS = frozenset(("las", "alle", "dalle", "às", "om", "ore"))
_HOUR_OF_DAY = re.compile(
    r" (?:heures? (?:GMT|locales?|du (?:matin|soir)|de l['’]après)|de la (?:tarde|noche|mañana|madrugada))"
)
_MONTH_LATER = re.compile(
    r"\.?(?:,| et| und| y| e| bis| au| al| a| ou| oder)(?: le| dem| den| zum| el| il| o)? "
    r"\d{1,2}(?:er|\.)?(?: de)? ([^\W\d_]{3,10})"
)
_HOUR_NOUNS = frozenset(("à", "vers", "dès", "om", "rond"))
_ORDINAL_ARTICLES = frozenset(
    "der die das dem den des im am zum beim vom ins zur sein seinen seiner seinem seine ihr ihrer ihrem ihren ihre "
    "unser unserem mein meinem jeder jedem jeden jede dieser diesem diesen".split()
)
_AGE_OF_MAN = re.compile(r"(\w+) (?:de|à|di|von|mit|van|los|aux) $")


def dated_abroad(at: Place) -> int:
    """Days, hours, years and ordinals where the decimal sign is a comma."""
    text, number, end = at.text, at.number, at.number.end
    if number.scaled:
        return 0
    if text.startswith((" v. Chr", " n. Chr", " av. J", " a. C", " a.C", " d.C"), end):
        return end
    if (
        number.value <= 31
        and at.word[-1:] == ","
        and number.start - at.floor < _DATELINE
        and text.startswith(" (", end)
    ):
        return end  # "MADRID, 4 (EUROPA PRESS)"
    if at.after in " .\u00a0h:" and number.value < 25 and (clock := CLOCK.match(text, end, at.ceiling)):
        return clock.end()
    if number.value <= 31 and at.after in " .eº":
        month = MONTH_AFTER.match(text, end, at.ceiling)
        if month and month[1].lower() in MONTHS:
            return month.end()
        listed = _MONTH_LATER.match(text, end, at.ceiling)
        if listed and listed[1].lower() in MONTHS:
            return end  # "le 3 et le 5 janvier"
        following = text[end + 2 : min(end + 3, at.ceiling)] if text.startswith(". ", end) else ""
        if following and (following.islower() or at.word in _ORDINAL_ARTICLES):
            return end  # "der 3. Liga"
    if number.value <= 24 and (
        _HOUR_OF_DAY.match(text, end, at.ceiling)
        or (at.word in _HOUR_WORDS and not text.startswith((" %", " mi", " pe", " por"), end))
        or (
            at.word in _HOUR_NOUNS and text.startswith((" heures", " uur"), end) and not text.startswith(" de", end + 7)
        )
    ):
        return end
    if end - number.start == 4 and 1500 <= number.value <= 2100 and number.value.is_integer():
        if at.word in _YEAR_BEFORE or at.capital or at.word.rstrip(".,") in MONTHS or at.before in "(–—-/":
            return end
        if not text.startswith((" ", "\u00a0"), end) or not text[end + 1 : end + 3].isalpha():
            return end
        noun = counted(text, end, at.ceiling, "", of=False, part=False)
        known = noun.unit is not None and (noun.unit.lower().endswith(("s", "i", "e", "en", "er", "n")))
        return 0 if (known and number.value < 1900) or number.value in (2000, 1500, 1600, 1700, 1800) else end
    return 0


def aged_abroad(at: Place, unit: str | None, end: int) -> bool:
    """Whether `unit` is a word for years and the phrase, which ends at `end`, states somebody's age."""
    text = at.text
    if unit is None:
        return at.number.digits and at.number.value < 110 and at.word in ("âgé", "âgée", "alter") and at.after in " ,."
    if unit.lower() not in _YEAR_WORDS or at.number.value > 115 or at.number.scaled:
        return False
    if text.startswith((" alt", " oud", " de edad", " d'âge", " d’âge"), end):
        return True
    if text.startswith((" de ", " d'", " d’", " di ", " plus ", " más ", " après", " después", " Haft", " Gefängnis",
                        " later", " später", " in ", " dopo", " prima", " antes", " avant"), end):  # fmt: skip
        return False
    if at.word.endswith(","):
        return text[end : end + 1] in ",;.)"
    if at.word not in _AGE_BEFORE:
        return False
    before = _AGE_OF_MAN.search(text, max(at.floor, at.number.start - 30), at.number.start)
    return not (before and before[1].lower() in _SPAN_BEFORE)


def word_is_none_abroad(at: Place) -> bool:
    """Whether a number in words is a name, part of another word, an hour or the day of a date."""
    text, number, begin, end = at.text, at.number, at.number.start, at.number.end
    if at.before.isalnum() or (at.before in "-–" and begin - 1 > at.floor and text[begin - 2].isalpha()):
        return True
    if at.after == "-" and text[end + 1 : end + 2].isalpha():
        return True
    if at.before == " " and text[begin - 2].isdigit() and begin - 2 >= at.floor:
        return True  # "05 dez": December
    if number.part:
        return False
    if text[begin].isupper() and begin > at.floor and not number.scaled and at.before == " ":
        return text[begin - 2] not in '.?!"”“:—–»«…'
    if number.value <= 24 and (at.word in _HOUR_WORDS or text.startswith(" Uhr", end)):
        return True
    month = MONTH_AFTER.match(text, end, at.ceiling) if number.value <= 31 else None
    return month is not None and month[1].lower() in MONTHS and " de " in month.group()
