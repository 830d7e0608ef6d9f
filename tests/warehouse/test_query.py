"""SQL on the snapshot: answers, and nothing else."""

import time

import pytest

from tests.warehouse.conftest import Load, article
from warehouse.home import Home
from warehouse.query import Limits, QueryError, rows


@pytest.fixture
def loaded(home: Home, load: Load) -> Home:
    load("r1", [article("One")])
    return home


@pytest.mark.parametrize(
    "sql",
    [
        "DELETE FROM articles",
        "CREATE TABLE x AS SELECT 1",
        "FROM read_text('/etc/passwd')",
        "COPY articles TO '/tmp/stolen.csv'",
        "ATTACH '/tmp/other.duckdb'",
        "INSTALL httpfs",
        "SET enable_external_access = true",
    ],
)
def test_what_writes_or_looks_elsewhere_is_refused(loaded: Home, sql: str) -> None:
    with pytest.raises(QueryError):
        rows(loaded, sql)
    assert len(rows(loaded, "FROM articles")[1]) == 1


def test_a_query_that_runs_away_is_stopped_and_told_which_limit(loaded: Home) -> None:
    started = time.monotonic()
    with pytest.raises(QueryError, match=r"stopped after 0.5 s.*--timeout"):
        rows(loaded, "SELECT sum(a.range * b.range) FROM range(10000000) a, range(10000000) b", Limits(seconds=0.5))
    assert time.monotonic() - started < 1.5


def test_the_views_answer(loaded: Home) -> None:
    assert rows(loaded, "SELECT speaker_name, quotes FROM speakers")[1] == [("Ada Lindqvist", 1)]
    assert rows(loaded, "SELECT headline FROM current_articles")[1] == [("One",)]
