"""The words in question are marked, and the text around them is neither lost nor long."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from warehouse.report.facts.focus import (
    AROUND,
    BODY,
    END,
    MARKED,
    OPENING,
    OPENS,
    Excerpt,
    around,
    empty_column,
    ending,
    field_of,
    found,
    opening,
    said_place,
)


@pytest.mark.parametrize(
    ("expectation", "field"),
    [
        ("headline_is_about_the_body", "headline"), ("date_is_known", "date_published"), ("body_has_words", BODY),
        ("article_is_whole", END), ("body_ends_like_a_sentence", END), ("alternative_headline_differs",
        "alternative_headline"), ("somebody_elses_rule", OPENS),
    ],
)  # fmt: skip
def test_the_field_is_told_by_the_name(expectation: str, field: str) -> None:
    assert field_of("articles", expectation) == field


def test_a_row_offends_by_an_empty_column_of_its_own_table_alone() -> None:
    assert empty_column("quotes", "speaker") == "speaker"
    assert empty_column("quotes", "name_without_speaker") is None
    assert empty_column("articles", "headline") is None
    assert empty_column("quotes", None) is None


@settings(deadline=None, max_examples=200)
@given(st.text(st.sampled_from("ab \n"), max_size=600), st.data())
def test_what_is_marked_is_the_place_itself(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    excerpt = around(text, start, end)
    assert excerpt.marked == text[start : min(end, start + MARKED)]
    assert len(excerpt.before) <= AROUND + 1
    assert len(excerpt.after) <= AROUND + 1
    assert "\n\n" not in excerpt.before
    assert "\n\n" not in excerpt.after


def test_short_texts_are_whole() -> None:
    assert around("one two three", 4, 7) == Excerpt("one ", "two", " three")
    assert opening("one two") == Excerpt("one two", "", "")
    assert ending("one two three") == Excerpt("", "one two three", "")
    assert found("one two three", "two") == Excerpt("one ", "two", " three")
    assert found("one two three", "four") == found("one two three", None) == Excerpt("one two three", "", "")


def test_long_texts_are_cut_and_say_so() -> None:
    text = "word " * 200
    assert around(text, 500, 504).before[0] == around(text, 500, 504).after[-1] == "…"
    assert opening(text).before[-1] == "…"
    assert len(opening(text).before) == OPENING + 1
    assert ending(text.strip() + " cut of").marked.endswith("cut of")


def test_a_message_marks_the_byte_it_names() -> None:
    assert said_place("a comma is missing, at byte 5 of the record", "größe = 1") == Excerpt("grö", "ß", "e = 1")
    assert said_place("at byte 900", '{"a": 1') == Excerpt('{"a": 1', "", "")
    assert said_place("no place is named", "text") == Excerpt("text", "", "")
