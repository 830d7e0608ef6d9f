"""The numbers of drift: what may be set, and to what."""

from __future__ import annotations

import pytest

from expectations.drift.settings import DRIFT_DEFAULTS, Drift, DriftError, drift


def test_what_is_given_goes_before_the_defaults() -> None:
    assert drift({"width": 5}) == Drift(width=5)
    assert set(DRIFT_DEFAULTS) == set(Drift._fields)


@pytest.mark.parametrize(
    ("given", "part"),
    [
        ({"widht": 4.0}, "valid: runs_compared"),
        ({"width": -1.0}, "at least 0"),
        ({"width": float("nan")}, "width is nan"),
        ({"runs_learning": 1.0}, "at least 3"),
        ({"runs_compared": 8.0}, "runs_until_learnt"),
    ],
)
def test_what_makes_no_sense_is_refused(given: dict[str, float], part: str) -> None:
    with pytest.raises(DriftError, match=part):
        drift(given)
