"""Quotations: found, cut at the marks, led back to the speaker."""

from __future__ import annotations

import pytest
from hypothesis import given, settings

from flows.parse.fields.people import people
from flows.parse.fields.quotes import quotes
from flows.parse.model import Quote
from tests.flows.parse.fields.statements import ANY_TEXT, HOSTILE, SEED, body, seconds


def found(*paragraphs: str) -> list[Quote]:
    whole = body(*paragraphs)
    return quotes(whole, people(whole))


def voices(*paragraphs: str) -> list[tuple[str, str | None, str | None]]:
    return [(quote.text, quote.speaker_name, quote.cue) for quote in found(*paragraphs)]


def test_seed_article() -> None:
    (quote,) = found(*SEED)
    assert quote.text.startswith("This deployment is an appropriate") and quote.text.endswith("in Baghdad today,")
    assert (quote.speaker, quote.speaker_name, quote.cue, quote.kind) == (
        "Esper's statement", "Mark Esper", "said", "direct",
    )  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        '"The bridge is safe," Ann Roe said on Monday.',
        "“The bridge is safe,” said Ann Roe, the mayor of Milldale.",
        "''The bridge is safe,'' Ann Roe said.",
        "« The bridge is safe », said Ann Roe.",
        "„The bridge is safe“, said Ann Roe.",
        "'The bridge is safe,' said Ann Roe.",
        "‘The bridge is safe,’ Ann Roe said.",
        "”The bridge is safe,” Ann Roe said.",
        'Ann Roe said: "The bridge is safe."',
        'In a letter to the council, Ann Roe wrote: "The bridge is safe."',
        'Ann Roe, who ran the works for years, said, "The bridge is safe."',
    ],
)
def test_marks_and_word_order(text: str) -> None:
    ((words, speaker, _),) = voices(text)
    assert words.rstrip(",.") == "The bridge is safe"
    assert speaker == "Ann Roe"


def test_a_quotation_split_by_its_attribution_is_two_runs() -> None:
    assert voices('"It held," Ann Roe told reporters. "It will hold again."') == [
        ("It held,", "Ann Roe", "told"),
        ("It will hold again.", "Ann Roe", "told"),
    ]


def test_words_inside_a_reported_sentence_are_mixed() -> None:
    (quote,) = found('Ann Roe called the plan "a waste of good steel" and left.')
    assert (quote.text, quote.kind, quote.cue) == ("a waste of good steel", "mixed", "called")


def test_paragraphs_opened_again_and_never_closed_keep_their_speaker() -> None:
    rows = found(
        '"The water rose at night," Ann Roe said. "We saw it from the hill.',
        '"In the morning the road was gone.',
        '"Nobody was hurt."',
    )
    assert [row.speaker_name for row in rows] == ["Ann Roe"] * 4
    assert rows[1].text == "We saw it from the hill."


def test_an_opening_mark_without_a_closing_one_runs_to_the_end_of_the_paragraph() -> None:
    (quote,) = found('Ann Roe said: "The water rose at night. We saw it')
    assert quote.text == "The water rose at night. We saw it"


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ('Ann Roe opened the bridge. "It is done," she said.', "Ann Roe"),
        ('Mayor Ann Roe met Tom Poe. "It is done," Roe said.', "Ann Roe"),
        ('Mayor Ann Roe met engineer Tom Poe. "It is done," the mayor said.', "Ann Roe"),
        ('"It is done," a city official said.', "a city official"),
        ('"It is done," according to a report by the council.', "a report by the council"),
        ('Ann Roe met Tom Poe. "It is done," Mr. Poe said.', "Tom Poe"),
        ('Tom Poe, the engineer, told Ann Roe: "It is done."', "Tom Poe"),
        ('"Is it done?" Ann Roe asked.', "Ann Roe"),
        ('It is a "disaster in the making," as Ann Roe put it.', "Ann Roe"),
        ('"It is done," said park warden Ann Roe.', "Ann Roe"),
        ('"Is it done?" asked Mayor Ann Roe.', "Ann Roe"),
        ('"It is done," Mr. Poe continued. Tom Poe left.', "Tom Poe"),
        ('Its director, Prof. Ann Roe, said it was "done at last."', "Ann Roe"),
        ('"It is done," Tom Poe said. Judge John Roe was not convinced. "It is not," he said.', "Tom Poe"),
    ],
)
def test_speakers_are_led_back_to_the_fullest_name(text: str, speaker: str) -> None:
    assert voices(text)[0][1] == speaker


def test_a_paragraph_that_is_all_quotation_belongs_to_whom_the_one_before_reports() -> None:
    rows = found("Ann Roe said the works were over.", '"It took nine years. It was worth it."')
    assert [row.speaker_name for row in rows] == ["Ann Roe"]


def test_a_pronoun_means_who_opens_the_sentence_before() -> None:
    rows = voices('"It is done," Tom Poe said. Judge John Roe was not convinced. "It is not," he said.')
    assert [speaker for _, speaker, _ in rows] == ["Tom Poe", "John Roe"]


def test_single_marks_are_those_of_an_article_without_double_ones() -> None:
    rows = voices("'It held,' said Ann Roe. 'It will hold again.' She called it 'a bridge for all weathers'.")
    assert [words for words, _, _ in rows] == ["It held,", "It will hold again.", "a bridge for all weathers"]


def test_pronouns_agree_with_the_person() -> None:
    assert voices("Mary Roe praised John Poe.", '"I owe him everything," she said.')[0][1] == "Mary Roe"


@pytest.mark.parametrize(
    "text",
    [
        'The so-called "ghost bridge" was closed.',
        'The band played "Rivers of Milldale" at the opening.',
        'Tom "Buck" Poe retired.',
        'Ann Roe said on "Meet the Town" that the bridge was safe.',
        'Fans of the bridge were singing "The River of Milldale" in the rain.',
        'The council adopted what is known as the "bridge model" in May.',
        'The word "bridge" is old.',
        'The report, titled "Safe Crossings in the North," is out.',
        "The workers' rights and the owners' duties were clear.",
        "Rock 'n' roll isn't what it was in the '60s.",
        'A board 6" wide and 9" long.',
    ],
)
def test_other_uses_of_the_marks_are_no_quotations(text: str) -> None:
    assert found(text) == []


def test_headings_hold_no_quotations() -> None:
    assert quotes(body('"It is done," Ann Roe said.', kind="heading"), []) == []


@settings(deadline=None, max_examples=150)
@given(ANY_TEXT)
def test_offsets_hold_on_any_text(text: str) -> None:
    whole = body(text, text)
    for quote in quotes(whole, people(whole)):
        assert whole.text[quote.body_start : quote.body_end] == quote.text
        assert quote.text.strip() == quote.text != ""


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_texts_take_linear_time(name: str) -> None:
    whole = body(HOSTILE[name])
    assert seconds(lambda: quotes(whole, [])) < 0.2
