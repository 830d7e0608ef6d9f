"""Snippets: the stretch with most of the words, these marked, at any place in any text."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from warehouse.search.languages import analyzer
from warehouse.search.matching import Mark
from warehouse.search.snippets import BEFORE, WIDTH, snippet

FILLER = "Nothing happened for the whole day. " * 20


def test_the_words_are_marked_in_the_stretch_that_has_most_of_them() -> None:
    text = f"An embassy opened. {FILLER}Protesters stood before the embassies. {FILLER}"
    shown = snippet(text, "en", [Mark(("embassi",)), Mark(("protest",))])
    assert "**Protesters** stood before the **embassies**." in shown.marked()
    assert shown.text.startswith("…") and shown.text.endswith("…")
    assert [shown.text[start:end] for start, end in shown.marks] == ["Protesters", "embassies"]


def test_a_phrase_is_marked_whole_and_its_words_alone_are_not() -> None:
    shown = snippet(
        "The state said: a state of\nemergency, of course.",
        "en",
        [Mark(tuple(analyzer("en").analyze("states of emergency")))],
    )
    assert shown.marked() == "The state said: a **state of emergency**, of course."


def test_a_prefix_marks_each_word_that_begins_so() -> None:
    shown = snippet("Embargo at the embassy, embers.", "en", [Mark(("embas",), True), Mark(("embar",), True)])
    assert shown.marked("[", "]") == "[Embargo] at the [embassy], embers."


def test_without_any_of_the_words_it_is_the_beginning() -> None:
    shown = snippet(FILLER, "en", [Mark(("embassi",))])
    assert shown.text.startswith("Nothing happened") and shown.marks == () and len(shown.text) <= WIDTH + 1
    assert snippet("", "en", []).text == ""


def test_characters_outside_the_basic_plane_and_accents_do_not_shift_the_marks() -> None:
    assert snippet("🎈🎈 Die Häuser 🎈 brennen.", "de", [Mark(("haus",))]).marked() == "🎈🎈 Die **Häuser** 🎈 brennen."
    assert snippet("在北京的大使馆", "xx", [Mark(("大", "使", "馆"))]).marked() == "在北京的**大使馆**"


@settings(deadline=None, max_examples=200)
@given(st.text(alphabet="abé 北\n🎈.", max_size=600), st.lists(st.sampled_from(["a", "ab", "b", "abe"]), max_size=3))
def test_it_is_a_stretch_of_the_text_and_the_marks_lie_within(text: str, terms: list[str]) -> None:
    shown = snippet(text, "xx", [Mark((term,)) for term in terms])
    assert shown.text.strip("…") in text.replace("\n", " ")
    assert len(shown.text) <= WIDTH + max(BEFORE, 600) + 2
    last = 0
    for start, end in shown.marks:
        assert last <= start < end <= len(shown.text)
        last = end
