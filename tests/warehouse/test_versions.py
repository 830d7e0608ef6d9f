"""Versions of one article: numbered by their dates, in whatever order they come; what is withdrawn is not current."""

from __future__ import annotations

from datetime import UTC, datetime
from itertools import permutations
from pathlib import Path

import pytest

from schemas.registry import TABLES
from tests.warehouse.conftest import START, Load, article, run_row
from warehouse.columns import Identified, ledger_table
from warehouse.home import Home
from warehouse.load import Loader
from warehouse.query import rows
from warehouse.stage import stage
from warehouse.verify import verify

WORK = "0" * 32


def version(text: str, day: int) -> Identified:
    return article(text, datetime(2026, 3, day, tzinfo=UTC))._replace(work_id=WORK)


def found(home: Home) -> list[tuple[object, ...]]:
    sql = "SELECT headline, version, is_current FROM articles WHERE work_id = repeat('0', 32) ORDER BY version"
    return rows(home, sql)[1]


@pytest.mark.parametrize("order", list(permutations(range(3))))
def test_versions_are_in_the_order_of_their_dates(home: Home, load: Load, order: tuple[int, ...]) -> None:
    own = [version("First", 1), version("Second", 2), version("Third", 3)]
    for number, place in enumerate(order):
        load(f"r{number}", [own[place], article(f"Other {number}")])
    assert found(home) == [("First", 1, False), ("Second", 2, False), ("Third", 3, True)]
    assert verify(home) == []
    assert rows(home, "SELECT count(*) FROM current_articles")[1] == [(4,)]


def test_versions_that_come_in_one_run(home: Home, load: Load) -> None:
    load("r1", [version("Second", 2), version("First", 1)])
    assert found(home) == [("First", 1, False), ("Second", 2, True)]
    paths = [str(path) for path in (home.root / "parquet" / "articles").rglob("*.parquet")]
    import pyarrow.dataset as ds

    table = ds.dataset(paths).to_table(columns=["headline", "version", "is_current"]).sort_by("version")
    assert table.to_pylist()[0] == {"headline": "First", "version": 1, "is_current": False}


def test_the_same_content_again_is_no_new_version(home: Home, load: Load) -> None:
    first = version("First", 1)
    again = version("First, with another advertisement", 2)._replace(content_sha256=first.content_sha256)
    load("r1", [first])
    load("r2", [again])
    assert found(home) == [("First", 1, True)]
    sql = "SELECT outcome, reason_code FROM records WHERE run_id = 'r2'"
    assert rows(home, sql)[1] == [("skipped", "same_content")]
    assert verify(home) == []


def test_a_withdrawn_article_is_not_current_before_or_after_the_notice(home: Home, load: Load, tmp_path: Path) -> None:
    load("r1", [version("First", 1), article("Other")])
    notice = {"work_id": WORK, "uri": "urn:x", "path": "/kill.xml", "record_locator": "file", "message": "x",
              "run_id": "r2"}  # fmt: skip
    tables = {"withdrawals": ledger_table("withdrawals", [notice], (START.year, START.month)),
              "records": ledger_table("records", [], (2026, 3))}  # fmt: skip
    record = {"path": "/kill.xml", "record_locator": "file", "outcome": "skipped", "reason_code": "withdrawn",
              "run_id": "r2"}  # fmt: skip
    tables["records"] = ledger_table("records", [record], (2026, 3))
    with Loader(home, "r2", (2026, 3)) as loader:
        loader.add(stage(tmp_path / "kill", tables))
        loader.replace_run(run_row("r2", "completed", skipped=1))
        loader.publish()
    assert found(home) == [("First", 1, False)]
    load("r3", [version("Second", 2)])
    assert found(home) == [("First", 1, False), ("Second", 2, False)]
    assert rows(home, "SELECT headline FROM current_articles")[1] == [("Other",)]
    assert "withdrawals" in TABLES
