"""Whom and what an article names: persons, organisations and places, each once, in order."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from flows.parse.fields.capitalised import capitalised_runs
from flows.parse.fields.gazetteer import gazetteer
from flows.parse.fields.name_shapes import shapes
from flows.parse.fields.name_words import ONLY_OPENS
from flows.parse.fields.organisations import Reading, organisations, reading_of
from flows.parse.fields.people import people
from flows.parse.fields.places import Candidate, candidate_of, places
from flows.parse.fields.shape import Shape
from flows.parse.fields.tongue import tongue
from flows.parse.model import Body, Embed, Mention

_REMEMBERED = 1 << 15  # runs: about 15 MB


def mentions(body: Body, embeds: Sequence[Embed] = ()) -> list[Mention]:
    """Persons, organisations and places of the body, in order of first mention.

    Where two names share words it is the person (`Paris Hilton`), else the organisation (`Bank of England`).
    """
    text = body.text
    spoken = tongue(text)
    known = _bearings(spoken)
    runs: list[tuple[str, int]] = []
    personal: list[tuple[str, int, tuple[Shape, ...]]] = []
    collective: list[tuple[str, int, Reading | None]] = []
    local: list[tuple[int, Candidate | None]] = []
    for run in capitalised_runs(text):
        bearing = known[run[0]]
        if bearing is None:
            continue
        if bearing.shapes:
            personal.append((*run, bearing.shapes))
        if bearing.collective:
            collective.append((*run, bearing.reading))
        if bearing.local:
            local.append((len(runs), bearing.candidate))
        runs.append(run)
    persons = people(body, embeds, personal)
    words = {word for person in persons for word in (person.name or person.text).split(" ")}
    found = persons
    if collective:
        found = apart(found, organisations(text, body.spans, collective))
    return apart(found, places(text, body.spans, runs, words, local)) if local else found


class _Bearing(NamedTuple):
    """What a run may name, as its words alone tell."""

    shapes: tuple[Shape, ...]
    collective: bool  # an organisation, or its acronym
    reading: Reading | None
    local: bool  # a place, or the region after one
    candidate: Candidate | None


_new = tuple.__new__  # a third of the cost of the named tuple's own constructor
_NAMELESS = _Bearing((), False, None, False, None)  # by its words; still a small town, if its region follows


class _Bearings(dict[str, _Bearing | None]):
    """What each run may name in one tongue: names come again and again, and then it is a look-up."""

    def __init__(self, spoken: str) -> None:
        super().__init__()
        self._spoken = spoken

    def __missing__(self, run: str) -> _Bearing | None:
        if len(self) >= _REMEMBERED:
            self.clear()
        found = self[run] = _bearing(run, self._spoken)
        return found


@cache
def _bearings(spoken: str) -> _Bearings:
    return _Bearings(spoken)


def _bearing(run: str, spoken: str) -> _Bearing | None:
    """None for half of all runs, which only open a sentence, or are of no use to anyone."""
    lone = " " not in run
    if lone and run in ONLY_OPENS:
        return None
    held, reading, candidate = shapes(run, spoken), reading_of(run), candidate_of(run)
    collective = reading is not None or run.isupper()
    local = candidate is not None or run in gazetteer().short
    if held or collective or local:
        return _new(_Bearing, (held, collective, reading, local, candidate))
    return _NAMELESS if lone else None


def _start(mention: Mention) -> int:
    return mention.body_start


def apart(found: Sequence[Mention], others: Sequence[Mention]) -> list[Mention]:
    """The mentions, which stand in order, and those of the others that share no character with them; in order."""
    starts = [mention.body_start for mention in found]
    free = []
    for other in others:
        before = bisect_right(starts, other.body_start)
        if before and found[before - 1].body_end > other.body_start:
            continue
        if before < len(found) and found[before].body_start < other.body_end:
            continue
        free.append(other)
    return sorted([*found, *free], key=_start)
