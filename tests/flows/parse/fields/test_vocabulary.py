"""Words of a text: every whole word that is sought is found, and only those."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from flows.parse.fields.vocabulary import Sought, cases

COUNTED = Sought(("one", "ten", "Twenty"))
OTHERS = Sought(("ferries", "most", "Ann", "ann", "Monday"))


def test_marks_divide_words_and_case_is_kept() -> None:
    text = "Twenty-one ferries—'most', said Ann."
    assert COUNTED.within(text) == {"Twenty", "one"}
    assert OTHERS.within(text) == {"ferries", "most", "Ann"}


def test_a_part_of_a_word_is_not_found() -> None:
    assert not COUNTED.within("Nobody phoned anyone; twenty tents.")


def test_words_sought_later_are_found_in_a_text_that_was_looked_through_before() -> None:
    text = "The quayside is closed."
    assert not COUNTED.within(text)
    assert Sought(("quayside",)).within(text) == {"quayside"}


@settings(deadline=None, max_examples=50)
@given(st.lists(st.sampled_from(("one", "Monday", "été", "½", "\ud800", "–", "ten")), max_size=12))
def test_every_ascii_word_is_found_whatever_stands_beside_it(words: list[str]) -> None:
    text = " ".join(words)
    assert COUNTED.within(text) | OTHERS.within(text) == {word for word in words if word.isascii()}


def test_cases() -> None:
    assert cases(("ten",)) == {"ten", "Ten", "TEN"}
