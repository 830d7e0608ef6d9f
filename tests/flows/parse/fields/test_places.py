"""Places: which names are places, where they lie, and which are something else."""

from __future__ import annotations

from itertools import pairwise, product
from string import ascii_lowercase

import pytest
from hypothesis import given, settings

from flows.parse.fields.mentions import mentions
from flows.parse.model import Mention
from tests.flows.parse.fields.statements import ANY_TEXT, HOSTILE, SEED, body, seconds


def placed(*paragraphs: str) -> list[Mention]:
    return [mention for mention in mentions(body(*paragraphs)) if mention.kind == "place"]


def named(*paragraphs: str) -> list[tuple[str | None, str | None]]:
    return [(place.name, place.country_code) for place in placed(*paragraphs)]


def test_seed_article() -> None:
    assert named(*SEED) == [
        ("United States", "US"),
        ("Iraq", "IQ"),
        ("Baghdad", "IQ"),
        ("Kuwait", "KW"),
        ("Iran", "IR"),
    ]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The bridge in Lyon is closed.", [("Lyon", "FR")]),
        ("Lyon's bridge in France is closed.", [("Lyon", "FR"), ("France", "FR")]),
        ("Fog hid London and Berlin.", [("London", "GB"), ("Berlin", "DE")]),
        ("A fire in Reading, Pennsylvania, spread.", [("Reading", "US"), ("Pennsylvania", "US")]),
        ("The mill in Oddminster, Vt., burned.", [("Oddminster", "US")]),
        ("Die Fähre nach München kam aus Zürich.", [("München", "DE"), ("Zürich", "CH")]),
        ("Il pleut à Genève et en Belgique.", [("Genève", "CH"), ("Belgique", "BE")]),
        ("El tren salió desde Sevilla hacia Lisboa.", [("Sevilla", "ES"), ("Lisboa", "PT")]),
        ("Troops left Germany, France and Spain.", [("Germany", "DE"), ("France", "FR"), ("Spain", "ES")]),
        ("HALIFAX, Nova Scotia (AP) — Rain fell.", [("Halifax", "CA"), ("Nova Scotia", "CA")]),
        ("PARIS — It rained.", [("Paris", "FR")]),
        ("Rain fell across North Carolina.", [("North Carolina", "US")]),
    ],
)  # fmt: skip
def test_places(text: str, found: list[tuple[str, str]]) -> None:
    places = named(text)
    assert [place for place in places if place in found] == found


@pytest.mark.parametrize(
    "text",
    [
        "Paris Roe spoke to Dallas Poe.",  # persons
        "Reading is fun, and Nice is nice.",  # words
        "The Washington Post and the Bank of England.",  # organisations
        "Washington said it would not pay.",  # a government
        "Mr. Jordan agreed with President Lincoln.",
        "American and German firms.",
        "New Havenport grew.",
        "Jordan and Chelsea argued.",
        "NICE work, he said of LONDON bridge.",
    ],
)
def test_other_names_are_no_places(text: str) -> None:
    assert named(text) == []


def test_a_city_lies_where_the_article_is() -> None:
    assert named("A man from Birmingham was held.", "It happened in Alabama and Georgia, in the United States.")[0] == (
        "Birmingham", "US",
    )  # fmt: skip
    assert named("A man from Birmingham was held.", "It happened in England.")[0] == ("Birmingham", "GB")
    (paris, *_) = placed("She flew to Paris.", "Texas and Ohio are in the United States.")
    assert (paris.country_code, round(paris.latitude or 0)) == ("FR", 49)  # the other one is a village beside it


def test_a_state_after_the_city_decides() -> None:
    (place, _) = placed("She was born in Portland, Maine.")
    assert (round(place.latitude or 0), round(place.longitude or 0)) == (44, -70)


def test_each_place_once_under_whichever_name() -> None:
    assert named("Britain left.", "The United Kingdom is gone; Britain too.") == [("Britain", "GB")]


@settings(deadline=None, max_examples=150)
@given(ANY_TEXT)
def test_offsets_and_order_hold_on_any_text(text: str) -> None:
    whole = body(text, text, "In " + text)
    found = mentions(whole)
    assert all(whole.text[row.body_start : row.body_end] == row.text != "" for row in found)
    assert all(one.body_end <= other.body_start for one, other in pairwise(found))


ATTACKS = {
    **HOSTILE,
    "capitalised words": "".join(f"W{a}{b}{c} " for a, b, c in product(ascii_lowercase, repeat=3)),
    "sentences of capitals": "".join(f"Xab{n:x}. " for n in range(13_000)),
    "initials": "J. K. " * 16_000,
    "one name": "Kwento Zabble " * 7_000,
    "one name and a verb": "Kwento Zabble ran. " * 5_200,
    "names and verbs": "".join(f"Kw{a}{b}nto Zab{b}{a}ble ran. " for a in ascii_lowercase for b in ascii_lowercase) * 6,
    "titles": "President Secretary of State " * 3_500,
    "links": "Minister of de la del von der " * 3_300,
    "cities": "Paris, Texas, " * 7_100,
    "brackets": "International Fund (IF) " * 4_200,
    "speakers": "".join(f"Zab{a}{b}ble said. " for a in ascii_lowercase for b in ascii_lowercase) * 10,
}  # fmt: skip


@pytest.mark.parametrize("name", ATTACKS)
def test_hostile_texts_take_linear_time(name: str) -> None:
    whole = body(ATTACKS[name])
    assert seconds(lambda: mentions(whole)) < 0.3
