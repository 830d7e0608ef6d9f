"""What a schema declares, a suite demands: each derived expectation fails on rows that break it, and only then."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest

from expectations.columns import parsed_columns
from expectations.derived import NEVER_IN_FACTS, derived
from expectations.spec import CRITICAL, INFO, WARNING
from flows.parse.model import ParsedArticle
from schemas.column import Column, Table, Type
from schemas.registry import ARTICLE_CHILDREN
from schemas.tables.articles import ARTICLES
from tests.expectations.conftest import failing
from tests.expectations.invented import article, replaced


def _breaking(column: Column) -> dict[str, Any]:
    """A value for each constraint of the column that breaks it, by the expectation's last words."""
    values: dict[str, Any] = {}
    if not column.nullable:
        values["given"] = None
    if column.vocabulary is not None:
        values["in_vocabulary"] = "gossip"
    if column.minimum is not None:
        dates = {Type.DATE: date(1000, 1, 1), Type.TIMESTAMP: datetime(1000, 1, 1, tzinfo=UTC)}
        values["in_range"] = dates[column.type] if isinstance(column.minimum, str) else column.minimum - 1
    if column.pattern is not None:
        values["well_formed"] = "!!"
    return values


def _damaged(table: Table, column: str, value: object) -> ParsedArticle:
    changes: dict[str, Any] = {column: value}
    if table is not ARTICLES:
        changes = {table.name: replaced(getattr(article(), table.name), **changes)}
    return article(**changes)


CASES = [
    (f"{table.name}_{column.name}_{kind}", _damaged(table, column.name, value))
    for table in (ARTICLES, *ARTICLE_CHILDREN)
    for column in parsed_columns(table)
    if column.name not in NEVER_IN_FACTS
    for kind, value in _breaking(column).items()
]
TYPES = [
    (f"{table.name}_types", column.name, _damaged(table, column.name, object()))
    for table in (ARTICLES, *ARTICLE_CHILDREN)
    for column in parsed_columns(table)
]


@pytest.fixture(scope="module")
def failures() -> dict[str, set[int]]:
    return failing([*(broken for _, broken in CASES), *(broken for _, _, broken in TYPES)])


@pytest.mark.parametrize(("place", "name"), [(i, name) for i, (name, _) in enumerate(CASES)], ids=[c[0] for c in CASES])
def test_a_broken_constraint_is_found(place: int, name: str, failures: dict[str, set[int]]) -> None:
    derived_names = {e.name for table in (ARTICLES, *ARTICLE_CHILDREN) for e in derived(table)}
    found = {n for n, records in failures.items() if place in records and n in derived_names}
    assert found - {"articles_article_id_unique"} == {name}


@pytest.mark.parametrize(
    ("place", "name"),
    [(i, name) for i, (name, _, _) in enumerate(TYPES, len(CASES))],
    ids=[f"{name}-{column}" for name, column, _ in TYPES],
)
def test_a_value_of_the_wrong_type_is_found(place: int, name: str, failures: dict[str, set[int]]) -> None:
    assert place in failures[name]


def test_every_derived_row_level_expectation_is_tested() -> None:
    tested = {name for name, _ in CASES} | {name for name, _, _ in TYPES} | {"articles_article_id_unique"}
    assert tested == {e.name for table in (ARTICLES, *ARTICLE_CHILDREN) for e in derived(table)}


def test_what_the_warehouse_enforces_is_critical() -> None:
    for table in (ARTICLES, *ARTICLE_CHILDREN):
        for e in derived(table):
            soft = {"well_formed": WARNING, "unique": INFO}
            expected = next((severity for end, severity in soft.items() if e.name.endswith(end)), CRITICAL)
            assert e.severity == expected, e.name


def test_the_same_record_twice_is_noted() -> None:
    assert failing([article(), article(), article(3)])["articles_article_id_unique"] == {0, 1}


@pytest.mark.parametrize(
    ("changes", "table"),
    [
        ({"headline": "Ferry \ud800 returns"}, "articles"),
        ({"authors": ["Tomas Reyd", None]}, "articles"),
        ({"word_count": 10**30}, "articles"),
        ({"word_count": True}, "articles"),
        ({"date_published": datetime(2026, 3, 16)}, "articles"),
        ({"quantities": replaced(article().quantities, value=10**400)}, "quantities"),
        ({"embeds": replaced(article().embeds, text="\udfff")}, "embeds"),
    ],
)
def test_values_that_cannot_be_stored_are_of_the_wrong_type(changes: dict[str, Any], table: str) -> None:
    assert failing([article(1), article(**changes)])[f"{table}_types"] == {1}
