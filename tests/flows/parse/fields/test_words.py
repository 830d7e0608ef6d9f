import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flows.parse.fields.words import word_count


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("", 0),
        ("The mayor of Port Ellery resigned.", 6),
        ("He left – and she – stayed", 5),
        ("twenty-one $4.5m don’t", 3),
        ("市长辞职了。", 5),
        ("市长 John Doe 辞职", 6),
        ("นายก", 4),
        ("... — !", 0),
    ],
)
def test_words(text: str, count: int) -> None:
    assert word_count(text) == count


@settings(deadline=None, max_examples=200)
@given(st.lists(st.sampled_from(["--", "---", "----", "...", "..", "–", "—x", "a", "é", ")", '."', "“", "x–"])))
def test_marks_are_no_words_and_all_else_is(words: list[str]) -> None:
    marks = [word for word in words if word in ("--", "---", "...", "–", ")", "“")]
    assert word_count(" ".join(words)) == len(words) - len(marks)


@settings(deadline=None, max_examples=200)
@given(st.text(alphabet="ab-é\n\t\x1c\x85\xa0\u2003 ", max_size=30))
def test_words_stand_between_blanks_of_any_kind(text: str) -> None:
    assert word_count(text) == len([word for word in text.split() if word not in ("-", "--", "---")])
