"""Ibis reads the warehouse: every table and view, its types, and expressions over them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import ibis
import ibis.expr.datatypes as dt
import pytest

from schemas.registry import TABLES
from tests.tools.conftest import OUTCOMES, QUOTES, Ask

pytestmark = [
    pytest.mark.xdist_group("ingest"),
    pytest.mark.filterwarnings("ignore:The inplace keyword in DataFrame.drop"),  # DuckDB's own call
]


@pytest.fixture(scope="module")
def connection(home: Path) -> Iterator[ibis.BaseBackend]:
    connection = ibis.duckdb.connect(home / "warehouse.duckdb", read_only=True)
    yield connection
    connection.disconnect()


def test_every_table_and_view_can_be_read(connection: ibis.BaseBackend, ask: Ask) -> None:
    views = ask("SELECT view_name FROM duckdb_views() WHERE NOT internal AND schema_name = 'main'")
    names = {*TABLES, *(name for (name,) in views)}
    assert len(views) > 12 and names <= set(connection.list_tables())
    for name in names:
        [(count,)] = ask(f'SELECT count(*) FROM "{name}"')
        assert connection.table(name).count().to_pyarrow().as_py() == count, name


def test_expressions(connection: ibis.BaseBackend, ask: Ask) -> None:
    records = connection.table("records")
    found = records.group_by("outcome").agg(n=records.count()).order_by("outcome").to_pyarrow().to_pydict()
    assert list(zip(*found.values(), strict=True)) == ask(OUTCOMES)
    both = connection.table("quotes").join(connection.table("articles"), "article_id")
    said = both.article_body.substr(both.body_start, both.body_end - both.body_start)
    assert [(text,) for text in sorted(both.select(said=said).said.to_pyarrow().to_pylist())] == ask(QUOTES)


def test_types(connection: ibis.BaseBackend, ask: Ask) -> None:
    articles = connection.table("articles")
    schema = articles.schema()
    assert schema["date_published"] == dt.Timestamp(timezone="UTC", scale=6)
    assert schema["authors"] == dt.Array(dt.string, nullable=False) and schema["extra"] == dt.JSON()
    assert not schema["article_id"].nullable and schema["headline"].nullable
    ids = articles.filter(articles.extra["id"].notnull()).order_by("article_id").extra["id"].int.to_pyarrow()
    query = "SELECT (extra->>'id')::INT AS id FROM articles WHERE id IS NOT NULL ORDER BY article_id"
    assert [(value,) for value in ids.to_pylist()] == ask(query)
