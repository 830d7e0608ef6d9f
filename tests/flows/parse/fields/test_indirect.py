"""Indirect speech: the reported clause, its speaker and verb; nothing where no clause is reported."""

from __future__ import annotations

import pytest
from hypothesis import given, settings

from flows.parse.fields.indirect import indirect
from flows.parse.fields.people import people
from flows.parse.fields.quotes import quotes
from tests.flows.parse.fields.statements import ANY_TEXT, HOSTILE, SEED, body, seconds


def clauses(text: str) -> list[tuple[str, str | None, str | None]]:
    whole = body(text)
    return [(row.text, row.speaker_name, row.cue) for row in indirect(whole, people(whole))]


@pytest.mark.parametrize(
    ("text", "clause"),
    [
        ("Ann Roe said the bridge was safe.", "the bridge was safe"),
        ("Ann Roe said that the bridge was safe.", "the bridge was safe"),
        ("Ann Roe said on Tuesday that the bridge was safe.", "the bridge was safe"),
        ("Ann Roe said in a statement she had closed the bridge.", "she had closed the bridge"),
        ("Ann Roe told reporters that the bridge was safe.", "the bridge was safe"),
        ("Ann Roe, the mayor, said the bridge was safe.", "the bridge was safe"),
        ("The bridge was safe, Ann Roe said.", "The bridge was safe"),
        ("The bridge was safe, Ann Roe said on Tuesday.", "The bridge was safe"),
        ("The bridge was safe, said Ann Roe.", "The bridge was safe"),
        ("The bridge was safe, according to Ann Roe.", "The bridge was safe"),
        ("According to Ann Roe, the bridge was safe.", "the bridge was safe"),
        ("Ann Roe promised to mend the bridge.", "to mend the bridge"),
    ],
)
def test_the_clause_and_its_speaker(text: str, clause: str) -> None:
    ((words, speaker, _),) = clauses(text)
    assert (words, speaker) == (clause, "Ann Roe")


@pytest.mark.parametrize(
    "text",
    [
        "Ann Roe said no.",
        "Ann Roe said so.",
        "If Ann Roe says the bridge is safe, the road opens.",
        "The report was on the table.",
        'Ann Roe said the bridge was "safe as houses".',
        "Ann Roe walked over the bridge.",
    ],
)
def test_what_reports_no_clause(text: str) -> None:
    assert clauses(text) == []


def test_seed_article() -> None:
    whole = body(*SEED)
    rows = indirect(whole, people(whole), quotes(whole, people(whole)))
    assert ("he had authorized the deployment of an infantry battalion", "Mark Esper") in [
        (row.text[:57], row.speaker_name) for row in rows
    ]
    assert all(row.kind == "indirect" and whole.text[row.body_start : row.body_end] == row.text for row in rows)


def test_indirect_rows_come_only_where_they_are_asked_for() -> None:
    whole = body("Ann Roe said the bridge was safe.", '"It is done," Ann Roe said.')
    assert [row.kind for row in quotes(whole, people(whole))] == ["direct"]
    assert [row.kind for row in quotes(whole, people(whole), indirect=True)] == ["indirect", "direct"]


@settings(deadline=None, max_examples=150)
@given(ANY_TEXT)
def test_offsets_hold_on_any_text(text: str) -> None:
    whole = body(text, text)
    for row in indirect(whole, people(whole)):
        assert whole.text[row.body_start : row.body_end] == row.text
        assert row.text != ""


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_texts_take_linear_time(name: str) -> None:
    whole = body(HOSTILE[name])
    assert seconds(lambda: indirect(whole, [])) < 0.1
