"""Weekdays: what each hangs on decides which day it is."""

from __future__ import annotations

import pytest

from flows.parse.fields.weekdays import weekdays


@pytest.mark.parametrize(
    ("text", "relation"),
    [
        ("It opened on Wednesday.", ""),
        ("It will open on Wednesday.", "next"),
        ("The bridge will not be built, the council said on Wednesday.", ""),
        ("The council, which plans to build a bridge, announced on Wednesday a vote.", ""),
        ("He said it will be closed on Wednesday.", "next"),
        ("On Wednesday, the council will vote.", "next"),
        ("On Wednesday, the council said it will vote.", ""),
        ("Wednesday’s vote will decide it.", "next"),
        ("It opened last Wednesday.", "last"),
        ("It opens next Wednesday.", "next"),
        ("It opens every Wednesday.", "repeated"),
    ],
)
def test_relations(text: str, relation: str) -> None:
    (found,) = weekdays(text, 0, len(text))
    assert (found.number, found.relation) == (2, relation)


@pytest.mark.parametrize("text", ["Ash Wednesday came.", "The Sunday Times wrote it.", "Black Friday came."])
def test_names_with_a_weekday_in_them(text: str) -> None:
    assert list(weekdays(text, 0, len(text))) == []
