"""Figures are set for the eye and keep their exact value."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from warehouse.report.figures import (
    Figures,
    day_and_time,
    duration,
    grouped,
    hours,
    measured,
    percentage,
    signed,
    whole_percent,
)


@pytest.mark.parametrize(
    ("percent", "shown"),
    [
        (0, "0 %"),
        (100.0, "100 %"),
        (0.004, "< 0.1 %"),
        (99.98, "> 99.9 %"),
        (33.333, "33.3 %"),
        (0.1, "0.1 %"),
        (None, "–"),
    ],
)
def test_percentages_never_round_a_record_away(percent: float | None, shown: str) -> None:
    assert percentage(percent) == shown


@settings(deadline=None, max_examples=200)
@given(st.floats(0, 100))
def test_all_and_none_are_exact(percent: float) -> None:
    assert (percentage(percent) == "100 %") == (percent == 100)
    assert (percentage(percent) == "0 %") == (percent == 0)


@pytest.mark.parametrize(
    ("seconds", "shown"),
    [(0.123, "0.12 s"), (8.44, "8.4 s"), (59.94, "59.9 s"), (59.97, "1 min 00 s"), (125, "2 min 05 s"),
     (3599.9, "1 h 00 min"), (3725, "1 h 02 min"), (None, "–")],
)  # fmt: skip
def test_durations(seconds: float | None, shown: str) -> None:
    assert duration(seconds) == shown


def test_counts_and_days() -> None:
    assert grouped(4293) == "4,293"
    assert day_and_time("2026-11-01T10:10:00.000Z") == "1 November 2026, 10:10 UTC"


def test_a_figure_carries_its_name_and_value() -> None:
    figures = Figures(
        {"counts": {"seen": 4293}, "rates": [{"a": 0.5}], "status": "gate_failed", "at": "2026-11-01T10:10:00Z"}
    )
    assert figures.count("counts", "seen") == '<data value="4293" data-fact="counts.seen">4,293</data>'
    assert figures.share("rates", 0, "a") == '<data value="0.5" data-fact="rates.0.a">50.0 %</data>'
    assert figures.words("status") == '<data value="gate_failed" data-fact="status">gate failed</data>'
    assert 'datetime="2026-11-01T10:10:00Z" data-fact="at"' in figures.instant("at")


def test_names_of_facts_are_escaped() -> None:
    assert "<b>" not in Figures({'"><b>': 1}).count('"><b>')


@pytest.mark.parametrize(
    ("value", "shown"),
    [(0.0, "0 min"), (0.2, "12 min"), (5.24, "5.2 h"), (74.4, "3.1 days"), (-2.0, "−2.0 h"), (None, "–")],
)
def test_hours_are_told_in_the_unit_that_reads_best(value: float | None, shown: str) -> None:
    assert hours(value) == shown


@pytest.mark.parametrize(("share", "shown"), [(0.0, "0"), (0.001, "1"), (0.5, "50"), (0.999, "99"), (1.0, "100")])
def test_cells_never_round_to_all_or_none(share: float, shown: str) -> None:
    assert whole_percent(share) == shown


@pytest.mark.parametrize(("value", "shown"), [(3, "+3"), (-1200, "−1,200"), (0, "±0")])
def test_differences_have_a_sign(value: int, shown: str) -> None:
    assert signed(value) == shown


def test_measures_are_told_in_their_unit() -> None:
    assert measured("volume", 40.0) == "40"
    assert measured("lag_hours", 5.0) == "5.0 h"
    assert measured("fill_rate", 0.03) == "3.0 %"


@settings(deadline=None, max_examples=100)
@given(st.floats(0, 1))
def test_the_fuller_the_stronger(share: float) -> None:
    figures = Figures({"share": share, "none": None})
    assert figures.heat("share") == f"heat-{min(int(share * 10), 9)}"
    assert figures.heat("none") == "heat-none"
