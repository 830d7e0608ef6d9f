"""What the parser made of the words, in short."""

from __future__ import annotations

import pytest

from warehouse.report.article import meanings


@pytest.mark.parametrize(
    ("earliest", "latest", "expected"),
    [
        ("2026-11-01", "2026-11-01", "1 November 2026"),
        ("2026-11-01", "2026-11-30", "November 2026"),
        ("2024-02-01", "2024-02-29", "February 2024"),
        ("2023-02-01", "2023-02-28", "February 2023"),
        ("2026-12-01", "2026-12-31", "December 2026"),
        ("2026-01-01", "2026-12-31", "2026"),
        ("2026-11-01", "2026-11-29", "1 November 2026 to 29 November 2026"),
        ("2025-11-01", "2026-11-30", "1 November 2025 to 30 November 2026"),
        ("2025-01-01", "2026-12-31", "1 January 2025 to 31 December 2026"),
        ("9999-12-01", "9999-12-31", "December 9999"),
        (None, None, None),
    ],
)
def test_days(earliest: str | None, latest: str | None, expected: str | None) -> None:
    assert meanings.interval(earliest, latest) == expected


@pytest.mark.parametrize(
    ("value", "high", "modifier", "unit", "expected"),
    [
        (600.0, None, "about", "people", "about 600 people"),
        (1300000.0, None, None, "EUR", "1,300,000 EUR"),
        (2.5, 3.25, "more_than", None, "more than 2.5 to 3.25"),
        (-4.0, None, None, "degrees", "-4 degrees"),
        (1e300, None, None, None, f"{1e300:,.0f}"),
    ],
)
def test_quantities(value: float, high: float | None, modifier: str | None, unit: str | None, expected: str) -> None:
    row = {"value": value, "value_high": high, "modifier": modifier, "unit": unit}
    assert meanings.quantity(row) == expected


def test_a_number_that_is_none_is_shown_as_it_is() -> None:
    assert meanings.number(float("inf")) == "inf"
    assert meanings.number(float("nan")) == "nan"


def test_people_and_posts() -> None:
    quote = {"speaker_name": None, "speaker": "she", "cue": "said"}
    assert meanings.quote(quote) == "she (said)"
    assert meanings.quote(quote | {"speaker": None, "cue": None}) == "nobody named"
    mention = {"name": None, "text": "Wren", "title": "Mayor", "country_code": None}
    assert meanings.mention(mention) == "Wren, Mayor"
    post = {"platform": "truth_social", "author_name": None, "author_handle": "otto", "posted_on": "2026-11-01"}
    assert meanings.embed(post) == "truth social, @otto, 1 November 2026"
