"""Loading: what is staged arrives once, becomes visible at once, or not at all."""

from datetime import UTC, datetime
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from tests.warehouse.conftest import Load, article, run_row, stage_articles
from warehouse.database import NoWarehouseError, open_snapshot
from warehouse.home import Home
from warehouse.load import Loader
from warehouse.manifest import read_manifest
from warehouse.query import rows
from warehouse.verify import verify


def count(home: Home, table: str) -> int:
    return int(rows(home, f"SELECT count(*) FROM {table}")[1][0][0])


def test_a_run_is_in_duckdb_and_in_parquet_alike(home: Home, load: Load) -> None:
    dated = article("Bridge opens", datetime(2019, 12, 31, tzinfo=UTC))
    load("r1", [dated, article("Undated")], [article("Bad one")])
    assert verify(home) == []
    assert (count(home, "articles"), count(home, "quarantined_articles"), count(home, "quotes")) == (2, 1, 2)
    part = next((home.root / "parquet/articles/year=2019/month=12").glob("part-*.parquet"))
    table = pq.read_table(part, partitioning=None)
    assert table["article_id"].to_pylist() == [dated.article_id]
    assert table.schema.field("headline").metadata[b"description"].startswith(b"The headline")
    assert list((home.root / "parquet/articles/year=0/month=0").glob("part-*.parquet"))


def test_text_offsets_work_in_sql(home: Home, load: Load) -> None:
    load("r1", [article("Bridge opens")])
    sql = "SELECT article_body[body_start + 1 : body_end] FROM quotes JOIN articles USING (article_id)"
    assert rows(home, sql)[1] == [("It holds,",)]


def test_the_same_record_again_is_skipped_and_brings_nothing(home: Home, load: Load) -> None:
    load("r1", [article("Bridge opens")], [article("Bad one")])
    twice = article("Bridge opens")._replace(source_path="/news/copy.txt")
    load("r2", [twice, article("New")], [article("Bad one")])
    assert verify(home) == []
    assert (count(home, "articles"), count(home, "quarantined_articles"), count(home, "blocks")) == (2, 1, 4)
    outcomes = rows(home, "SELECT outcome, reason_code FROM records WHERE run_id = 'r2' ORDER BY ALL")[1]
    assert outcomes == [("accepted", None), ("skipped", "duplicate_record"), ("skipped", "duplicate_record")]


def test_the_same_record_in_two_chunks_of_one_run_is_taken_once(home: Home, tmp_path: Path) -> None:
    with Loader(home, "r1", (2026, 3)) as loader:
        first = loader.add(stage_articles(tmp_path / "a", "r1", [article("Bridge opens")]))
        copy = article("Bridge opens")._replace(source_path="/news/z.txt")
        second = loader.add(stage_articles(tmp_path / "b", "r1", [copy]))
        loader.replace_run(run_row("r1", "completed", accepted=1, skipped=1))
        loader.publish()
    assert [key[1] for key in (*first, *second)] == ["accepted", "skipped"]
    assert count(home, "articles") == 1


def test_nothing_is_visible_before_publication(home: Home, tmp_path: Path) -> None:
    with Loader(home, "r1", (2026, 3)) as loader:
        loader.add(stage_articles(tmp_path / "a", "r1", [article("Bridge opens")]))
    with pytest.raises(NoWarehouseError, match="copydesk ingest SOURCE"):
        open_snapshot(home)
    assert read_manifest(home).parts == ()


def test_an_open_reader_keeps_its_snapshot_while_others_are_published(home: Home, load: Load) -> None:
    load("r1", [article("One")])
    with open_snapshot(home) as reader:
        load("r2", [article("Two")])
        load("r3", [article("Three")])
        load("r4", [article("Four")])
        assert reader.execute("SELECT count(*) FROM articles").fetchall() == [(1,)]
        assert reader.execute("SELECT headline FROM articles").fetchall() == [("One",)]
    assert count(home, "articles") == 4
    assert len(list(home.snapshots.iterdir())) == 2


def test_a_run_published_in_two_goes_has_one_row_in_runs(home: Home, tmp_path: Path) -> None:
    with Loader(home, "r1", (2026, 3)) as loader:
        loader.add(stage_articles(tmp_path / "a", "r1", [article("One")]))
        loader.replace_run(run_row("r1", "interrupted", accepted=1))
        loader.publish()
        assert rows(home, "SELECT status FROM runs")[1] == [("interrupted",)]
        loader.reopen()
        loader.add(stage_articles(tmp_path / "b", "r1", [article("Two")]))
        loader.replace_run(run_row("r1", "completed", accepted=2))
        loader.publish()
    assert rows(home, "SELECT status, accepted FROM runs")[1] == [("completed", 2)]
    assert [part.rows for part in read_manifest(home).parts if part.table == "runs"] == [1]
    assert count(home, "articles") == 2


def test_a_staged_file_that_lost_rows_is_not_loaded(home: Home, tmp_path: Path) -> None:
    chunk = stage_articles(tmp_path / "a", "r1", [article("One"), article("Two")])
    path = Path(chunk.folder) / "quotes.parquet"
    pq.write_table(pq.read_table(path, partitioning=None).slice(1), path)
    with Loader(home, "r1", (2026, 3)) as loader, pytest.raises(ValueError, match="has 1 rows, staged were 2"):
        loader.add(chunk)
