"""Dialogue without marks: who speaks stands before the colon."""

from __future__ import annotations

import pytest

from flows.parse.fields.people import people
from flows.parse.fields.quotes import quotes
from flows.parse.fields.turns import turns
from tests.flows.parse.fields.statements import body


def test_an_interview_is_a_turn_a_paragraph() -> None:
    whole = body(
        "Mayor Ann Roe spoke with Tom Poe about the bridge.",
        "TOM POE: Is the bridge safe?",
        "ANN ROE: It is. My father called it “the old lady”.",
        "TOM POE: Since when?",
        "ANN ROE: Since this morning.",
    )
    rows = quotes(whole, people(whole))
    assert [(row.speaker, row.speaker_name) for row in rows] == [("TOM POE", "Tom Poe"), ("ANN ROE", "Ann Roe")] * 2
    assert rows[0].text == "Is the bridge safe?"
    assert all(whole.text[row.body_start : row.body_end] == row.text for row in rows)


def test_questions_and_answers_name_nobody() -> None:
    whole = body("Q: Is it safe?", "A: It is.", "Q: Since when?", "A: Since this morning.")
    assert [(row.speaker, row.speaker_name) for row in quotes(whole, [])] == [("Q", None), ("A", None)] * 2


@pytest.mark.parametrize(
    "paragraphs",
    [
        ("WARNING: The bridge is closed.",),
        ("Monday: rain.", "Tuesday: rain.", "Wednesday: sun.", "Thursday: rain."),
        ("ANN ROE: It is safe.", "It was closed for nine years.", "Nobody was hurt."),
        ("Price: 5 euros.", "Price: 6 euros.", "Price: 7 euros.", "Price: 8 euros."),
    ],
)
def test_labels_of_other_kinds_are_no_dialogue(paragraphs: tuple[str, ...]) -> None:
    whole = body(*paragraphs)
    assert turns(whole.text, whole.spans) == []
