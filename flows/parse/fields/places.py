"""The places an article names: countries, regions and cities of the gazetteer, with country and coordinates.

Precision before recall: a name that is also a word, a surname or a small city needs a preposition before it, or its
region after it ("Reading, Pennsylvania"). Of cities that share a name it is the largest, unless one nearly as large
lies in a country that the article names.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from typing import NamedTuple

from flows.parse.fields.capitalised import parts
from flows.parse.fields.gazetteer import CITY, COUNTRY, REGION, Location, gazetteer
from flows.parse.fields.name_words import DAYS, LEADS, STOPPED
from flows.parse.fields.title_before import word_before
from flows.parse.model import BodySpan, Mention

_NO_PLACES = LEADS | DAYS
_MARKED = re.compile(r"[.'’]")
_AT = frozenset(
    "in near at from outside around to toward towards across inside throughout into within visited "
    "aus nach bei à en depuis vers desde hacia cerca près sur".split()
)
_IN = frozenset(("in", "en"))
_AFTER_AT = frozenset("of de von".split())  # "the city of", "la ville de": a place, if a noun for one stands before
_TOWNS = frozenset(
    "city town village suburb port capital mayor people streets ville ciudad pueblo maire alcalde alcaldesa stadt "
    "north south east west outskirts region province state university".split()
)
_SPEAKS = (" said", " says", " told", " warned", " announced", " accused", " wants", " sagte", " dijo", " a dit")
_NOT_AFTER = frozenset("mr mrs ms dr president governor senator gov. sen. rep. judge miss sir lord lady saint".split())
_SHARED = frozenset(("GE",))  # Georgia is a state as well
_METROPOLIS = 2_000  # thousand inhabitants
_new = tuple.__new__  # a third of the cost of the named tuple's own constructor
_COMPARABLE = 10  # a city in the article's countries may be so many times smaller than its namesake


class Candidate(NamedTuple):
    """A run that is the name of a place and nothing else; offsets count from the run's start."""

    name: str
    start: int
    end: int
    led: str  # the word that stands before the name in the run, in lower case


class _Sighting(NamedTuple):
    name: str
    start: int
    end: int
    region: Location | None


def places(
    text: str, spans: Sequence[BodySpan], runs: Sequence[tuple[str, int]], persons: Collection[str],
    local: Sequence[tuple[int, Candidate | None]],
) -> list[Mention]:  # fmt: skip
    """Places named outside headings, once each at their first mention. `persons` are words of the persons' names.

    `local` are those of the runs that may be a place, or the region after one: their numbers, and what they name.
    """
    seen: dict[str, _Sighting] = {}
    following = iter(spans)
    ceiling, heading = 0, True
    short = gazetteer().short
    for index, candidate in local:
        run, begin = runs[index]
        if run in short and text[begin - 2 : begin] == ", " and index:
            town = _town(text, runs[index - 1], begin - 2, run)
            if town and town.name not in seen:
                seen[town.name] = town
        if candidate is None:
            continue
        if candidate.name in seen:
            continue
        while begin >= ceiling:
            span = next(following, None)
            if span is None:
                return _mentions(text, seen)
            ceiling, heading = span.end, span.kind == "heading"
        if not heading:
            found = _sighting(text, candidate, begin, runs[index + 1 : index + 2], persons)
            if found:
                seen[candidate.name] = found
    return _mentions(text, seen)


def candidate_of(run: str) -> Candidate | None:
    if run.lower() in _NO_PLACES or len(run) > 60 or run.isdigit():
        return None
    names = gazetteer().by_name
    if run in names:
        return Candidate(run, 0, len(run), "")
    if run.isupper() and len(run) > 3 and run.title() in names:
        return Candidate(run.title(), 0, len(run), "")  # of a dateline
    if run.partition(" ")[0].lower() not in LEADS and not _MARKED.search(run):
        return None  # nearly all: nothing to take off
    tokens = parts(run, STOPPED)
    if len(tokens) != 1:  # "Germany's Parliament": the possessor is a place by itself
        tokens = tokens[:1] if len(tokens) == 2 else []
    for part in tokens:
        lead = 0  # sentence openings and prepositions in front
        while lead < len(part) - 1 and part[lead].lower in LEADS:
            lead += 1
        if part:
            led = part[lead - 1].lower if lead else ""
            start, end = part[lead].start, part[-1].end
            name = run[start:end]
            if name in names and name.lower() not in _NO_PLACES:
                return Candidate(name, start, end, led)
    return None


