"""The gazetteer's tables, and the program that makes the one of cities."""

from __future__ import annotations

from typing import Any

from flows.parse.fields.gazetteer import CITY, COUNTRY, REGION, gazetteer
from flows.parse.fields.gazetteer_source import lines


def test_every_location_lies_on_earth_and_has_a_country() -> None:
    for found in gazetteer().by_name.values():
        for place in found:
            assert place.kind in (COUNTRY, REGION, CITY)
            assert place.country.isalpha() and place.country.isupper() and len(place.country) == 2
            assert -90 <= place.latitude <= 90 and -180 <= place.longitude <= 180


def test_names_in_four_languages_are_one_place() -> None:
    names = gazetteer().by_name
    for forms in (("Germany", "Deutschland", "Allemagne", "Alemania"), ("Moscow", "Moskau", "Moscou", "Moscú")):
        (first, *others) = [{place for place in names[form] if place.kind == names[forms[0]][0].kind} for form in forms]
        assert all(first & other for other in others)


def test_letters_without_marks_find_a_city_too() -> None:
    assert gazetteer().by_name["Zurich"] == gazetteer().by_name["Zürich"]


def test_short_forms_of_states_follow_a_city_and_are_no_names() -> None:
    assert gazetteer().short["Calif."].division == "US-CA"
    assert "Calif." not in gazetteer().by_name


def city(name: str, country: str, population: int) -> dict[str, Any]:
    return {"name": name, "countrycode": country, "admin1code": "VT", "latitude": 1.005, "longitude": 2.0,
            "population": population}  # fmt: skip


def test_large_cities_capitals_and_towns_of_some_countries_are_kept() -> None:
    rows = [
        city("Oddminster", "US", 15_500),
        city("Milldale", "BR", 15_500),
        city("Quay", "BR", 15_000),
        city("Port", "BR", 50_000),
    ]
    countries = {"BR": {"capital": "Quay"}, "US": {"capital": "Hill"}}
    assert list(lines(rows, countries)) == [
        "Port\tBR\t1.00\t2.00\t50",
        "Quay\tBR\t1.00\t2.00\t15\tc",
        "Oddminster\tUS-VT\t1.00\t2.00\t15",
    ]
