"""pandas reads the warehouse: the DuckDB file, and the Parquet parts."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pandas as pd
import pytest

from tests.tools.conftest import OUTCOMES, QUOTES, TYPED, Ask, parts

pytestmark = [
    pytest.mark.xdist_group("ingest"),
    pytest.mark.filterwarnings("ignore:The inplace keyword in DataFrame.drop"),  # DuckDB's own call
]


@pytest.mark.parametrize("query", [OUTCOMES, QUOTES])
def test_a_query_becomes_a_frame(home: Path, ask: Ask, query: str) -> None:
    with duckdb.connect(str(home / "warehouse.duckdb"), read_only=True) as connection:
        frame = connection.sql(query).df()
    assert list(frame.itertuples(index=False, name=None)) == ask(query)


def test_types(home: Path, ask: Ask) -> None:
    with duckdb.connect(str(home / "warehouse.duckdb"), read_only=True) as connection:
        frame = connection.sql(TYPED).df()
    assert isinstance(frame["date_published"].dtype, pd.DatetimeTZDtype)
    known = [row for row in ask(TYPED) if row[2] is not None]
    assert frame["date_published"].dropna().dt.tz_convert("UTC").tolist() == [row[2] for row in known]
    assert [list(names) for names in frame["authors"]] == [row[1] for row in ask(TYPED)]


def test_parts_become_a_frame(home: Path, ask: Ask) -> None:
    articles = pd.concat(map(pd.read_parquet, parts(home, "articles")))
    quotes = pd.concat(map(pd.read_parquet, parts(home, "quotes")))
    assert str(articles["date_published"].dtype) == "datetime64[us, UTC]"
    both = quotes.merge(articles, on="article_id")
    found = [
        body[start:end] for body, start, end in zip(both.article_body, both.body_start, both.body_end, strict=True)
    ]
    assert found == both["text"].tolist()
    assert sorted(found) == sorted(text for (text,) in ask(QUOTES))
