"""Where a text may be cut."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.timing import within
from warehouse.report.article.graphemes import cut_after, cut_before, may_cut

FAMILY = "👩\u200d👩\u200d👧"
WHOLE = ["e\u0301", "Z\u0335\u0321\u0310", FAMILY, "👍\U0001f3fd", "🇩🇪", "☂\ufe0f", "की", "ก็", "\r\n", "क्\u200dष",
         "🏴\U000e0067\U000e0062\U000e0065\U000e007f"]  # fmt: skip


@pytest.mark.parametrize("one", WHOLE)
def test_what_is_read_as_one_is_not_cut(one: str) -> None:
    text = f"a{one}b"
    assert [place for place in range(len(text) + 1) if may_cut(text, place)] == [0, 1, len(text) - 1, len(text)]
    for inside in range(2, len(text) - 1):
        assert cut_before(text, inside) == 1
        assert cut_after(text, inside) == len(text) - 1


def test_flags_are_cut_between_pairs() -> None:
    text = "🇩🇪🇫🇷🇮"
    assert [place for place in range(len(text) + 1) if may_cut(text, place)] == [0, 2, 4, 5]


@settings(deadline=None, max_examples=200)
@given(st.text(), st.integers(0, 50))
def test_a_place_is_found_on_both_sides(text: str, place: int) -> None:
    place = min(place, len(text))
    before, after = cut_before(text, place), cut_after(text, place)
    assert 0 <= before <= place <= after <= len(text)


@pytest.mark.parametrize("text", ["\u0301" * 100_000, "🇩" * 100_000, "a\u200d" * 50_000])
def test_endless_marks_take_no_time(text: str) -> None:
    places = within(0.1, lambda: [(cut_before(text, n), cut_after(text, n)) for n in range(0, len(text), 1000)])
    assert all(before <= after for before, after in places)
