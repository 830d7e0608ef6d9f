"""Time expressions: found, and resolved against the day of publication."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings

from flows.parse.fields.times import time_expressions
from tests.flows.parse.fields.statements import ANY_TEXT, HOSTILE, SEED, body, seconds

THURSDAY = (date(2020, 4, 23), date(2020, 4, 23))


def test_seed_article() -> None:
    rows = time_expressions(body(*SEED), (date(2019, 12, 31), date(2020, 1, 1)))
    assert [(row.text, row.earliest, row.latest) for row in rows] == [
        ("Tuesday", date(2019, 12, 31), date(2019, 12, 31)),
        ("today", date(2019, 12, 31), date(2020, 1, 1)),
        ("Tuesday", date(2019, 12, 31), date(2019, 12, 31)),
        ("2020", date(2020, 1, 1), date(2020, 12, 31)),
    ]


@pytest.mark.parametrize(
    ("text", "phrase", "first", "last", "basis"),
    [
        ("It opened on March 4, 2019.", "March 4, 2019", "2019-03-04", "2019-03-04", "stated"),
        ("It opened on 4 March 2019.", "4 March 2019", "2019-03-04", "2019-03-04", "stated"),
        ("It opened in March 2019.", "March 2019", "2019-03-01", "2019-03-31", "stated"),
        ("It opened on 2019-03-04 there.", "2019-03-04", "2019-03-04", "2019-03-04", "stated"),
        ("It opened in 1998.", "1998", "1998-01-01", "1998-12-31", "stated"),
        ("It ran April 20-22 there.", "April 20-22", "2020-04-20", "2020-04-22", "date_published"),
        ("It opened on Dec. 30 there.", "Dec. 30", "2019-12-30", "2019-12-30", "date_published"),
        ("It opened on Thursday.", "Thursday", "2020-04-23", "2020-04-23", "date_published"),
        ("It opened on Friday.", "Friday", "2020-04-17", "2020-04-17", "date_published"),
        ("It will open on Friday.", "Friday", "2020-04-24", "2020-04-24", "date_published"),
        ("It opened yesterday.", "yesterday", "2020-04-22", "2020-04-22", "date_published"),
        ("The court ruled so in August.", "August", "2019-08-01", "2019-08-31", "date_published"),
        ("It will open in August.", "August", "2020-08-01", "2020-08-31", "date_published"),
        ("It opened last month.", "last month", "2020-03-01", "2020-03-31", "date_published"),
        ("It opens next week.", "next week", "2020-04-27", "2020-05-03", "date_published"),
        ("It opened last year.", "last year", "2019-01-01", "2019-12-31", "date_published"),
        ("It opened three days ago.", "three days ago", "2020-04-20", "2020-04-20", "date_published"),
    ],
)
def test_readings(text: str, phrase: str, first: str, last: str, basis: str) -> None:
    (row,) = time_expressions(body(text), THURSDAY)
    assert (row.text, str(row.earliest), str(row.latest), row.basis) == (phrase, first, last, basis)


def test_without_a_day_of_publication_a_relative_phrase_has_no_days() -> None:
    (row,) = time_expressions(body("It opened on Tuesday."), None)
    assert (row.text, row.earliest, row.latest, row.basis) == ("Tuesday", None, None, None)


@pytest.mark.parametrize(
    "text", ["Theresa May may march.", "They met 2000 people.", "Every Tuesday it rains.", "Super Tuesday came."]
)
def test_words_that_only_look_like_dates(text: str) -> None:
    assert time_expressions(body(text), THURSDAY) == []


@settings(deadline=None, max_examples=150)
@given(ANY_TEXT)
def test_offsets_hold_and_days_are_in_order_on_any_text(text: str) -> None:
    whole = body(text, text)
    for row in time_expressions(whole, (date(2019, 12, 31), date(2020, 1, 2))):
        assert whole.text[row.body_start : row.body_end] == row.text != ""
        assert row.earliest is None or row.latest is None or row.earliest <= row.latest


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_texts_take_linear_time(name: str) -> None:
    whole = body(HOSTILE[name])
    assert seconds(lambda: time_expressions(whole, THURSDAY)) < 0.2
