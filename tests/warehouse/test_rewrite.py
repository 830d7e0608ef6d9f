"""Rows that are replaced are gone everywhere, those beside them stay, and nothing shows before publication."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pyarrow.dataset as ds
import pytest

from tests.warehouse.conftest import Load, article, run_row, stage_articles
from warehouse.home import Home
from warehouse.load import Loader
from warehouse.manifest import read_manifest
from warehouse.query import rows
from warehouse.verify import verify

DAY = datetime(2019, 12, 31, tzinfo=UTC)


def _parquet(home: Home, table: str) -> list[str]:
    paths = [str(home.root / part.path) for part in read_manifest(home).parts if part.table == table]
    return sorted(ds.dataset(paths).to_table(columns=["article_id"])["article_id"].to_pylist()) if paths else []


def _duckdb(home: Home, table: str) -> list[str]:
    return [row[0] for row in rows(home, f"SELECT article_id FROM {table} ORDER BY ALL")[1]]


def test_a_new_result_on_the_same_record_replaces_the_article_and_all_that_belongs_to_it(
    home: Home, load: Load, tmp_path: Path
) -> None:
    first, second = article("Bridge opens", DAY), article("Bridge closes", DAY)
    load("r1", [first, second, article("Undated")])
    moved = article("Bridge opens", datetime(2020, 1, 5, tzinfo=UTC))._replace(version=2)
    with Loader(home, "r2", (2026, 3)) as loader:
        counts = loader.add(stage_articles(tmp_path / "staged", "r2", [moved]), replacing="articles")
        loader.replace_run(run_row("r2", "completed", accepted=1))
        loader.publish()
    assert [key[1:] for key in counts] == [("accepted", None)]
    for table in ("articles", "quotes", "blocks", "embeds", "evidence"):
        assert _parquet(home, table) == _duckdb(home, table)
    assert len(_duckdb(home, "articles")) == 3
    found = rows(home, "SELECT version, month(date_published), run_id FROM articles WHERE headline = 'Bridge opens'")[1]
    assert found == [(2, 1, "r2")]
    assert [f for f in verify(home) if f.check in ("part is there", "part is whole", "table equals its parts")] == []


def test_what_leaves_the_quarantine_is_an_article_and_stays_there_as_released(
    home: Home, load: Load, tmp_path: Path
) -> None:
    better, worse = article("Once bad", DAY), article("Still bad", DAY)
    load("r1", [article("Good", DAY)], [better, worse, article("Another")])
    still = worse._replace(failed_expectations=("body_has_words",))
    with Loader(home, "r2", (2026, 3)) as loader:
        loader.add(stage_articles(tmp_path / "s", "r2", [better], [still]), replacing="quarantined_articles")
        loader.replace_run(run_row("r2", "completed", accepted=1, quarantined=1))
        loader.publish()
    sql = "SELECT headline, status, run_id, failed_expectations FROM quarantined_articles ORDER BY headline"
    assert rows(home, sql)[1] == [
        ("Another", "open", "r1", []), ("Once bad", "released", "r1", []),
        ("Still bad", "open", "r2", ["body_has_words"]),
    ]  # fmt: skip
    assert better.article_id in _duckdb(home, "articles")
    assert _parquet(home, "quarantined_articles") == _duckdb(home, "quarantined_articles")
    assert [f for f in verify(home) if f.check != "run equals its files"] == []


def test_columns_of_a_published_row_can_be_set(home: Home, load: Load, tmp_path: Path) -> None:
    one, two = article("One", DAY), article("Two", DAY)
    load("r1", [one, two])
    with Loader(home, "r2", (2026, 3)) as loader:
        loader.update("articles", [one.article_id], is_current=False)
        loader.replace_run(run_row("r2", "completed"))
        loader.publish()
    assert rows(home, "SELECT headline FROM articles WHERE is_current")[1] == [("Two",)]
    assert len(_duckdb(home, "quotes")) == 2  # children stay
    assert verify(home) == []


def test_what_is_replaced_but_not_published_is_as_it_was(home: Home, load: Load, tmp_path: Path) -> None:
    load("r1", [article("One", DAY)])
    before = sorted(path for path in home.root.rglob("*.parquet"))
    with Loader(home, "r2", (2026, 3)) as loader:
        loader.add(stage_articles(tmp_path / "s", "r2", [article("One", DAY)]), replacing="articles")
    assert sorted(path for path in home.root.rglob("*.parquet")) == before
    assert verify(home) == []


@pytest.mark.parametrize("count", [1, 2])
def test_a_part_without_rows_left_is_dropped(home: Home, load: Load, tmp_path: Path, count: int) -> None:
    items = [article(f"Article {n}", DAY) for n in range(count)]
    load("r1", items)
    with Loader(home, "r2", (2026, 3)) as loader:
        loader.update("articles", [item.article_id for item in items], is_current=False)
        loader.replace_run(run_row("r2", "completed"))
        loader.publish()
    parts = [part for part in read_manifest(home).parts if part.table == "articles"]
    assert [(part.rows, part.run_id) for part in parts] == [(count, "r2")]
    assert verify(home) == []
