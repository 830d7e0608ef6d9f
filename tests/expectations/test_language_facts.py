"""A language is doubted where another's small words stand, and only there."""

from __future__ import annotations

import pytest

from expectations.language_facts import fits_words, headline_fits

ENGLISH = (
    "The ferry between the port and the island has come back to its pier after three years, and it is full again. "
)
GERMAN = "Die Fähre zwischen dem Hafen und der Insel ist nach drei Jahren wieder da, und sie ist schon am Montag voll. "
RESULTS = (
    "Ellery 3 Sant 1, Port 2 Harbour 2, Reyd 4 Halloran 0, Pier 1 Storm 3, Boat 2 Dawn 2, Letter 5 Morning 1, Brandt 0"
)


@pytest.mark.parametrize(
    ("language", "text", "fits"),
    [
        ("en", ENGLISH * 2, True),
        ("en-GB", ENGLISH * 2, True),
        ("de", GERMAN * 2, True),
        ("de", ENGLISH * 2, False),
        ("en", GERMAN * 2, False),
        ("fr", GERMAN * 2, False),
        ("en", RESULTS, True),
        ("tlh", ENGLISH * 2, None),
        (None, ENGLISH * 2, None),
        ("de", "The ferry is back.", None),
        ("en", "", None),
    ],
)
def test_a_body_and_its_language(language: str | None, text: str, fits: bool | None) -> None:
    assert fits_words(language, text) is fits


@pytest.mark.parametrize(
    ("language", "headline", "fits"),
    [
        ("en", "Die Fähre nach Port Ellery ist wieder da", False),
        ("en", "Ferry returns to Port Ellery", True),
        ("en", "Port Ellery ferry returns after storm", True),
        ("en", "La Plata stuns Rio de Janeiro side Botafogo", True),
        ("en", "Library van gets a second round", True),
        ("de", "Die Fähre ist wieder da", True),
        ("en", "Ferry returns", None),
        ("tlh", "Die Fähre nach Port Ellery ist wieder da", None),
    ],
)
def test_a_headline_and_the_bodys_language(language: str, headline: str, fits: bool | None) -> None:
    assert headline_fits(language, headline) is fits
