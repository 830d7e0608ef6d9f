"""The geometry of the charts is in proportion, and hides nothing."""

from __future__ import annotations

import itertools
import re

from hypothesis import given, settings
from hypothesis import strategies as st

from schemas.vocabularies import OUTCOMES
from warehouse.report.page.charts import GAP, HEIGHT, LEAST, WIDTH, columns, line, stacked

COUNTS = st.fixed_dictionaries({name: st.integers(0, 10**6) for name in OUTCOMES})


@settings(deadline=None, max_examples=150)
@given(COUNTS)
def test_bar_fills_its_width_and_shows_every_outcome(counts: dict[str, int]) -> None:
    bar = stacked(counts)
    assert [part.outcome for part in bar] == [name for name in OUTCOMES if counts[name]]
    assert all(part.size >= LEAST - GAP - 0.1 for part in bar)
    assert all(after.start >= part.start + part.size - 0.002 for part, after in itertools.pairwise(bar))
    if bar:
        assert bar[0].start == 0
        assert abs(bar[-1].start + bar[-1].size - WIDTH) < 0.1


def test_proportion() -> None:
    half = stacked({"accepted": 50, "quarantined": 50, "rejected": 0, "skipped": 0})
    assert [(part.start, part.size) for part in half] == [(0, WIDTH / 2 - GAP), (WIDTH / 2, WIDTH / 2)]


@settings(deadline=None, max_examples=100)
@given(st.lists(COUNTS, max_size=30))
def test_columns_stand_on_the_ground_within_the_frame(runs: list[dict[str, int]]) -> None:
    found = columns(runs)
    assert len(found) == len(runs)
    for column in found:
        assert 0 <= column.x < column.x + column.width <= WIDTH
        for part in column.segments:
            assert part.size > 0
            assert -0.01 <= part.start <= part.start + part.size <= HEIGHT + 0.1
        if column.segments:
            assert abs(column.segments[-1].start + column.segments[-1].size - HEIGHT) < 0.1


def test_nothing_taken_in_is_an_empty_column() -> None:
    assert columns([{"accepted": 0, "quarantined": 0, "rejected": 0, "skipped": 9}])[0].segments == []


def test_a_line_has_gaps_where_there_is_no_value() -> None:
    assert line([None] * 12, 1) == ("", "")
    drawn = line([0.0, None, 1.0, 0.5, *[None] * 8], 1)
    assert drawn.path == "M4.167 100h0M20.83 0L29.17 50"
    assert drawn.last == "M29.17 50h0"


@settings(deadline=None, max_examples=100)
@given(st.lists(st.none() | st.floats(-10, 1000), max_size=40), st.sampled_from([0.0, 1.0, 500.0]))
def test_every_value_is_drawn_once_and_within_the_frame(values: list[float | None], highest: float) -> None:
    drawn = line(values, highest)
    assert drawn.path.count("M") + drawn.path.count("L") == sum(value is not None for value in values)
    numbers = [float(number) for number in re.findall(r"[ML]([\d.e-]+) ", drawn.path)]
    assert numbers == sorted(numbers)
    assert all(0 <= number <= WIDTH for number in numbers)
