"""Dated phrases in German, French, Spanish, Italian, Portuguese and Dutch; `times` has those in English.

The words stand in `data/day_words.toml`; what a phrase means against the day of publication is the same in every
language, and stands in `calendar_days`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from flows.parse.fields.calendar_days import (
    Days,
    Phrase,
    days_of_weekday,
    month_days,
    near_day,
    nearest,
    period,
    shifted,
)
from flows.parse.fields.day_words import DAY_WORDS, DayWords
from flows.parse.fields.letters import letters
from flows.parse.fields.months import MONTHS
from flows.parse.fields.numbers import number_at
from flows.parse.fields.numerals import Numerals, numerals
from flows.parse.fields.scanning import digit_runs, places
from flows.parse.fields.weekdays import weekdays_abroad
from flows.parse.model import BodySpan

_MONTH = "|".join(sorted((name for name in MONTHS if len(name) > 2), key=len, reverse=True))
_DAY_MONTH = re.compile(
    rf"(?P<day>\d{{1,2}})(?:\.|er|º|°|ª)?(?:(?:[-–]|\. bis | et | y | e | au | al | bis )(?P<to>\d{{1,2}})(?:\.|er)?)?"
    rf"[ \u00a0](?:de )?(?P<month>{_MONTH})\b\.?(?:,? (?:de |del )?(?P<year>(?:1[5-9]|20)\d\d)\b)?",
    re.IGNORECASE,
)
_NUMERIC = re.compile(r"(?P<day>\d{1,2})(?P<sep>[./])(?P<month>\d{1,2})(?P=sep)(?P<year>(?:1[5-9]|20)\d\d)(?!\d)")
_LONG_MONTH = "|".join(
    name for name in sorted(MONTHS, key=len, reverse=True) if len(name) > 3 or name in ("mai", "mei")
)
_MONTH_NAME = re.compile(
    rf"\b(?P<month>{_LONG_MONTH})\b(?: (?:de |del )?(?P<year>(?:1[5-9]|20)\d\d)\b)?", re.IGNORECASE
)
_YEAR = re.compile(r"(?:1[5-9]|20)\d\d(?![\d.,]\d|\w|[ \u00a0]?[%€$])")
_MONTHS = frozenset(
    form for name in MONTHS if len(name) > 3 or name in ("mai", "mei") for form in (name, name.capitalize())
)
_CAPITAL_MONTHS = frozenset(name for name in _MONTHS if name[0].isupper())
_MORNINGS = ("morgen", "mañana")  # tomorrow, and the morning
_TABLE_NUMBERS, _TABLE_SPACING = 300, 16
_AN_ARTICLE = frozenset(("un", "une", "una", "ein", "einem", "einer", "um", "uma", "een"))


def phrases_abroad(text: str, spans: Sequence[BodySpan], anchor: Days | None, language: str) -> Iterator[Phrase]:
    """Dated phrases of `text` in any order; none for a language whose words are not known."""
    words = DAY_WORDS.get(language)
    if words is None:
        return
    yield from _dates(text, anchor, words)
    yield from _relatives(text, anchor, words)
    yield from _agos(text, anchor, words, numerals(text, language))
    for weekday in weekdays_abroad(text, spans[0].start if spans else 0, len(text), language):
        days = days_of_weekday(weekday, anchor) if anchor else None
        yield Phrase(weekday.start, weekday.end, days, "date_published")


def runs_of_prose(text: str) -> tuple[int, ...]:
    """Where runs of digits begin; none in a text so full of them that it is a table."""
    runs = digit_runs(text)
    return runs if len(runs) <= max(_TABLE_NUMBERS, len(text) // _TABLE_SPACING) else ()


def _word_before(text: str, position: int) -> str:
    """The word before `position`, lower case, without the marks beside it."""
    words = text[max(0, position - 14) : position].split()
    return words[-1].lower().strip('(«„“",;:') if words and text[position - 1 : position].isspace() else ""


def _dates(text: str, anchor: Days | None, words: DayWords) -> Iterator[Phrase]:
    """Days with their month, months alone after a word that makes them dates, and years after such a word."""
    taken = -1
    for start in runs_of_prose(text):
        if start < taken or (start and text[start - 1].isalnum()):
            continue
        match = _DAY_MONTH.match(text, start) or _NUMERIC.match(text, start)
        if match:
            taken = match.end()
            name = match["month"].lower()
            month = MONTHS[name] if name in MONTHS else int(name)
            day, to = match["day"], match.groupdict().get("to")
            if match["year"]:
                days = month_days(int(match["year"]), month, day, to) if 1 <= month <= 12 else None
                yield Phrase(start, match.end(), days, "stated")
            else:
                days = nearest(month, day, to, anchor) if anchor else None
                yield Phrase(start, match.end("month"), days, "date_published")
        elif (year := _YEAR.match(text, start)) and _word_before(text, start) in words.year_before:
            number = int(year.group())
            yield Phrase(start, year.end(), month_days(number, None, None, None), "stated")
    for match in _months_named(text, words):
        if not match["year"] and _word_before(text, match.start()) not in words.month_before:
            continue
        month = MONTHS[match["month"].lower()]
        if match["year"]:
            yield Phrase(match.start(), match.end(), month_days(int(match["year"]), month, None, None), "stated")
        else:
            days = nearest(month, None, None, anchor) if anchor else None
            yield Phrase(match.start(), match.end("month"), days, "date_published")


def _months_named(text: str, words: DayWords) -> Iterator[re.Match[str]]:
    for name in (_CAPITAL_MONTHS if words.capitals else _MONTHS) & letters(text):
        for position in places(text, name):
            match = _MONTH_NAME.match(text, position)
            if match and len(match["month"]) == len(name) and not text[position - 1 : position].isalpha():
                yield match


def _relatives(text: str, anchor: Days | None, words: DayWords) -> Iterator[Phrase]:
    """`gestern`, `la semaine dernière`, `el próximo año`."""
    for phrase, shift in words.near.items():
        for start in places(text, phrase):
            end = start + len(phrase)
            if text[end : end + 1].isalpha() or text[start - 1 : start].isalpha():
                continue
            if phrase in _MORNINGS and _word_before(text, start) in _THE:
                continue
            yield Phrase(start, end, near_day(shift, anchor) if anchor else None, "date_published")
    for unit in words.units.keys() & letters(text):
        for position in places(text, unit):
            start, end = position, position + len(unit)
            if text[end : end + 1].isalpha() or text[start - 1 : start].isalpha():
                continue
            before = _word_before(text, start)
            after = text[end : end + 14].split(maxsplit=1)
            behind = after[0].lower().rstrip(',.;:)»“"') if after and text[end : end + 1] == " " else ""
            step = _step(behind, words)
            if step is not None:
                end += 1 + len(behind)
            elif (step := _step(before, words)) is not None:
                start -= 1 + len(before)
            else:
                continue
            days = period(step, words.units[unit], anchor) if anchor else None
            yield Phrase(start, end, days, "date_published")


def _step(word: str, words: DayWords) -> int | None:
    return -1 if word in words.last else 1 if word in words.next else 0 if word in words.this else None


_THE = frozenset(("la", "una", "de", "am", "der", "esta", "cada"))


def _agos(text: str, anchor: Days | None, words: DayWords, grammar: Numerals) -> Iterator[Phrase]:
    """`vor zwei Wochen`, `il y a 20 ans`, `hace tres días`."""
    if words.ago_forms.isdisjoint(letters(text)):
        return
    if words.ago_lead:
        starts = [start for lead in words.ago_lead for start in places(text, lead)]
        matches = [match for start in starts if (match := words.ago.match(text, start))]
    else:
        matches = list(words.ago.finditer(text)) if words.ago_tail in text else []
    for match in matches:
        written = match["number"]
        if written.lower() in _AN_ARTICLE:
            amount = 1.0
        else:
            known = written[0].isdigit() or written.lower() in grammar.small
            number = number_at(text, match.start("number"), match.end("number"), grammar) if known else None
            if number is None:
                continue
            amount = number.value
        days = shifted(anchor, amount, words.ago_units[match["unit"].lower()]) if anchor else None
        yield Phrase(match.start(), match.end(), days, "date_published")