def _sighting(
    text: str, candidate: Candidate, begin: int, following: Sequence[tuple[str, int]], persons: Collection[str]
) -> _Sighting | None:
    name, start, end = candidate.name, begin + candidate.start, begin + candidate.end
    if text[start:end] != name and not _opens_dateline(text, start, end):
        return None
    region = _region(text, end, following)
    if region is not None and _located(gazetteer().by_name[name], region, ()):
        return _Sighting(name, start, end, region)
    if text[start:end] != name:
        return _Sighting(name, start, end, None)
    before = candidate.led or word_before(text, start - 1, 0)[1].lower()
    if before in _NOT_AFTER or text[start - 1 : start] in ("-", "@", "#", "&", "\u00a0"):
        return None
    at = before in _AT or (before in _AFTER_AT and word_before(text, start - len(before) - 2, 0)[1].lower() in _TOWNS)
    if name in persons:  # "in Jordan", though another is called so
        known = before in _IN and gazetteer().by_name[name][0].kind != CITY
        return _Sighting(name, start, end, None) if known else None
    if name in gazetteer().doubtful:
        owns = text.startswith(("'s", "’s"), end)  # "in Roe's office"
        return _Sighting(name, start, end, None) if at and not owns else None
    if not at and text.startswith(_SPEAKS, end):
        meant = best_known(gazetteer().by_name[name])
        if meant and meant.kind == CITY:
            return None  # the government there, or a person
    return _new(_Sighting, (name, start, end, None))


def _opens_dateline(text: str, start: int, end: int) -> bool:
    return (start == 0 or text[start - 1] == "\n") and text.startswith((", ", " (", " —", " –", " -", "—"), end)


def _town(text: str, run: tuple[str, int], end: int, region: str) -> _Sighting | None:
    """A town that no gazetteer has: `in Milldale, Texas`."""
    name, start = run
    if start + len(name) != end or candidate_of(name) is not None or word_before(text, start - 1, 0)[1] not in _AT:
        return None
    where = gazetteer().short.get(region)
    return _Sighting(name, start, end, where) if where and name.count(" ") < 3 and "." not in name[3:] else None


def _region(text: str, end: int, following: Sequence[tuple[str, int]]) -> Location | None:
    """The region or country that stands after a comma: `Reading, Pa.`."""
    if text[end : end + 2] != ", " or not following:
        return None
    run, start = following[0]
    if start != end + 2:
        return None
    short = gazetteer().short
    return short.get(run) or short.get(run.rstrip(".")) or short.get(run.partition("'")[0].partition("’")[0])


def _mentions(text: str, seen: dict[str, _Sighting]) -> list[Mention]:
    names = gazetteer().by_name
    countries = {found[0].country for name in seen if len(found := names.get(name, ())) == 1}
    countries |= {sighting.region.country for sighting in seen.values() if sighting.region}
    mentions: dict[object, Mention] = {}
    for sighting in seen.values():
        start, end = sighting.start, sighting.end
        written = text[start:end]
        where = _located(names.get(sighting.name, ()), sighting.region, countries)
        if where is not None:
            if where not in mentions:  # Britain is the United Kingdom
                row = (
                    "place", written, sighting.name, None, where.country, where.latitude, where.longitude, where.kind,
                    start, end,
                )  # fmt: skip
                mentions[where] = _new(Mention, row)
        elif sighting.region is not None:  # its region tells at least the country
            country = sighting.region.country
            mentions[written] = Mention("place", written, written, None, country, None, None, "region", start, end)
    return list(mentions.values())


def _rank(place: Location) -> int:
    """New York and Washington are cities rather than states, Singapore and Luxembourg countries."""
    if place.kind == COUNTRY:
        return 4 if place.country not in _SHARED else 2
    if place.kind == REGION:
        return 2
    return 3 if place.population >= _METROPOLIS or (place.capital and place.population > 500) else 1


def best_known(found: Sequence[Location]) -> Location | None:
    """Of places with one name the one that is meant where nothing else tells; None of none."""
    return max(found, key=lambda place: (_rank(place), place.population), default=None)


def _located(found: Sequence[Location], region: Location | None, countries: Collection[str]) -> Location | None:
    if region is not None:
        inside = [place for place in found if place.division.startswith(region.division) and place.kind == CITY]
        return max(inside, key=lambda place: place.population, default=None)
    if len(found) == 1:
        return found[0]
    largest = max(found, key=lambda place: (_rank(place), place.country in countries, place.population))
    if largest.kind != CITY:
        return largest
    near = max(
        (place for place in found if place.country in countries), key=lambda place: place.population, default=largest
    )
    return near if near.population * _COMPARABLE >= largest.population else largest
