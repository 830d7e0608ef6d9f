"""Polars reads the warehouse: DuckDB's results without a copy, and the Parquet parts, lazily."""

from __future__ import annotations

from pathlib import Path

import duckdb
import polars as pl
import pytest

from tests.tools.conftest import OUTCOMES, QUOTES, TYPED, Ask, parts

pytestmark = pytest.mark.xdist_group("ingest")


@pytest.mark.parametrize("query", [OUTCOMES, QUOTES])
def test_a_query_becomes_a_frame(home: Path, ask: Ask, query: str) -> None:
    with duckdb.connect(str(home / "warehouse.duckdb"), read_only=True) as connection:
        assert connection.sql(query).pl().rows() == ask(query)


def test_parts_are_scanned(home: Path, ask: Ask) -> None:
    records = pl.scan_parquet(parts(home, "records"))
    assert records.group_by("outcome").len().sort("outcome").collect().rows() == ask(OUTCOMES)
    length = pl.col("body_end") - pl.col("body_start")
    found = (
        pl.scan_parquet(parts(home, "quotes"))
        .join(pl.scan_parquet(parts(home, "articles")), on="article_id")
        .select(pl.col("article_body").str.slice(pl.col("body_start"), length).alias("said"))
        .sort("said")
        .collect()
    )
    assert found.rows() == ask(QUOTES)


def test_types(home: Path, ask: Ask) -> None:
    articles = pl.scan_parquet(parts(home, "articles")).sort("article_id")
    schema = articles.collect_schema()
    assert schema["date_published"] == pl.Datetime("us", "UTC")
    assert schema["authors"] == pl.List(pl.String) and schema["date_published_earliest"] == pl.Date
    frame = articles.select("article_id", "authors", "date_published", "extra").collect()
    assert frame.rows() == ask(TYPED)
    ids = frame.select(pl.col("extra").str.json_path_match("$.id")).to_series().drop_nulls().to_list()
    assert ids == [
        id for (id,) in ask("SELECT extra->>'id' AS id FROM articles WHERE id IS NOT NULL ORDER BY article_id")
    ]
