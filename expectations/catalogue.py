"""All expectations there are, by suite."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from expectations.bounds import BOUNDS, bind
from expectations.derived import derived
from expectations.judged import JUDGED
from expectations.spec import Expectation
from schemas.registry import ARTICLE_CHILDREN
from schemas.tables.articles import ARTICLES


@cache
def catalogue(bounds: Path = BOUNDS) -> tuple[Expectation, ...]:
    """Every expectation with its bounds: those derived from the schemas, then the judged ones.

    BoundsError if the file of bounds cannot be used; ValueError if two expectations have the same name.
    """
    found = [e for table in (ARTICLES, *ARTICLE_CHILDREN) for e in derived(table)] + bind(JUDGED, bounds)
    names = [e.name for e in found]
    twice = {name for name in names if names.count(name) > 1}
    if twice:
        raise ValueError(f"two expectations are called {', '.join(sorted(twice))}; names are unique")
    return tuple(found)


def suites(bounds: Path = BOUNDS) -> dict[str, list[Expectation]]:
    """The expectations of each suite, in the order in which they are declared."""
    found: dict[str, list[Expectation]] = {}
    for expectation in catalogue(bounds):
        found.setdefault(expectation.suite, []).append(expectation)
    return found
