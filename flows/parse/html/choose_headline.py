"""The headline: of what h1, JSON-LD, OpenGraph and the title say, the text that most of them agree on.

JSON-LD alone is right on 75 % of news pages, one of the three on 98 %. The h1 above the body is what readers see, so it
counts most; two others that agree with each other outweigh it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from flows.parse.html.candidate import Candidate, Lost, squashed
from flows.parse.html.headings import Heading
from flows.parse.html.json_ld import text_of
from flows.parse.html.meta_names import META_NAMES
from flows.parse.html.site_name import ends, names_site, parts, without_site
from flows.parse.html.statements import Statements

# How much a source's word counts. A text's score is the sum over the sources that give it.
_WEIGHTS = {
    "h1": 3.0, "json_ld.headline": 2.0, "microdata.headline": 2.0, "og:title": 1.9, "twitter:title": 0.6,
    "json_ld.name": 1.2, "title": 0.8,
}  # fmt: skip
_OTHER_WEIGHT = 0.5  # dc.title, parsely-title, sailthru.title …
_CUT_OFF = ("...", "…", "[…]", "[...]")
FEWEST_WORDS = 3  # of an h1 that outweighs the rest
FEWEST_SHARED = 2  # words, of one h1 among many
_ONE_H1_OF_MANY = 1.0
_MAIN = ("json_ld.headline", "og:title")
_FIRST_H1 = 2.4  # more for the h1 that stands for the article
_PARTLY = 0.6  # of a source's weight, for a text that it holds or that holds it
SHORTEST_SHARED = 12  # letters and digits that two texts share at their start, for one to speak for the other
LONGEST = 400  # characters; what is longer is no headline


class _Reading(NamedTuple):
    """One candidate, cut to size: `value` has no site's name, `key` is what compares."""

    value: str
    key: str
    candidate: Candidate


def headline_candidates(known: Statements) -> list[Candidate]:
    """Every text that the page offers as its headline, the most trusted source first."""
    article = known.article
    h1s = [heading for heading in known.h1s if not heading.is_logo]
    found = [Candidate(text_of(article.get(name)), f"json_ld.{name}") for name in ("headline", "name")]
    found += [Candidate(value, "microdata.headline") for value in known.items.get("headline", [])[:1]]
    found += [Candidate(known.tags[name][0], name) for name in META_NAMES["headline"] if name in known.tags]
    found.append(Candidate(known.title, "title"))
    found = [candidate for candidate in found if candidate.value]
    said = [without_site(candidate.value, known.site) for candidate in found if candidate.source in _MAIN]
    return [Candidate(_of_h1(heading, said), "h1") for heading in h1s] + found


def _of_h1(heading: Heading, said: Sequence[str]) -> str:
    """The heading with its kicker where another source has it too, else without what no other source has of it."""
    if heading.kicker and squashed(heading.whole) in map(squashed, said):
        return f"{heading.kicker}: {heading.text}"
    for text in said:
        before, found, after = heading.text.partition(text)
        if found and len(text) >= SHORTEST_SHARED and (before or after):
            return text if not after or not (after.lstrip()[:1].isalpha() or after[0] in ":,") else heading.text
    return heading.text


def choose_headline(
    candidates: Sequence[Candidate], title: str, names: frozenset[str]
) -> tuple[Candidate | None, list[Lost]]:
    """The winner, the site's name cut off, and the rest with what spoke against each."""
    readings, lost = _readings(candidates, names | _banners(candidates, title))
    if not readings:
        readings = _as_they_are(candidates)
    if not readings:
        return None, lost
    first = _first_h1(readings)
    prominent = first is not None and _is_prominent(first, readings)
    scores: dict[str, float] = {}
    for reading in readings:
        if reading.key not in scores:
            scores[reading.key] = sum(_voice(other, reading, first, prominent) for other in readings)
    best = max(readings, key=lambda reading: scores[reading.key])  # the first of equals: the order of the sources
    spelled = [reading for reading in readings if reading.key == best.key]
    for reading in readings:
        if reading.key != best.key:
            reason = f"{scores[reading.key]:.1f} of the sources' weight against {scores[best.key]:.1f}"
            lost.append(Lost(reading.candidate, reason))
    return Candidate(best.value, "+".join(dict.fromkeys(r.candidate.source for r in spelled))), lost


