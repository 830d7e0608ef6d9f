"""Whom and what an article names: persons, organisations and places, each once, in order."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from functools import lru_cache

from flows.parse.fields.capitalised import capitalised_runs
from flows.parse.fields.gazetteer import gazetteer
from flows.parse.fields.name_shapes import shapes
from flows.parse.fields.name_words import ONLY_OPENS
from flows.parse.fields.organisations import organisations, reading_of
from flows.parse.fields.people import people
from flows.parse.fields.places import candidate_of, places
from flows.parse.fields.tongue import tongue
from flows.parse.model import Body, Embed, Mention

_REMEMBERED = 1 << 15  # runs


def mentions(body: Body, embeds: Sequence[Embed] = ()) -> list[Mention]:
    """Persons, organisations and places of the body, in order of first mention.

    Where two names share words it is the person (`Paris Hilton`), else the organisation (`Bank of England`).
    """
    text = body.text
    spoken = tongue(text)
    runs = [
        run for run in capitalised_runs(text) if (_names(run[0], spoken) if " " in run[0] else run[0] not in ONLY_OPENS)
    ]
    persons = people(body, embeds, runs)
    words = {word for person in persons for word in (person.name or person.text).split(" ")}
    found = sorted(persons, key=_start)
    found = apart(found, organisations(text, body.spans, runs))
    return apart(found, places(text, body.spans, runs, words))


@lru_cache(maxsize=_REMEMBERED)
def _names(run: str, spoken: str) -> bool:
    """Whether the run can name anything: half of all runs only open a sentence, or are of no use to anyone."""
    return bool(
        shapes(run, spoken) or candidate_of(run) or reading_of(run) or run.isupper() or run in gazetteer().short
    )


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
