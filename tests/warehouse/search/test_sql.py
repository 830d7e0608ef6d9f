"""`search('…')` inside SQL."""

from __future__ import annotations

import re

import pytest

from tests.warehouse.search.conftest import Publish, row
from warehouse import query as module
from warehouse.home import Home
from warehouse.limits import QueryError
from warehouse.query import Prepare, rows
from warehouse.search.sql import questions


@pytest.fixture(autouse=True)
def loaded(home: Home, publish: Publish, monkeypatch: pytest.MonkeyPatch) -> None:
    publish(
        row("Rally", "Protesters stood before the embassy."),
        row("Harbour", "It's the mayor's protest.", publisher="The Harbour Post"),
        row("Old rally", "Protesters stood.", is_current=False),
    )
    prepare = Prepare(re.compile(r"\bsearch\b", re.IGNORECASE), "warehouse.search.sql:prepare")
    monkeypatch.setattr(module, "PREPARE", [prepare])


def test_it_is_a_table_that_joins(home: Home) -> None:
    names, found = rows(home, "FROM search('embassy AND protest')")
    assert names == ["article_id", "score", "snippet"]
    assert found[0][1] > 0 and found[0][2] == "**Protesters** stood before the **embassy**."
    sql = "SELECT headline FROM search('protest') JOIN {} USING (article_id) ORDER BY headline"
    assert rows(home, sql.format("articles"))[1] == [("Harbour",), ("Old rally",), ("Rally",)]
    assert rows(home, sql.format("current_articles"))[1] == [("Harbour",), ("Rally",)]


def test_several_questions_in_one_query(home: Home) -> None:
    sql = (
        "WITH a AS (FROM Search('protest')), b AS (FROM \"search\" /* as */ ( 'mayor''s' )) "
        "SELECT (SELECT count(*) FROM a), (SELECT count(*) FROM b), (SELECT count(*) FROM search('football'))"
    )
    assert rows(home, sql)[1] == [(3, 1, 0)]


def test_the_words_are_read_from_calls_only() -> None:
    sql = "SELECT 'é', 'search(''x'')' -- search('y')\n FROM search('it''s “ö”') t, research('z') WHERE search > 1"
    assert list(questions(sql)) == ["it's “ö”"]
    assert list(questions("search")) == [] == list(questions(""))


@pytest.mark.parametrize(
    "sql", ["FROM search('a' || 'b')", "FROM articles t, search(t.headline)", "FROM search('a'", "FROM search()"]
)
def test_words_that_do_not_stand_in_the_query_are_refused(home: Home, sql: str) -> None:
    with pytest.raises(QueryError, match=r"search\(\) takes its words as one text in single quotes"):
        rows(home, sql)


def test_a_wrong_question_is_told(home: Home) -> None:
    with pytest.raises(QueryError, match=r"a quotation mark .* is not closed"):
        rows(home, "FROM search('\"open')")
    with pytest.raises(QueryError, match=r"calls search.* with 9 questions; 8 are allowed"):
        rows(home, " UNION ALL ".join(f"FROM search('a{n}')" for n in range(9)))


@pytest.mark.parametrize(
    "sql", ["FROM read_text('/etc/passwd') -- search('x')", "DELETE FROM articles WHERE 'search(' <> ''",
            "SELECT * FROM search('protest'), read_csv('/etc/passwd')", "SET enable_external_access = true; -- search"],
)  # fmt: skip
def test_the_sandbox_stays(home: Home, sql: str) -> None:
    with pytest.raises(QueryError):
        rows(home, sql)
    assert len(rows(home, "FROM articles")[1]) == 3
