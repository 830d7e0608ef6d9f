"""A day taken for a month shows where something else names the day; an address tells a day of its own."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest

from expectations.facts import facts
from flows.parse.model import Evidence, TimeExpression
from tests.expectations.invented import TODAY, article

READ = date(2026, 3, 4)  # what was read, of 3 April


def _facts(uri: str | None = None, said: date | None = None, evidence: str | None = None, day: date = READ) -> Any:
    phrase = [] if said is None else [TimeExpression("Monday", said, said, "stated", 78, 84)]
    stated = [] if evidence is None else [Evidence("date_published", evidence, "embed", 0.6)]
    made = article(
        date_published=datetime(day.year, day.month, day.day, tzinfo=UTC), uri=uri, embeds=[], time_expressions=phrase,
        evidence=stated,
    )  # fmt: skip
    return facts([made], today=TODAY)["articles"].iloc[0]


@pytest.mark.parametrize(
    ("told", "swapped"),
    [
        ({"uri": "https://ellery.example/2026/04/03/ferry"}, True),
        ({"said": date(2026, 4, 3)}, True),
        ({"said": date(2025, 4, 3)}, True),
        ({"evidence": "2026-04-03"}, True),
        ({"evidence": "2026-04-01/2026-04-05"}, False),
        ({"evidence": "2026-04-03", "uri": "https://ellery.example/2026/03/04/ferry"}, False),
        ({"said": date(2026, 3, 4)}, False),
        ({}, False),
        ({"said": date(2026, 4, 3), "day": date(2026, 4, 4)}, None),
        ({"day": date(2026, 3, 16)}, None),
    ],
)
def test_day_and_month_exchanged(told: dict[str, Any], swapped: bool | None) -> None:
    assert _facts(**told)["date_parts_swapped"] is swapped or _facts(**told)["date_parts_swapped"] == swapped


@pytest.mark.parametrize(
    ("uri", "days"),
    [
        ("https://ellery.example/news/2026/03/01/ferry", 3),
        ("https://ellery.example/20260306-ferry.html", 2),
        ("https://ellery.example/2026/13/45/ferry", None),
        ("https://ellery.example/2026/ferry", None),
        ("https://ellery.example/a/19991/ferry", None),
        (None, None),
    ],
)
def test_the_day_in_an_address(uri: str | None, days: int | None) -> None:
    found = _facts(uri)["days_from_address"]
    assert (None if found != found else found) == days
