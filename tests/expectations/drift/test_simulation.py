"""The floors of the simulation in tests/benchmarks/drift.py, on a few seeds."""

from __future__ import annotations

from tests.benchmarks.drift import BREAKAGES, Score, simulate


def test_breakages_are_caught_and_alarms_are_rare() -> None:
    score = Score()
    for seed in (1, 2, 3):
        simulate(seed, score)
    planted, caught = score.planted.total(), score.caught.total()
    assert planted == 3 * 2 * len(BREAKAGES)
    assert caught >= 0.94 * planted, score.missed
    assert all(volume < 12 for _, volume, *_ in score.missed)  # where chance alone can look like it
    assert score.alarm_days <= 0.01 * score.clean_days, score.alarms