def _banners(candidates: Sequence[Candidate], title: str) -> set[str]:
    """The ends of a title that an h1 repeats and no other source: that h1 is the site's banner."""
    others = {squashed(candidate.value) for candidate in candidates if candidate.source not in ("h1", "title")}
    h1s = {squashed(candidate.value) for candidate in candidates if candidate.source == "h1"}
    return {
        key
        for head, tail in ends(title)
        if (key := squashed(tail)) in h1s and key not in others and (len(head) > len(tail) or squashed(head) in h1s)
    }


def _first_h1(readings: Sequence[_Reading]) -> _Reading | None:
    """The h1 that stands for the article: the only one, else the first that shares words with the head of the page."""
    h1s = [reading for reading in readings if reading.candidate.source == "h1"]
    if len(h1s) < 2:
        return h1s[0] if h1s else None
    others = [reading for reading in readings if reading.candidate.source != "h1"]
    same = {other.key for other in others}
    said: set[str] = set().union(*(_long_words(other.value) for other in others))
    fewest = FEWEST_SHARED if said else 0
    alike = (h1 for h1 in h1s if len(said & _long_words(h1.value)) >= fewest)
    return next((h1 for h1 in h1s if h1.key in same), None) or next(alike, None)


def _is_prominent(h1: _Reading, readings: Sequence[_Reading]) -> bool:
    """Whether an h1 has a headline's length and shares a word with what the head of the page says."""
    said: set[str] = set().union(*(_long_words(r.value) for r in readings if r.candidate.source != "h1"))
    return len(h1.value.split()) >= FEWEST_WORDS and (not said or not said.isdisjoint(_long_words(h1.value)))


def _long_words(text: str) -> set[str]:
    return {word for word in text.casefold().split() if len(word) > 3} or {text.casefold()}


def _as_they_are(candidates: Sequence[Candidate]) -> list[_Reading]:
    """Where everything seems to name the site, what h1 and another source agree on is the headline all the same."""
    h1s = {squashed(c.value) for c in candidates if c.source == "h1"}
    agreed = [c for c in candidates if squashed(c.value) in h1s and len(c.value.split()) >= FEWEST_WORDS]
    return [_Reading(c.value, squashed(c.value), c) for c in agreed]


def _readings(candidates: Sequence[Candidate], names: frozenset[str]) -> tuple[list[_Reading], list[Lost]]:
    readings: list[_Reading] = []
    lost: list[Lost] = []
    seen: set[tuple[str, str]] = set()
    for candidate in candidates:
        value = without_site(candidate.value, names)
        key = squashed(value)
        if not key or len(value) > LONGEST:
            continue
        if names_site(value, names):
            lost.append(Lost(candidate, "names the site"))
        elif (key, candidate.source) not in seen:
            seen.add((key, candidate.source))
            readings.append(_Reading(value, key, candidate))
    return readings, lost


def _voice(other: _Reading, reading: _Reading, first: _Reading | None, prominent: bool) -> float:
    """How much `other` speaks for `reading`: its whole weight if both are the same, less if one holds the other."""
    weight = _WEIGHTS.get(other.candidate.source, _OTHER_WEIGHT)
    if other.candidate.source == "h1":
        weight = weight if other is first else _ONE_H1_OF_MANY
    if other.key == reading.key:
        return weight + _FIRST_H1 if other is first and prominent else weight
    if len(reading.key) < SHORTEST_SHARED:
        return weight * 0.9 if reading.key in map(squashed, parts(other.value)) else 0.0
    if other.value.endswith(_CUT_OFF) and reading.key.startswith(other.key) and len(other.key) >= SHORTEST_SHARED:
        return weight
    shorter, longer = sorted((other.key, reading.key), key=len)
    if longer.startswith(shorter) or longer.endswith(shorter):
        return weight * _PARTLY
    return 0.0
