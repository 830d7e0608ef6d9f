"""The gazetteer: countries, their regions, and cities, by name, with coordinates.

Read from `data/` when the first place is looked up (about 30 ms), not when the module is imported.
"""

from __future__ import annotations

import unicodedata
from functools import cache
from pathlib import Path
from typing import NamedTuple

from flows.parse.fields.lexicon import sections
from flows.parse.fields.name_words import GENDERS

COUNTRY, REGION, CITY = "country", "region", "city"
_DATA = Path(__file__).parent / "data"
_LARGE = 200  # thousand inhabitants: known well enough to need no preposition
_WORLD = 2_000  # the same, where the name is a given name too


class Location(NamedTuple):
    """A country, region or city. `division` is the ISO 3166-1 code, in some countries with that of the region."""

    kind: str
    name: str
    division: str
    latitude: float
    longitude: float
    population: int  # thousands; 0 for countries and regions
    capital: bool

    @property
    def country(self) -> str:
        return self.division[:2]


class Gazetteer(NamedTuple):
    by_name: dict[str, tuple[Location, ...]]
    short: dict[str, Location]  # regions and countries as they follow a city: `Tex.`, `Texas`, `France`
    doubtful: frozenset[str]  # names that are other words or persons' names as well, or of small cities only


@cache
def gazetteer() -> Gazetteer:
    by_name: dict[str, list[Location]] = {}
    short: dict[str, Location] = {}
    renamed: list[tuple[str, str, list[str]]] = []
    for row in _rows("countries.tsv"):
        if row[0] == "name":
            renamed.append((row[1], row[2], row[3].split("|")))
            continue
        names = row[4].split("|")
        location = Location(row[0], names[0], row[1], float(row[2]), float(row[3]), 0, False)
        for name in names:
            for form in {name, _unmarked(name)}:
                by_name.setdefault(form, []).append(location)
                short.setdefault(form, location)
        for name in row[5].split("|") if len(row) > 5 else ():
            short[name] = location
    for row in _rows("cities.tsv"):
        city = Location(CITY, row[0], row[1], float(row[2]), float(row[3]), int(row[4]), len(row) > 5)
        by_name.setdefault(row[0], []).append(city)
        if not row[0].isascii() and (plain := _unmarked(row[0])) != row[0]:
            by_name.setdefault(plain, []).append(city)
    for country, name, others in renamed:
        cities = [city for city in by_name[name] if city.country == country and city.kind == CITY]
        for other in others:
            known = by_name.setdefault(other, [])
            known += [city for city in cities if city not in known]
    listed = sections("doubtful_places.txt")
    words = frozenset(listed[""])
    doubtful = {name for name, found in by_name.items() if _doubtful(found, name in words or name.lower() in GENDERS)}
    return Gazetteer(
        {name: tuple(found) for name, found in by_name.items()}, short, frozenset(doubtful.union(listed["always"]))
    )


def _rows(name: str) -> list[list[str]]:
    lines = (_DATA / name).read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if not line.startswith("#")]


def _doubtful(found: list[Location], shared: bool) -> bool:
    """Whether these are cities only, and none so well known that it needs no preposition.

    `shared`: the name is another word, a surname or a given name as well.
    """
    least = _WORLD if shared else _LARGE
    return all(place.kind == CITY and place.population < least and not place.capital for place in found)


def _unmarked(name: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFD", name) if not unicodedata.combining(c))
