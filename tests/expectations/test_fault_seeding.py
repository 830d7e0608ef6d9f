"""Planted damage is found, and undamaged articles pass: tests/benchmarks/fault_seeding.py on a few generated texts."""

from __future__ import annotations

import pytest

from tests.benchmarks.corpus import write_corpus
from tests.benchmarks.fault_seeding import (
    CLEAN_QUARANTINED,
    CRITICALS_CAUGHT,
    Found,
    Good,
    clean_shares,
    good_articles,
    plant,
    share_of_criticals_caught,
)
from tests.benchmarks.faults import FAULTS

HARD = {
    "truncated body": 0.6,  # the parser drops a last line of a few letters
    "UTF-8 read as Windows-1252": 0.7,
    "body of another article": 0.3,  # headlines share words with many bodies
    "house notice in the body": 0.0,  # all bodies of this corpus are made of the same paragraphs
    "marks of no width": 0.0,  # the parser takes them out
    "post newer than the article": 0.7,  # some of the corpus have one already
}
"""The least share of other damage that is found."""


@pytest.fixture(scope="module")
def articles(tmp_path_factory: pytest.TempPathFactory) -> list[Good]:
    folder = tmp_path_factory.mktemp("corpus")
    write_corpus(folder, 32, size=2_000)
    return good_articles(folder, 28)


@pytest.fixture(scope="module")
def found(articles: list[Good]) -> dict[str, Found]:
    return {fault.name: plant(fault, articles) for fault in FAULTS}


def test_there_is_something_to_damage(articles: list[Good], found: dict[str, Found]) -> None:
    assert len(articles) == 28
    assert len(FAULTS) >= 25
    assert all(one.planted for one in found.values())


def test_criticals_are_caught(found: dict[str, Found]) -> None:
    assert share_of_criticals_caught(list(found.values())) >= CRITICALS_CAUGHT


def test_undamaged_articles_are_not_quarantined(articles: list[Good]) -> None:
    assert clean_shares(articles)[1] <= CLEAN_QUARANTINED


@pytest.mark.parametrize("name", [fault.name for fault in FAULTS])
def test_each_kind_is_noticed(name: str, found: dict[str, Found]) -> None:
    one = found[name]
    assert one.caught >= HARD.get(name, 0.9) * one.left
