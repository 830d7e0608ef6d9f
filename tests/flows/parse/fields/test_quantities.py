"""Quantities: value, modifier, unit, and everything that only looks like one."""

from __future__ import annotations

import math

import pytest
from hypothesis import given, settings

from flows.parse.fields.quantities import quantities
from tests.flows.parse.fields.statements import ANY_TEXT, HOSTILE, SEED, body, seconds


def test_seed_article() -> None:
    rows = quantities(body(*SEED))
    assert [(row.text, row.value, row.modifier, row.unit) for row in rows] == [
        ("about 750 soldiers", 750, "about", "soldiers"),
        ("750 troops", 750, None, "troops"),
        ("as many as 4,000 troops", 4000, "up_to", "troops"),
        ("More than 5,000 U.S. troops", 5000, "more_than", "troops"),
    ]


@pytest.mark.parametrize(
    ("phrase", "value", "high", "modifier", "unit"),
    [
        ("two dozen boats", 24, None, None, "boats"),
        ("half a million votes", 500_000, None, None, "votes"),
        ("three and a half years", 3.5, None, None, "years"),
        ("one hundred and twenty homes", 120, None, None, "homes"),
        ("a thousand sheep", 1000, None, None, "sheep"),
        ("$5.7 billion", 5.7e9, None, None, "USD"),
        ("over €300,000", 300_000, None, "more_than", "EUR"),
        ("between 10 and 12 million tonnes", 10e6, 12e6, None, "tonnes"),
        ("$5-$7 million", 5e6, 7e6, None, "USD"),
        ("10 to 30 million dollars", 10e6, 30e6, None, "USD"),
        ("at least 20 injured", 20, None, "at_least", "injured"),
        ("fewer than 12 rounds", 12, None, "less_than", "rounds"),
        ("nearly half of voters", 0.5, None, "about", "voters"),
        ("two-thirds of members", 0.6667, None, None, "members"),
        ("three in four Americans", 0.75, None, None, "Americans"),
        ("16% to 28%", 16, 28, None, "percent"),
        ("2.5 percentage points", 2.5, None, None, "percentage points"),
        ("87 mph", 87, None, None, "mph"),
        ("256GB", 256, None, None, "GB"),
        ("8.5p", 8.5, None, None, "pence"),
        ("A$12m", 12e6, None, None, "AUD"),
        ("898 haunted properties", 898, None, None, "properties"),
        ("minus 4 degrees Celsius", -4, None, None, "degrees Celsius"),
        ("$1.2bn", 1.2e9, None, None, "USD"),
        ("Rs 500 crore", 5e9, None, None, "INR"),
        ("¥2 trillion", 2e12, None, None, "JPY"),
        ("half a mile", 0.5, None, None, "mile"),
        ("2 1/2 pounds", 2.5, None, None, "pounds"),
        ("half a dozen eggs", 6, None, None, "eggs"),
        ("just over 70%", 70, None, "more_than", "percent"),
        ("100 megabits per second", 100, None, None, "megabits per second"),
        ("900 kilowatt-hours", 900, None, None, "kilowatt-hours"),
        ("50 US troops", 50, None, None, "troops"),
        ("1.1m residential real-estate transactions", 1.1e6, None, None, "transactions"),
    ],
)
def test_readings(phrase: str, value: float, high: float | None, modifier: str | None, unit: str) -> None:
    (row,) = quantities(body(f"They counted {phrase}."))
    assert (row.text, row.value, row.value_high, row.modifier, row.unit) == (phrase, value, high, modifier, unit)


def test_two_values_of_a_change_are_two_rows() -> None:
    assert [row.value for row in quantities(body("Output rose from 88,000 to 138,000 barrels."))] == [88_000, 138_000]


@pytest.mark.parametrize(
    "text",
    [
        "It was built in 1998 and closed on March 4, 2019, or 4 March.",
        "The meeting is at 8:30 a.m. on the 3rd floor, or 7 pm.",
        "An MV-22 of the 82nd Airborne flew over.",
        "The rapper, 43, and the 43-year-old singer left. He was 14.",
        "Milldale won 3-2 on Sunday.",
        "Call 555-013-4477 now.",
        "The S&P 500 and the iPhone 11 are names, as is Proposition 8.",
        "See page 12 of chapter 4, flight 370, No. 5.",
        "They work 24/7 at G-7 meetings on COVID-19.",
        "In the 1960s, hundreds of people and millions of birds came.",
        "One man and one of the women left in his 30s.",
        "The third man came first; the two left.",
        "The Group of Seven met.",
        "The vote was 58 to 31, and the bill passed by 212 to 87.",
        "She died at 91. At 70, he is as old. The oldest, Jane Roe (53), left.",
        "The boys, ages 6 and 2, and a 9-month-old girl.",
        "They met between May 23 and 25, at six in the morning.",
        "Section 230, Bill 21, Flight 93, Route 66 and mile 25 are labels, as is 020 7946 0018.",
        "A 2016 study of the potential 2020 presidential candidates hit a 3-pointer.",
        "Now a seventh is to be opened.",
        '"60 Minutes" was on.',
    ],
)
def test_numbers_that_are_no_quantities(text: str) -> None:
    assert quantities(body(text)) == []


def test_over_a_span_of_time_is_during_it() -> None:
    rows = quantities(body("They spent it over five years, on roads that are over 20 years old."))
    assert [(row.text, row.modifier) for row in rows] == [("five years", None), ("over 20 years", "more_than")]


def test_a_table_of_numbers_is_no_prose() -> None:
    assert quantities(body("1 2 3 4 " * 200)) == []


@settings(deadline=None, max_examples=200)
@given(ANY_TEXT)
def test_offsets_hold_and_values_are_finite_on_any_text(text: str) -> None:
    whole = body(text, text)
    for row in quantities(whole):
        assert whole.text[row.body_start : row.body_end] == row.text != ""
        assert math.isfinite(row.value) and (row.value_high is None or row.value_high >= row.value)


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_texts_take_linear_time(name: str) -> None:
    whole = body(HOSTILE[name])
    assert seconds(lambda: quantities(whole)) < 0.2
