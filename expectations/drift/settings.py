"""The numbers that the comparison of a run with earlier ones goes by; `[drift]` in a copydesk.toml sets them."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import NamedTuple


class Drift(NamedTuple):
    """All of them, with their defaults.

    A band is the usual value ± `width` standard deviations: those between runs and those that so few records as this
    run's bring by chance. The `*_floor`s are the least change that counts, however steady a value was.
    """

    runs_compared: float = 30  # earlier runs, at most
    runs_learning: float = 7  # earlier runs before anything is a breach
    records_learning: float = 30  # records in these runs, too
    runs_until_learnt: float = 10  # after so many runs in a row a change is what is usual
    records_measured: float = 5  # records in one run from which on a source is followed
    width: float = 3.5
    width_volume: float = 3.0
    width_words: float = 3.1
    volume_floor: float = 0.5  # of the usual: half of it, or twice as much
    fill_floor: float = 0.10  # shares of records
    share_floor: float = 0.05  # of quarantined, rejected, cut records, of old dates
    suffix_floor: float = 0.20
    words_floor: float = 0.20  # of the usual length
    lag_floor: float = 4.0  # hours


DRIFT_DEFAULTS: dict[str, float] = Drift()._asdict()
LEAST: Mapping[str, float] = {"runs_learning": 3, "runs_until_learnt": 3, "runs_compared": 7, "records_measured": 1}


class DriftError(ValueError):
    """A number of `[drift]` that cannot be used; the message says what is valid."""


def drift(given: Mapping[str, float]) -> Drift:
    """The numbers, those `given` in place of the defaults. DriftError if one is unknown or makes no sense."""
    for name, value in given.items():
        if name not in DRIFT_DEFAULTS:
            raise DriftError(f"[drift] knows no {name!r}; valid: {', '.join(DRIFT_DEFAULTS)}")
        if not math.isfinite(value) or value < LEAST.get(name, 0):
            raise DriftError(f"[drift] {name} is {value}; it must be at least {LEAST.get(name, 0):g}")
    settings = Drift(**given)
    if settings.runs_compared < max(settings.runs_learning, settings.runs_until_learnt):
        raise DriftError(
            f"[drift] runs_compared is {settings.runs_compared:g}; it must be at least runs_learning "
            f"({settings.runs_learning:g}) and runs_until_learnt ({settings.runs_until_learnt:g})"
        )
    return settings
