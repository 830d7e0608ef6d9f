"""Words of a text: every whole word is found, and only those."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from flows.parse.fields.vocabulary import cases, vocabulary


def test_marks_divide_words_and_case_is_kept() -> None:
    assert vocabulary("Twenty-one ferries—'most', said Ann.") == {"Twenty", "one", "ferries", "most", "said", "Ann"}


def test_a_part_of_a_word_is_not_found() -> None:
    assert "one" not in vocabulary("Nobody phoned anyone.")


@settings(deadline=None, max_examples=50)
@given(st.lists(st.sampled_from(("one", "Monday", "été", "½", "\ud800", "–", "ten")), max_size=12))
def test_every_ascii_word_is_found_whatever_stands_beside_it(words: list[str]) -> None:
    found = vocabulary(" ".join(words))
    assert all(word in found for word in words if word.isascii())


def test_cases() -> None:
    assert cases(("ten",)) == {"ten", "Ten", "TEN"}
