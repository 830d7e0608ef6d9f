"""Organisations: by a telling word, by an acronym in brackets, or known by name."""

from __future__ import annotations

import pytest

from flows.parse.fields.mentions import mentions
from tests.flows.parse.fields.statements import body


def named(*paragraphs: str) -> list[str | None]:
    return [row.name for row in mentions(body(*paragraphs)) if row.kind == "organisation"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("He left Zabble & Sons for Kwento Inc. last year.", ["Kwento Inc."]),
        ("Die Kwento GmbH zahlt, sagte die Zabble AG.", ["Kwento GmbH", "Zabble AG"]),
        ("She studied at the University of Milldale and left.", ["University of Milldale"]),
        ("The Milldale Police asked the Ministry of Health.", ["Milldale Police", "Ministry of Health"]),
        ("The Kwento Research Fund (KRF) paid.", ["Kwento Research Fund"]),
        ("The Zabble Party lost to the Committee on Ferries.", ["Zabble Party", "Committee on Ferries"]),
        ("The FBI and NATO agreed.", ["FBI", "NATO"]),
        ("Le Ministère de la Mer et l'Université de Milldale.", ["Ministère de la Mer", "Université de Milldale"]),
        ("Die Europäische Union klagt.", ["Europäische Union"]),
        ("The Department of Ferries and Locks closed.", ["Department of Ferries and Locks"]),
    ],
)
def test_organisations(text: str, found: list[str]) -> None:
    assert named(text) == found


def test_an_acronym_is_the_name_it_was_introduced_with() -> None:
    (row,) = mentions(body("The Kwento Research Fund (KRF) paid.", "KRF denied it."))
    assert (row.name, row.text, row.method) == ("Kwento Research Fund", "Kwento Research Fund", "acronym")


def test_a_known_acronym_has_the_fullest_name_of_the_article() -> None:
    assert named("The UN met.", "The United Nations is old.") == ["United Nations"]


@pytest.mark.parametrize(
    "text",
    ["The Department closed.", "He went to University.", "Jane Roe met Mark Poe.", "The committee and the party met."],
)
def test_other_names_are_none(text: str) -> None:
    assert named(text) == []


def test_persons_and_places_stay_apart_from_organisations() -> None:
    found = mentions(body("Jane Roe of the Bank of England flew to Boston University in Boston."))
    assert [(row.kind, row.name) for row in found] == [
        ("person", "Jane Roe"),
        ("organisation", "Bank of England"),
        ("organisation", "Boston University"),
        ("place", "Boston"),
    ]
