"""Dated phrases in other languages than English, resolved against Thursday, 23 April 2020."""

from __future__ import annotations

from datetime import date

import pytest

from flows.parse.fields.times import time_expressions
from tests.flows.parse.fields.statements import SIZE, body, seconds

THURSDAY = (date(2020, 4, 23), date(2020, 4, 23))


@pytest.mark.parametrize(
    ("language", "text", "phrase", "first", "last", "basis"),
    [
        ("de", "Das geschah am 3. Oktober 2019 dort.", "3. Oktober 2019", "2019-10-03", "2019-10-03", "stated"),
        ("de", "Das geschah bis zum 31.10.2019 dort.", "31.10.2019", "2019-10-31", "2019-10-31", "stated"),
        ("de", "Das geschah im März dort.", "März", "2020-03-01", "2020-03-31", "date_published"),
        ("de", "Das geschah seit 1998 dort.", "1998", "1998-01-01", "1998-12-31", "stated"),
        ("de", "Das geschah am Mittwochabend dort.", "Mittwochabend", "2020-04-22", "2020-04-22", "date_published"),
        ("de", "Das geschah vergangenen Donnerstag.", "Donnerstag", "2020-04-16", "2020-04-23", "date_published"),
        ("de", "Der Rat wird am Freitag tagen.", "Freitag", "2020-04-24", "2020-04-24", "date_published"),
        ("de", "Das geschah vergangene Woche.", "vergangene Woche", "2020-04-13", "2020-04-19", "date_published"),
        ("de", "Das geschah vor drei Tagen.", "vor drei Tagen", "2020-04-20", "2020-04-20", "date_published"),
        ("de", "Das geschah gestern.", "gestern", "2020-04-22", "2020-04-22", "date_published"),
        ("fr", "Il a ouvert le 1er août 2019.", "1er août 2019", "2019-08-01", "2019-08-01", "stated"),
        ("fr", "Il a ouvert mercredi dernier.", "mercredi", "2020-04-22", "2020-04-22", "date_published"),
        ("fr", "Ils se retrouveront mardi.", "mardi", "2020-04-28", "2020-04-28", "date_published"),
        ("fr", "Il a ouvert le mois dernier.", "mois dernier", "2020-03-01", "2020-03-31", "date_published"),
        ("fr", "Il a ouvert il y a trois jours.", "il y a trois jours", "2020-04-20", "2020-04-20", "date_published"),
        ("fr", "Il a ouvert en juin 2019.", "juin 2019", "2019-06-01", "2019-06-30", "stated"),
        ("es", "Abrió el 12 de marzo de 2019.", "12 de marzo de 2019", "2019-03-12", "2019-03-12", "stated"),
        ("es", "Abrió el miércoles.", "miércoles", "2020-04-22", "2020-04-22", "date_published"),
        ("es", "Abrirá el próximo viernes.", "viernes", "2020-04-24", "2020-04-24", "date_published"),
        ("es", "Abrió el año pasado.", "año pasado", "2019-01-01", "2019-12-31", "date_published"),
        ("es", "Abrió hace tres días.", "hace tres días", "2020-04-20", "2020-04-20", "date_published"),
        ("it", "Ha aperto la scorsa settimana.", "scorsa settimana", "2020-04-13", "2020-04-19", "date_published"),
        ("it", "Ha aperto tre giorni fa.", "tre giorni fa", "2020-04-20", "2020-04-20", "date_published"),
        ("nl", "Het ging vorig jaar open.", "vorig jaar", "2019-01-01", "2019-12-31", "date_published"),
        ("pt", "Abriu na segunda-feira passada.", "segunda-feira", "2020-04-20", "2020-04-20", "date_published"),
    ],
)
def test_readings(language: str, text: str, phrase: str, first: str, last: str, basis: str) -> None:
    (row,) = time_expressions(body(text), THURSDAY, language)
    assert (row.text, str(row.earliest), str(row.latest), row.basis) == (phrase, first, last, basis)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("de", "Jeden Montag regnet es am Morgen."),
        ("fr", "Chaque lundi, il pleut."),
        ("es", "Cada lunes llueve por la mañana."),
        ("it", "È arrivata a Mar-a-Lago."),
        ("ja", "2019"),
    ],
)
def test_words_that_only_look_like_dates(language: str, text: str) -> None:
    assert time_expressions(body(text), THURSDAY, language) == []


@pytest.mark.parametrize("language", ["en", "de", "fr", "es", "it", "nl"])
@pytest.mark.parametrize(
    "word", ["1 ", "3. Mai 2019 ", "lundi ", "Montag ", "Monday ", "May ", "vor zwei Wochen ", "2019 "]
)
def test_hostile_texts_take_linear_time(language: str, word: str) -> None:
    whole = body(word * (SIZE // len(word)))
    assert seconds(lambda: time_expressions(whole, THURSDAY, language)) < 0.2
