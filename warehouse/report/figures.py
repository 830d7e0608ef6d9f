"""Figures as HTML: set for the eye, with the fact's name and exact value beside them.

Whatever shows a fact carries `data-fact`, the fact's name. A number stands in `<data value="4280"
data-fact="counts.accepted">4,280</data>`, a value of a vocabulary likewise, an instant in `<time datetime=…>`; any
other element with `data-fact` holds the fact's text as it is. The value is looked up under the name that is written:
the two cannot differ.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from markupsafe import Markup

from warehouse.report.visible import visible

MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
NONE = "–"


def grouped(value: int | None) -> str:
    """4293 → `4,293`."""
    return NONE if value is None else f"{value:,}"


def percentage(percent: float | None) -> str:
    """One decimal; 100 and 0 only for all and none, so that a single record is never rounded away."""
    if percent is None:
        return NONE
    if 0 < percent < 0.1:
        return "< 0.1 %"
    if 99.9 < percent < 100:
        return "> 99.9 %"
    return f"{percent:.1f} %" if percent % 100 else f"{percent:.0f} %"


def duration(seconds: float | None) -> str:
    """`0.12 s`, `8.4 s`, `2 min 05 s`, `1 h 02 min`."""
    if seconds is None:
        return NONE
    if seconds < 59.95:
        return f"{seconds:.2f} s" if seconds < 0.995 else f"{seconds:.1f} s"
    minutes, rest = divmod(round(seconds), 60)
    return f"{minutes} min {rest:02d} s" if minutes < 60 else f"{minutes // 60} h {minutes % 60:02d} min"


def day_and_time(iso: str) -> str:
    """`1 November 2026, 10:10 UTC`, whatever the locale."""
    instant = datetime.fromisoformat(iso)
    return f"{instant.day} {MONTHS[instant.month - 1]} {instant.year}, {instant:%H:%M} UTC"


def day(iso: str) -> str:
    """`1 Nov 2026`."""
    instant = datetime.fromisoformat(iso)
    return f"{instant.day} {MONTHS[instant.month - 1][:3]} {instant.year}"


def hours(value: float | None) -> str:
    """`12 min`, `5.2 h`, `3.1 days`."""
    if value is None:
        return NONE
    sign, value = ("−" if value < 0 else ""), abs(value)
    if value < 1:
        return f"{sign}{value * 60:.0f} min"
    return f"{sign}{value:.1f} h" if value < 48 else f"{sign}{value / 24:.1f} days"


def whole_percent(share: float | None) -> str:
    """A share in few characters, for a cell of a heat map: `97`; 100 and 0 only for all and none."""
    if share is None:
        return NONE
    return f"{min(max(round(share * 100), 1), 99)}" if 0 < share < 1 else f"{share * 100:.0f}"


def signed(value: int | None) -> str:
    """`+12`, `−3`, `±0`."""
    if value is None:
        return NONE
    return f"{'+' if value > 0 else '−' if value < 0 else '±'}{abs(value):,}"


def measured(measure: str, value: float | None) -> str:
    """A value of `source_measurements`, as its measure is read."""
    if measure == "lag_hours":
        return hours(value)
    if measure in ("volume", "typical_words"):
        return NONE if value is None else f"{value:,.0f}"
    return percentage(None if value is None else round(value * 100, 4))


class Figures:
    """Sets the facts of one report; each method takes a fact's keys."""

    def __init__(self, facts: Mapping[str, Any]) -> None:
        self._facts = facts

    def _value(self, keys: tuple[str | int, ...]) -> Any:
        value: Any = self._facts
        for key in keys:
            value = value[key]
        return value

    def _number(self, keys: tuple[str | int, ...], shown: str) -> Markup:
        value = json.dumps(self._value(keys))
        return Markup('<data value="{}" data-fact="{}">{}</data>').format(value, _name(keys), shown)

    def count(self, *keys: str | int) -> Markup:
        return self._number(keys, grouped(self._value(keys)))

    def percent(self, *keys: str | int) -> Markup:
        """A fact from 0 to 100."""
        return self._number(keys, percentage(self._value(keys)))

    def share(self, *keys: str | int) -> Markup:
        """A fact from 0 to 1, shown in percent."""
        value = self._value(keys)
        return self._number(keys, percentage(None if value is None else round(value * 100, 4)))

    def cell(self, *keys: str | int) -> Markup:
        """A fact from 0 to 1, in whole percent without the sign."""
        return self._number(keys, whole_percent(self._value(keys)))

    def heat(self, *keys: str | int) -> str:
        """The class of a heat map's cell: `heat-0` to `heat-9`, the more filled the higher."""
        share = self._value(keys)
        return "heat-none" if share is None else f"heat-{min(int(share * 10), 9)}"

    def change(self, *keys: str | int) -> Markup:
        """A difference of counts."""
        return self._number(keys, signed(self._value(keys)))

    def hours(self, *keys: str | int) -> Markup:
        return self._number(keys, hours(self._value(keys)))

    def measured(self, measure: str, *keys: str | int) -> Markup:
        return self._number(keys, measured(measure, self._value(keys)))

    def seconds(self, *keys: str | int) -> Markup:
        return self._number(keys, duration(self._value(keys)))

    def words(self, *keys: str | int) -> Markup:
        """A value of a vocabulary: `completed_with_losses` → completed with losses."""
        value = self._value(keys)
        return Markup('<data value="{}" data-fact="{}">{}</data>').format(value, _name(keys), value.replace("_", " "))

    def instant(self, *keys: str | int) -> Markup:
        iso = self._value(keys)
        return Markup('<time datetime="{}" data-fact="{}">{}</time>').format(iso, _name(keys), day_and_time(iso))


def _name(keys: tuple[str | int, ...]) -> str:
    return visible(".".join(map(str, keys)))
