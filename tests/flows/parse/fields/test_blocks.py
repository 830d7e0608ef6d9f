import unicodedata

from hypothesis import given, settings
from hypothesis import strategies as st

from flows.parse.fields.blocks import clean, is_clean, lines

ANY_TEXT = st.text(st.characters(exclude_categories=()), max_size=300)


def test_blanks_become_spaces_and_invisible_characters_go() -> None:
    assert clean("a\u00a0b\tc\u2009d\u3000e") == "a b c d e"
    assert clean("a\u200bb\ufeffc\u00add\x00e\x07f\u2060g\u200eh") == "abcdefgh"


def test_line_breaks_stay_and_other_breaks_become_spaces() -> None:
    assert clean("a\nb\u2028c\x0bd") == "a\nb c d"


def test_composed_form() -> None:
    assert clean("Cafe\u0301") == "Café"


def test_joiner_stays_in_emoji_and_in_joined_scripts_only() -> None:
    family = "👩\u200d👧"
    assert clean(family) == family
    assert clean("a\u200db") == "ab"
    assert clean("می\u200cخواهم") == "می\u200cخواهم"


def test_lone_surrogate_becomes_a_replacement_character() -> None:
    assert clean("a\ud800b") == "a\ufffdb"


def test_lines_know_their_places_and_the_breaks_before_them() -> None:
    text = "  one \n\n\n\ttwo\u2028three\r four"
    found = lines(text)
    assert [line.text for line in found] == ["one", "two", "three", "four"]
    assert [line.breaks for line in found] == [0, 3, 1, 1]
    assert all(text[line.start : line.end] == line.text for line in found)


@settings(deadline=None, max_examples=200)
@given(ANY_TEXT)
def test_clean_is_stable_and_safe_to_store(text: str) -> None:
    cleaned = clean(text)
    assert clean(cleaned) == cleaned
    assert unicodedata.is_normalized("NFC", cleaned)
    cleaned.encode("utf-8")
    assert not any(unicodedata.category(character) == "Cc" and character != "\n" for character in cleaned)


@settings(deadline=None, max_examples=200)
@given(ANY_TEXT, st.integers(0, 300), st.integers(0, 300))
def test_slices_of_a_clean_text_are_clean(text: str, start: int, end: int) -> None:
    if is_clean(text):
        assert clean(text[start:end]) == text[start:end]


@settings(deadline=None, max_examples=200)
@given(ANY_TEXT)
def test_lines_hold_every_character_that_is_not_blank(text: str) -> None:
    rest = text
    for line in reversed(lines(text)):
        assert line.text == line.text.strip()
        rest = rest[: line.start] + rest[line.end :]
    assert not rest.strip()
