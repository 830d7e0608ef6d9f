"""Parquet: the schemas' types and descriptions, Hive folders, a card; read by pyarrow, DuckDB and pandas."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pandas as pd
import pyarrow as pa
import pyarrow.dataset as ds
import pyarrow.parquet as pq
import pytest

from schemas.arrow import arrow_schema
from schemas.registry import TABLES
from tests.warehouse.export.conftest import CURRENT, HUGE, LONG, QUOTED, Export
from warehouse.export import Ask, parquet_files
from warehouse.export.choice import Choice


def test_a_file_holds_what_the_schemas_declare(write: Export, tmp_path: Path) -> None:
    [written] = write("parquet", tmp_path / "a.parquet")
    table = pq.read_table(tmp_path / "a.parquet")
    for field, declared in zip(table.schema, arrow_schema(TABLES["articles"]), strict=True):
        assert (field.name, field.type, field.nullable) == (declared.name, declared.type, declared.nullable)
        assert field.metadata[b"description"] == declared.metadata[b"description"]
    found = {row["headline"]: row for row in table.to_pylist()}
    assert set(found) == CURRENT and written.rows == len(CURRENT)
    assert found["quoted"]["article_body"] == QUOTED and found["long"]["article_body"] == LONG
    assert found["undated"]["word_count"] == HUGE and found["undated"]["date_published"] is None
    assert found["quoted"]["authors"] == ["Ash, Ann", 'Bo "Bee" Berg'] and found["quoted"]["abstract"] == ""


@pytest.mark.parametrize("compression", parquet_files.COMPRESSIONS)
def test_compressions(write: Export, tmp_path: Path, compression: str) -> None:
    write("parquet", tmp_path / "a.parquet", compression=compression)
    column = pq.read_metadata(tmp_path / "a.parquet").row_group(0).column(0)
    assert column.compression == {"none": "UNCOMPRESSED"}.get(compression, compression.upper())


def test_split_by_year(write: Export, tmp_path: Path) -> None:
    written = write("parquet", tmp_path / "out", tables=("articles", "quotes"), split="year")
    assert [file.path for file in written] == [
        f"{table}/year={year}/part-0.parquet" for table in ("articles", "quotes") for year in (0, 2025, 2026)
    ]
    with duckdb.connect() as connection:
        found = connection.execute(
            f"SELECT year, count(*) FROM '{tmp_path}/out/articles/*/*.parquet' GROUP BY ALL ORDER BY ALL"
        ).fetchall()
    assert found == [(0, 1), (2025, 1), (2026, 4)]
    assert ds.dataset(tmp_path / "out/articles", partitioning="hive").count_rows() == len(CURRENT)
    assert len(pd.read_parquet(tmp_path / "out/articles")) == len(CURRENT)
    assert pq.read_table(tmp_path / "out/quotes/year=2026/part-0.parquet")["text"].to_pylist() == [
        "It's open", "left, quickly",
    ]  # fmt: skip


def test_split_by_publisher_takes_any_name(write: Export, tmp_path: Path) -> None:
    written = write("parquet", tmp_path / "out", split="publisher")
    assert [file.path.split("/")[1] for file in written] == [
        "published_by=Der B%C3%B6te%2C Aalen", "published_by=Zeta", "published_by=_nobody",
    ]  # fmt: skip
    frame = pd.read_parquet(tmp_path / "out/articles")
    assert set(frame["published_by"]) == {"Der Böte, Aalen", "Zeta", "_nobody"}
    assert set(frame["publisher"].dropna()) == {"Der Böte, Aalen", "Zeta", ""}


def test_all_tables_each_whole(write: Export, ask: Ask, tmp_path: Path) -> None:
    written = write("parquet", tmp_path / "out", tables=tuple(TABLES), choice=Choice(all_versions=True))
    assert {file.table for file in written} == set(TABLES)
    for file in written:
        assert pq.read_metadata(tmp_path / "out" / file.path).num_rows == file.rows
    rows = {file.table: file.rows for file in written}
    assert (rows["articles"], rows["quotes"], rows["runs"], rows["withdrawals"]) == (8, 3, 2, 1)


def test_the_card_names_every_file(write: Export, tmp_path: Path) -> None:
    write("parquet", tmp_path / "out", tables=("articles", "runs"), name="Bridges")
    card = (tmp_path / "out/README.md").read_text(encoding="utf-8")
    assert card.startswith(
        "---\nconfigs:\n- config_name: articles\n  data_files: articles.parquet\n- config_name: runs\n"
    )
    assert "# Bridges" in card and "| articles | 6 | one accepted article version | articles.parquet |" in card


def test_long_texts_make_small_row_groups(monkeypatch: pytest.MonkeyPatch, write: Export, tmp_path: Path) -> None:
    monkeypatch.setattr(parquet_files, "ROW_GROUP_BYTES", 1_000_000)
    write("parquet", tmp_path / "a.parquet")
    metadata = pq.read_metadata(tmp_path / "a.parquet")
    assert metadata.num_row_groups > 1 and metadata.num_rows == len(CURRENT)


def test_nothing_is_a_file_without_rows(write: Export, tmp_path: Path) -> None:
    for split in (None, "year"):
        folder = tmp_path / str(split)
        [written] = write("parquet", folder, choice=Choice(where="false"), split=split)
        assert pq.read_table(folder / written.path).schema.field("article_body").type == pa.string()
        assert written.rows == 0
