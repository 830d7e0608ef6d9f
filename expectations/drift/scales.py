"""On which scale a measure is compared, and how much chance there is in a value measured on n records.

Each scale makes chance as large everywhere as it can be made: shares by the arcsine of their root
(Anscombe 1948, doi:10.1093/biomet/35.3-4.246), lengths by their logarithm; `rhythm` has that of counts.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

import numpy as np

MEDIAN_ERROR = 1.2533  # of a median, in those of a mean: the root of π/2
TRIMMED_ERROR = 1.07  # of a mean of the middle four fifths

Values = Any  # a number, or a numpy array of them


class Scale(NamedTuple):
    """`there` takes a value measured on n records onto the scale, `back` returns it; `chance` is the standard error
    of a value on the scale, from n records and the standard deviation among them. `mean` and `unmean`: on what a mean
    over several runs is taken. No value is above `most`.
    """

    there: Callable[[Values, Values], Values]
    back: Callable[[Values, Values], Values]
    chance: Callable[[Values, float], Values]
    mean: Callable[[Values], Values] = lambda value: value
    unmean: Callable[[Values], Values] = lambda value: value
    most: float = np.inf


def _share(value: Values, n: Values) -> Values:
    return np.arcsin(np.sqrt(np.minimum(1.0, (value * n + 0.375) / (n + 0.75))))


def _share_back(y: Values, n: Values) -> Values:
    inside = min(np.pi / 2, max(0.0, y))
    return min(1.0, max(0.0, ((n + 0.75) * np.sin(inside) ** 2 - 0.375) / n))


def _log(value: Values) -> Values:
    return np.log(np.maximum(value, 0.5))


SHARE = Scale(_share, _share_back, lambda n, _: 0.5 / np.sqrt(n + 0.5), most=1.0)
RATIO = Scale(
    lambda value, _: _log(value), lambda y, _: np.exp(y), lambda n, spread: TRIMMED_ERROR * spread / np.sqrt(n),
    _log, np.exp,
)  # fmt: skip
HOURS = Scale(lambda value, _: value, lambda y, _: y, lambda n, spread: MEDIAN_ERROR * spread / np.sqrt(n))

SCALES: Mapping[str, Scale] = {
    "fill_rate": SHARE, "typical_words": RATIO, "quarantined_share": SHARE, "rejected_share": SHARE,
    "truncated_share": SHARE, "recent_share": SHARE, "lag_hours": HOURS, "headline_suffix_share": SHARE,
}  # fmt: skip
