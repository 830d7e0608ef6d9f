"""What a new version changed."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.timing import within
from warehouse.report.article.edits import SHOWN, edits

WORDS = st.lists(st.sampled_from("the bridge is open shut today again".split()), max_size=8).map(" ".join)
PARAGRAPHS = st.lists(WORDS.filter(bool), max_size=6)


def changed(old: str, new: str, headlines: tuple[str, str] = ("H", "H")) -> list[list[tuple[str, str]]]:
    before, after = ({"headline": h, "article_body": b} for h, b in zip(headlines, (old, new), strict=True))
    return [[tuple(piece) for piece in pieces] for pieces in edits(before, after).paragraphs]  # type: ignore[misc]


def test_words_that_were_exchanged() -> None:
    assert changed("Eleven walkers were saved.\n\nThe rest.", "Twelve walkers were saved.\n\nThe rest.") == [
        [("removed", "Eleven"), ("added", "Twelve"), ("same", "walkers were saved.")]
    ]


def test_paragraphs_that_came_and_went() -> None:
    assert changed("One.\n\nTwo.", "One.\n\nTwo.\n\nThree.") == [[("added", "Three.")]]
    assert changed("One.\n\nTwo.", "Two.") == [[("removed", "One.")]]
    assert changed("A long old sentence stands here.", "Nothing of it is left.") == [
        [("removed", "A long old sentence stands here."), ("added", "Nothing of it is left.")]
    ]


def test_the_headline_is_compared_too() -> None:
    assert changed("One.", "One.", ("Bridge opens", "Bridge opens late")) == [
        [("same", "Bridge opens"), ("added", "late")]
    ]
    assert changed("One.", "One.") == []


def test_many_changes_are_cut_and_said_so() -> None:
    old, new = ("\n\n".join(f"Sentence {i} {word}." for i in range(SHOWN + 1)) for word in ("old", "new"))
    found = edits({"headline": None, "article_body": old}, {"headline": None, "article_body": new})
    assert len(found.paragraphs) == SHOWN and found.more


@settings(deadline=None, max_examples=100)
@given(PARAGRAPHS, PARAGRAPHS)
def test_the_pieces_make_both_versions(old: list[str], new: list[str]) -> None:
    for pieces in changed("\n\n".join(old), "\n\n".join(new)):
        assert any(kind != "same" for kind, _ in pieces)
        was = " ".join(text for kind, text in pieces if kind != "added")
        became = " ".join(text for kind, text in pieces if kind != "removed")
        assert was in ("", *old) and became in ("", *new)


@pytest.mark.parametrize(
    ("old", "new"), [("a ", "a b"), ("a\n\n", "a\n\nb"), ("a b " * 75 + "\n\n", "b c " * 75 + "\n\n")]
)
def test_long_texts_take_little_time(old: str, new: str) -> None:
    old, new = old * (1_000_000 // len(old)), new * (1_000_000 // len(new))
    assert within(4.0, lambda: changed(old, new))
