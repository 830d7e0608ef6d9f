"""Questions and their trees."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.timing import within
from warehouse.search.folder import SearchError
from warehouse.search.syntax import AllOf, AnyOf, Not, Words, parse

A, B, C = Words("a"), Words("b"), Words("c")


@pytest.mark.parametrize(
    ("question", "tree"),
    [
        ("a", A),
        ("a b", AllOf((A, B))),
        ("a AND b", AllOf((A, B))),
        ("a OR b c", AnyOf((A, AllOf((B, C))))),
        ("(a OR b) c", AllOf((AnyOf((A, B)), C))),
        ("a NOT b -c", AllOf((A, Not(B), Not(C)))),
        ("NOT (a b)", Not(AllOf((A, B)))),
        ("and or not", AllOf((Words("and"), Words("or"), Words("not")))),
        ('"state of emergency"', Words("state of emergency")),
        ("“Ausnahmezustand” „b“ «c»", AllOf((Words("Ausnahmezustand"), B, C))),
        ('"AND"', Words("AND")),
        ("protest*", Words("protest", prefix=True)),
        ("headline:a Author:bo*", AllOf((Words("a", "headline"), Words("bo", "author", True)))),
        ('body:"a b"', Words("a b", "body")),
        ("section:(a OR b)", AnyOf((Words("a", "section"), Words("b", "section")))),
        ("sit-in 10:30 AT&T", AllOf((Words("sit-in"), Words("10:30"), Words("AT&T")))),
        ("https://x.example/a", Words("https://x.example/a")),
    ],
)  # fmt: skip
def test_a_question_is_read(question: str, tree: object) -> None:
    assert parse(question) == tree


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("", "the question is empty"),
        (" \t", "the question is empty"),
        ('"open', "a quotation mark in '\"open' is not closed"),
        ("(a", "a parenthesis is not closed"),
        ("a)", "a closing parenthesis without an opening one"),
        ("a AND", "a word is missing at the end"),
        ("OR a", "a word is missing before OR"),
        ("()", r"a word is missing before \)"),
        ("headline: a", "a word is missing after headline:"),
        ("title:a", "no field 'title'; there are headline, body, author, keyword, publisher, section, language"),
        ("*", "neither letters nor digits"),
        ('"…"', "neither letters nor digits"),
        ("a*", "at least two letters"),
        ("pro*st", r"a \* stands only at the end"),
        ("x" * 100_000, "the question has 100,000 characters; 2,000 are allowed"),
        ("a " * 65, "more than 64 words"),
        ("(" * 100 + "a", "more than 16 parentheses"),
        ("NOT " * 40 + "a", "more than 16 parentheses or NOTs"),
    ],
)
def test_a_wrong_question_is_told_what_is_wrong(question: str, said: str) -> None:
    with pytest.raises(SearchError, match=said):
        parse(question)


@settings(deadline=None, max_examples=300)
@given(st.text(alphabet='ab "()-*:“AND ORNOT\n', max_size=60) | st.text(max_size=60))
def test_any_text_is_read_or_refused(question: str) -> None:
    try:
        assert parse(question)
    except SearchError as error:
        assert str(error)


@pytest.mark.parametrize("piece", ['"', "(", "-", "a:", "a ", '"a" ', "* ", " "])
def test_reading_takes_no_time(piece: str) -> None:
    def read() -> None:
        for question in (piece * (2_000 // len(piece)), piece * (100_000 // len(piece))):
            with pytest.raises(SearchError):
                parse(question)

    within(0.1, read)
