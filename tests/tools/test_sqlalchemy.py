"""SQLAlchemy reads the warehouse through duckdb-engine: names of tables and views, queries, types."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pandas as pd
import pytest
import sqlalchemy as sa

from schemas.registry import TABLES
from tests.tools.conftest import OUTCOMES, QUOTES, TYPED, Ask

pytestmark = pytest.mark.xdist_group("ingest")


@pytest.fixture(scope="module")
def engine(home: Path) -> Iterator[sa.Engine]:
    engine = sa.create_engine(f"duckdb:///{home}/warehouse.duckdb", connect_args={"read_only": True})
    yield engine
    engine.dispose()


def test_it_finds_tables_and_views(engine: sa.Engine) -> None:
    found = sa.inspect(engine)
    assert set(TABLES) <= set(found.get_table_names()) and "current_articles" in found.get_view_names()


@pytest.mark.parametrize("query", [OUTCOMES, QUOTES])
def test_queries(engine: sa.Engine, ask: Ask, query: str) -> None:
    with engine.connect() as connection:
        assert [tuple(row) for row in connection.execute(sa.text(query))] == ask(query)


def test_expressions_and_types(engine: sa.Engine, ask: Ask) -> None:
    articles = sa.table("articles", *map(sa.column, TABLES["articles"].column_names))
    columns = articles.c.article_id, articles.c.authors, articles.c.date_published, articles.c.extra
    with engine.connect() as connection:
        rows = connection.execute(sa.select(*columns).order_by(articles.c.article_id)).all()
        dated = sa.select(sa.func.count()).where(
            articles.c.date_published >= datetime.fromisoformat("2026-01-01T00:00Z")
        )
        assert (
            connection.execute(dated).scalar_one()
            == ask("SELECT count(*) FROM articles WHERE date_published >= '2026-01-01 00:00:00+00'")[0][0]
        )
    expected = [(*row[:3], row[3] and json.loads(row[3])) for row in ask(TYPED)]  # the engine reads JSON
    assert [tuple(row) for row in rows] == expected
    assert all(row.date_published.utcoffset() is not None for row in rows if row.date_published)


def test_pandas_reads_through_it(engine: sa.Engine, ask: Ask) -> None:
    frame = pd.read_sql(sa.text(OUTCOMES), engine)
    assert list(frame.itertuples(index=False, name=None)) == ask(OUTCOMES)
    frame = pd.read_sql(sa.text("SELECT date_published, word_count FROM articles"), engine)
    assert isinstance(frame["date_published"].dtype, pd.DatetimeTZDtype) and frame["word_count"].dtype == "int64"


def test_it_cannot_write(engine: sa.Engine) -> None:
    with engine.connect() as connection, pytest.raises(sa.exc.DBAPIError, match="read-only"):
        connection.execute(sa.text("DELETE FROM articles"))
