"""A PyArrow dataset reads the Parquet parts: partitions, types, and what the columns mean."""

from __future__ import annotations

from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.dataset as ds
import pytest

from schemas.registry import TABLES
from tests.tools.conftest import OUTCOMES, TYPED, Ask, parts

pytestmark = pytest.mark.xdist_group("ingest")


def dataset(home: Path, table: str) -> ds.Dataset:
    root = home / "parquet" / table
    return ds.dataset(parts(home, table), partitioning="hive", partition_base_dir=str(root))


def test_counts(home: Path, ask: Ask) -> None:
    found = dataset(home, "records").to_table(columns=["outcome"])["outcome"].value_counts().to_pylist()
    assert sorted((item["values"], item["counts"]) for item in found) == ask(OUTCOMES)


def test_partitions_are_months_of_publication(home: Path, ask: Ask) -> None:
    articles = dataset(home, "articles")
    dated = articles.filter((pc.field("year") == 2026) & (pc.field("month") == 2))
    query = "SELECT count(*) FROM articles WHERE date_published >= '2026-02-01' AND date_published < '2026-03-01'"
    assert [(dated.count_rows(),)] == ask(query) and dated.count_rows() > 0
    undated = articles.filter(pc.field("year") == 0)
    assert [(undated.count_rows(),)] == ask("SELECT count(*) FROM articles WHERE date_published IS NULL")


def test_types_and_descriptions(home: Path, ask: Ask) -> None:
    articles = dataset(home, "articles")
    assert articles.schema.field("date_published").type == pa.timestamp("us", "UTC")
    assert articles.schema.field("authors").type == pa.list_(pa.string())
    column = TABLES["articles"].column("headline")
    assert articles.schema.field("headline").metadata[b"description"].decode() == column.description
    found = articles.to_table(columns=["article_id", "authors", "date_published", "extra"]).sort_by("article_id")
    assert list(zip(*found.to_pydict().values(), strict=True)) == ask(TYPED)
