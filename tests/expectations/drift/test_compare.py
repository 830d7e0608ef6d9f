"""Bands: what is usual, what is not, and what teaches."""

from __future__ import annotations

import random
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

import pytest

from expectations.drift.compare import Compared, compare
from expectations.drift.series import Point, lessons
from expectations.drift.settings import Drift

FIRST = datetime(2026, 1, 5, 6, tzinfo=UTC)
HOUR = timedelta(hours=1)


def points(
    values: Sequence[float | None], records: int = 50, spread: float | None = None, every: timedelta = 24 * HOUR
) -> list[Point]:
    return [Point(FIRST + place * every, value, records, spread) for place, value in enumerate(values)]


def volumes(values: Sequence[float], every: timedelta = 24 * HOUR) -> list[Point]:
    return [Point(FIRST + place * every, value, int(value)) for place, value in enumerate(values)]


def next_run(
    history: Sequence[Point], value: float | None, records: int = 50, after: timedelta = 24 * HOUR
) -> Compared:
    measure = "volume" if all(p.value == p.records for p in history) else "fill_rate"
    return compare(measure, Point(history[-1].started + after, value, records), history, Drift())


def breaks(found: Compared, value: float) -> bool:
    return found.band is not None and not found.band.low <= value <= found.band.high


def test_a_steady_share_that_falls_breaks_its_band() -> None:
    history = points([0.97, 0.98, 0.96, 0.97, 1.0, 0.97, 0.95, 0.98])
    found = next_run(history, 0.03)
    assert found.band is not None
    assert 0.95 < found.band.usual < 1
    assert breaks(found, 0.03)
    assert not breaks(found, 0.93)


def test_nothing_is_usual_before_enough_runs_or_records() -> None:
    assert next_run(points([1.0] * 6), 0.0).band is None
    assert next_run(points([1.0] * 8, records=3), 0.0, records=3).band is None
    assert next_run(points([1.0] * 8), 0.0).band is not None


def test_the_fewer_records_the_wider_the_band() -> None:
    history = points([0.8] * 20)
    wide, narrow = next_run(history, 0.5, records=4).band, next_run(history, 0.5, records=400).band
    assert wide
    assert narrow
    assert wide.low < 0.3 < 0.55 < narrow.low


def test_a_change_smaller_than_the_floor_is_none_however_many_records() -> None:
    history = points([1.0] * 20, records=100_000)
    assert not breaks(next_run(history, 0.93, records=100_000), 0.93)
    assert breaks(next_run(history, 0.85, records=100_000), 0.85)


def test_two_runs_together_break_a_band_that_one_alone_does_not() -> None:
    history = points([0.9] * 20, records=6)
    alone = compare("fill_rate", Point(FIRST + timedelta(20), 0.2, 6), history, Drift())
    low = next_run([*history[:-1], history[-1]._replace(value=0.35)], 0.2, records=6)
    assert alone.band
    assert low.band
    assert low.band.low > alone.band.low


def test_only_one_side_counts_where_the_other_is_good_news() -> None:
    history = points([0.4] * 20)
    now = Point(FIRST + timedelta(20), 0.0, 50)
    assert not breaks(compare("quarantined_share", now, history, Drift()), 0.0)
    assert breaks(compare("quarantined_share", now, history, Drift()), 0.95)


class TestLessons:
    def test_breaches_do_not_teach(self) -> None:
        history = points([0.9] * 15)
        broken = [Point(FIRST + timedelta(15 + day), 0.0, 50, is_breach=True, usual=0.9) for day in range(5)]
        found = next_run([*history, *broken], 0.0)
        assert found.runs_known == 15
        assert breaks(found, 0.0)

    def test_a_change_that_lasts_is_learnt_anew(self) -> None:
        history = points([0.9] * 15)
        broken = [Point(FIRST + timedelta(15 + day), 0.1, 50, is_breach=True, usual=0.9) for day in range(10)]
        found = next_run([*history, *broken], 0.1)
        assert not breaks(found, 0.1)
        assert breaks(found, 0.9)
        assert found.learnt_from == 0.9
        later = [*history, *broken, Point(FIRST + timedelta(25), 0.1, 50, usual=0.1)]
        assert next_run(later, 0.1).learnt_from is None
        assert breaks(next_run(later, 0.9), 0.9)

    def test_breaches_to_both_sides_are_no_change_that_lasts(self) -> None:
        history = points([0.5] * 10)
        broken = [
            Point(FIRST + timedelta(10 + day), float(day % 2), 50, is_breach=True, usual=0.5) for day in range(12)
        ]
        assert [p.value for p in lessons([*history, *broken], 10).points] == [0.5] * 10


class TestVolume:
    def test_nothing_at_all_and_five_times_as_much(self) -> None:
        found = next_run(volumes([40, 44, 38, 41, 40, 39, 42] * 3), 0.0)
        assert breaks(found, 0)
        assert breaks(found, 200)
        assert not breaks(found, 55)

    def test_the_rhythm_of_the_week(self) -> None:
        weeks = volumes([100, 104, 96, 101, 99, 22, 18] * 4)
        assert not breaks(next_run(weeks, 100, after=24 * HOUR), 100)  # a Monday
        assert breaks(next_run(weeks, 20, after=24 * HOUR), 20)
        saturday = next_run(weeks[:-2], 20, after=24 * HOUR)
        assert not breaks(saturday, 20)
        assert breaks(saturday, 100)

    def test_the_first_weekend_is_no_alarm(self) -> None:
        assert not breaks(next_run(volumes([100, 97, 105, 99, 102, 40, 45, 100, 98, 96, 101, 103]), 38), 38)

    def test_a_run_soon_after_another_brings_little(self) -> None:
        history = volumes([40] * 20)
        assert not breaks(next_run(history, 0, after=HOUR / 6), 0)

    def test_a_run_after_a_pause_brings_more(self) -> None:
        history = volumes([40] * 20)
        assert not breaks(next_run(history, 160, after=96 * HOUR), 160)
        assert breaks(next_run(history, 600, after=96 * HOUR), 600)

    def test_a_first_run_over_an_archive_teaches_nothing_of_volume(self) -> None:
        found = next_run(volumes([50_000, *[40] * 15]), 38)
        assert found.band
        assert 38 < found.band.usual < 42


def test_lag_may_grow_with_a_pause() -> None:
    history = points([8.0, 9.0, 7.5] * 6, spread=5.0)

    def after(pause: float, value: float) -> Compared:
        return compare("lag_hours", Point(history[-1].started + pause * HOUR, value, 50), history, Drift())

    assert breaks(after(24, 32), 32)
    assert not breaks(after(72, 32), 32)


@pytest.mark.parametrize("measure", ["fill_rate", "typical_words", "lag_hours", "volume", "recent_share"])
def test_bands_are_in_order_and_finite(measure: str) -> None:
    rng = random.Random(5)
    for _ in range(200):
        scale = 1.0 if measure in ("fill_rate", "recent_share") else 500.0
        history = [
            Point(FIRST + timedelta(day), rng.choice((0.0, scale, rng.random() * scale)), rng.randrange(1, 90),
                  rng.choice((None, 0.0, 0.4)), rng.random() < 0.2, rng.random() * scale)
            for day in range(rng.randrange(7, 40))
        ]  # fmt: skip
        now = Point(FIRST + timedelta(41), rng.random() * scale, rng.randrange(1, 90), 0.3)
        band = compare(measure, now, history, Drift()).band
        if band is not None:
            assert band.low <= band.usual <= band.high < float("inf")
