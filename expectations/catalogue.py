"""All expectations there are, by suite."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from pathlib import Path

from expectations.bounds import BOUNDS, bind
from expectations.derived import derived
from expectations.drift.suite import SUITE as ON_SOURCES
from expectations.judged import JUDGED
from expectations.spec import Expectation
from schemas.registry import ARTICLE_CHILDREN
from schemas.tables.articles import ARTICLES


@cache
def templates() -> tuple[Expectation, ...]:
    """Every expectation, those with bounds of bounds.toml without them: derived from the schemas, then judged ones.

    ValueError if two expectations have the same name.
    """
    found = [e for table in (ARTICLES, *ARTICLE_CHILDREN) for e in derived(table)] + list(JUDGED)
    names = [e.name for e in found]
    twice = {name for name in names if names.count(name) > 1}
    if twice:
        raise ValueError(f"two expectations are called {', '.join(sorted(twice))}; names are unique")
    return tuple(found)


@cache
def named() -> dict[str, Expectation]:
    """Every expectation by its name, as it comes: those of the catalogue, and those on sources, judged run by run."""
    return {e.name: e for e in (*templates(), *ON_SOURCES)}


@cache
def catalogue(bounds: Path = BOUNDS) -> tuple[Expectation, ...]:
    """Every expectation with its bounds. BoundsError if the file of bounds cannot be used."""
    bound = {e.name: e for e in bind(JUDGED, bounds)}
    return tuple(bound.get(e.name, e) for e in templates())


def suites(bounds: Path = BOUNDS) -> dict[str, list[Expectation]]:
    """The expectations of each suite, in the order in which they are declared."""
    return by_suite(catalogue(bounds))


def by_suite(expectations: Iterable[Expectation]) -> dict[str, list[Expectation]]:
    found: dict[str, list[Expectation]] = {}
    for expectation in expectations:
        found.setdefault(expectation.suite, []).append(expectation)
    return found
