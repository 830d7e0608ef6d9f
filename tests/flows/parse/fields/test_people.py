"""Persons: named once each, fullest form, with the role beside the name."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings

from flows.parse.fields.people import people
from flows.parse.model import Embed
from tests.flows.parse.fields.statements import ANY_TEXT, HOSTILE, SEED, body, seconds


def named(*paragraphs: str) -> list[tuple[str | None, str | None]]:
    return [(person.name, person.title) for person in people(body(*paragraphs))]


def test_seed_article() -> None:
    assert named(*SEED) == [("Mark Esper", "Defense Secretary"), ("Donald Trump", "U.S. President")]


@pytest.mark.parametrize(
    ("text", "person"),
    [
        ("On Friday House Speaker Jane Roe left.", ("Jane Roe", "House Speaker")),
        ("A law signed by Gov. Xenon Quill took effect.", ("Xenon Quill", "Gov.")),
        ("The plan of former mayor Jane Roe failed.", ("Jane Roe", "former mayor")),
        ("Jane Roe, a professor of law at Milldale, agreed.", ("Jane Roe", "professor of law at Milldale")),
        ("The firm's technology chief, Todd Poe, resigned.", ("Todd Poe", "technology chief")),
        ("Poe's wife, Jane Poe, agreed.", ("Jane Poe", "Poe's wife")),
        ("Jane Roe, 43, was hurt.", ("Jane Roe", None)),
        ("Kwento Zabble said it rained.", ("Kwento Zabble", None)),
        ("It rained, said Kwento Q. Zabble of Milldale.", ("Kwento Q. Zabble", None)),
        ("Secretary of State John Roe spoke.", ("John Roe", "Secretary of State")),
        ("Ludwig van Poe was there.", ("Ludwig van Poe", None)),
        ("He met Martin Roe Jr. there.", ("Martin Roe Jr.", None)),
        ("President Roe's motorcade passed.", ("Roe", "President")),
        ("Mr. Zabble agreed.", ("Zabble", None)),
    ],
)  # fmt: skip
def test_evidence_for_a_person(text: str, person: tuple[str, str | None]) -> None:
    assert named(text) == [person]


def test_forms_of_one_name_are_one_person_in_the_fullest_form() -> None:
    assert named("President Roe spoke.", "Jane Q. Roe had promised it. Roe left early.") == [
        ("Jane Q. Roe", "President")
    ]


def test_a_plural_title_is_each_ones() -> None:
    assert named("Senators Jane Roe, R-Texas, and Mark Poe met.") == [("Jane Roe", "Senator"), ("Mark Poe", "Senator")]


def test_a_plural_title_ends_with_its_list() -> None:
    found = named("Senators Jane Roe and John Poe met Martin Doe and Mary Loe.", "Robert Moe agreed.")
    assert [title for _, title in found] == ["Senator", "Senator", None, None, None]


def test_two_persons_of_one_surname_stay_apart() -> None:
    assert [name for name, _ in named("John Poe met his sister Mary Poe.")] == ["John Poe", "Mary Poe"]


def test_a_post_completes_a_surname() -> None:
    post = Embed("x", "Jane Roe", "jroe", date(2020, 1, 1), None, None, None, None)
    assert [person.name for person in people(body("President Roe spoke."), [post])] == ["Jane Roe"]


@pytest.mark.parametrize(
    "text",
    [
        "The White House and the State Department agreed.",
        "Milldale University beat Grace College in North Carolina.",
        "In New York, the Supreme Court ruled.",
        "The Paris Agreement and the Charlotte Observer.",
        "HAUNTED HOUSES are not for everyone.",
        "Goldman Sachs and Morgan Stanley Inc. reported.",
    ],
)
def test_other_names_are_no_persons(text: str) -> None:
    assert named(text) == []


def test_the_mention_is_the_first_one() -> None:
    whole = body("Defense Secretary Mark Poe spoke.", "Mark A. Poe left.")
    (person,) = people(whole)
    assert (person.text, person.kind) == ("Mark Poe", "person")
    assert whole.text[person.body_start : person.body_end] == "Mark Poe"


@settings(deadline=None, max_examples=150)
@given(ANY_TEXT)
def test_offsets_hold_on_any_text(text: str) -> None:
    whole = body(text, text)
    for person in people(whole):
        assert whole.text[person.body_start : person.body_end] == person.text != ""


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_texts_take_linear_time(name: str) -> None:
    whole = body(HOSTILE[name])
    assert seconds(lambda: people(whole)) < 0.2
