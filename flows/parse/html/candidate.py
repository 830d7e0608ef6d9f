"""A value that a page states for a field, before it is weighed against the others."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from flows.parse import headline
from flows.parse.model import Evidence

VALUE_CHARACTERS = 300  # of a losing value, in evidence
LOSER_CONFIDENCE = 0.3


@lru_cache(maxsize=512)  # the same titles and names are compared many times a page
def squashed(value: str) -> str:
    """Letters and digits only, lower case."""
    return headline.squashed(value)


class Candidate(NamedTuple):
    value: str
    source: str  # `json_ld.headline`, `og:title`, `h1`


class Lost(NamedTuple):
    """A candidate that was not taken, and why."""

    candidate: Candidate
    reason: str


def evidence_of(field: str, lost: Iterable[Lost]) -> list[Evidence]:
    """One row for each candidate that lost; the winner's own row is written where the column is filled."""
    return [
        Evidence(field, some.value[:VALUE_CHARACTERS], some.source, LOSER_CONFIDENCE, note=f"not used: {reason}")
        for some, reason in lost
    ]
