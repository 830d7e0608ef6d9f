"""Every number on a page is what its DuckDB query gives, and what the JSON beside the page says."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import orjson
import pytest

from schemas.tables.articles import ARTICLES
from tests.warehouse.report.markup import fact as named
from warehouse.database import open_snapshot
from warehouse.home import Home
from warehouse.query import rows
from warehouse.report.facts.asked import Answers

from .conftest import OpenTab
from .reading import facts

pytestmark = pytest.mark.xdist_group("browser")


@pytest.mark.parametrize("name", ["index", "run"])
def test_every_number_is_its_querys(pages: dict[str, Path], home: Home, tab: OpenTab, name: str) -> None:
    told = orjson.loads(pages[name].with_suffix(".json").read_bytes())
    shown = facts(tab().open(pages[name]))
    assert [fact for fact in shown if fact.stated != named(told, fact.name)] == []
    numbers = [fact for fact in shown if isinstance(fact.stated, int | float)]
    assert len(numbers) > 100
    with open_snapshot(home) as connection:
        connection.execute("SET TimeZone = 'UTC'")
        answers = Answers(connection, told["queries"])
        found = [(fact, answer(answers, fact.name)) for fact in numbers]
    assert [(fact, value) for fact, value in found if not same(fact.stated, value)] == []


def answer(answers: Answers, name: str) -> Any:
    try:
        return answers[name]
    except KeyError:
        return f"no query gives {name}"


def same(shown: Any, found: Any) -> bool:
    return bool(shown == found) or (isinstance(found, float) and shown == pytest.approx(found, rel=1e-9))


@pytest.mark.parametrize(("name", "table"), [("article", "articles"), ("quarantined", "quarantined_articles")])
def test_an_articles_numbers_are_its_rows(
    pages: dict[str, Path], home: Home, tab: OpenTab, name: str, table: str
) -> None:
    names, [row] = rows(home, f"FROM {table} WHERE article_id = '{pages[name].stem}'")
    told = dict(zip(names, row, strict=True))
    shown = [fact for fact in facts(tab().open(pages[name])) if fact.name.startswith("fields.")]
    numbers = [fact for fact in shown if isinstance(fact.stated, int | float)]
    assert {fact.name for fact in numbers} >= {"fields.word_count"}
    for fact in numbers:
        column = fact.name.removeprefix("fields.")
        assert column in ARTICLES.column_names and fact.stated == told[column], fact
