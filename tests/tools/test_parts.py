"""Which Parquet files make up a table: those that the manifest names. A pattern over the folder can meet others."""

from __future__ import annotations

import shutil
from pathlib import Path

import duckdb
import pyarrow.dataset as ds
import pytest

from schemas.registry import TABLES
from tests.tools.conftest import Ask, parts
from warehouse.home import Home
from warehouse.recovery import recover

pytestmark = pytest.mark.xdist_group("ingest")
COUNT = "SELECT count(*) FROM articles"


@pytest.mark.parametrize("table", TABLES)
def test_the_manifests_parts_hold_the_rows_of_the_table(home: Path, ask: Ask, table: str) -> None:
    found = sum(ds.dataset(path).count_rows() for path in parts(home, table))
    assert [(found,)] == ask(f'SELECT count(*) FROM "{table}"')


def test_what_a_stopped_run_left_is_met_by_a_pattern_only(home: Path, ask: Ask, tmp_path: Path) -> None:
    copy = tmp_path / "home"
    shutil.copytree(home, copy, ignore=shutil.ignore_patterns("snapshots", "warehouse.duckdb", "search"))
    part = parts(copy, "articles")[0]
    shutil.copy(part, part.with_name("part-0123456789abcdef.parquet"))  # written, and stopped before it was published
    pattern = f"SELECT count(*) FROM read_parquet('{copy}/parquet/articles/**/*.parquet')"
    [(published,)] = ask(COUNT)
    [(met,)] = duckdb.sql(pattern).fetchall()
    assert met > published
    assert sum(ds.dataset(path).count_rows() for path in parts(copy, "articles")) == published
    recover(Home(copy))  # as the next run does first of all
    assert duckdb.sql(pattern).fetchall() == [(published,)]
    assert [path.name for path in (copy / "retired").iterdir()], "whoever had it open can read on"
