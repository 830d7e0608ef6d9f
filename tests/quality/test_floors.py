"""No figure falls below its floor; a failing test names what the parser got wrong."""

from __future__ import annotations

import pytest

from tests.quality import floors
from tests.quality.measure import measured
from tests.quality.score import FIGURES


@pytest.mark.parametrize("figure", FIGURES)
def test_figure_is_at_its_floor(figure: str) -> None:
    floor, (figures, misses) = floors.load()["floors"][figure], measured()
    listing = "\n".join(f"  {m.text}: want {m.want!r}, got {m.got!r}" for m in misses if m.figure == figure)
    assert figures[figure] >= floor - floors.TOLERANCE, (
        f"{figure} fell from {floor} to {figures[figure]:.4f}. What is wrong now:\n{listing}\n"
        f"If it has to be so: python -m tests.quality.raise_floors --lower {figure} --reason TEXT"
    )


def test_floors_rise_to_the_figures_and_no_further() -> None:
    before = {"floors": {"quotes": 0.5, "people": 0.9}, "lowered": []}
    after = floors.raised(before, {"quotes": 0.71239, "people": 0.8})
    assert after == {"floors": {"quotes": 0.7123, "people": 0.9}, "lowered": []}


def test_a_floor_falls_with_its_reason_on_record() -> None:
    before = {"floors": {"quotes": 0.9, "people": 0.9}, "lowered": []}
    after = floors.lowered(before, {"quotes": 0.85, "people": 0.9}, "quotes", "scare quotes are left out now")
    assert after["floors"] == {"quotes": 0.85, "people": 0.9}
    note = {"figure": "quotes", "from": 0.9, "to": 0.85, "reason": "scare quotes are left out now"}
    assert after["lowered"] == [note]


@pytest.mark.parametrize(
    ("name", "reason", "message"),
    [
        ("quotes", " ", "reason"),
        ("rhymes", "they do not rhyme", "valid are"),
        ("people", "it is low", "not below"),
    ],
)
def test_a_floor_does_not_fall_otherwise(name: str, reason: str, message: str) -> None:
    before = {"floors": {"quotes": 0.9, "people": 0.8}, "lowered": []}
    with pytest.raises(ValueError, match=message):
        floors.lowered(before, {"quotes": 0.85, "people": 0.9}, name, reason)
