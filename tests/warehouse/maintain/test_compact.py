"""Compaction: fewer parts, the same rows, and readers of the old parts are not torn."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from schemas.registry import TABLES
from tests.warehouse.conftest import Load, article, run_row
from warehouse.home import Home
from warehouse.load import Loader
from warehouse.maintain import compact as compacting
from warehouse.maintain.compact import compact, groups
from warehouse.manifest import Part, read_manifest
from warehouse.query import rows
from warehouse.rebuild import PartError
from warehouse.recovery import GRACE_SECONDS, expired, recover, retired_path
from warehouse.verify import verify

DAY = datetime(2019, 12, 31, tzinfo=UTC)


def part(folder: str, size: int, table: str = "articles") -> Part:
    return Part(f"{folder}/part-{size}.parquet", table, 1, size, "0", "r")


def test_small_parts_of_one_partition_are_merged_up_to_a_size(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(compacting, "LARGE", 10)
    monkeypatch.setattr(compacting, "SMALL", 8)
    parts = [part("a", 4), part("b", 1), part("a", 5), part("a", 3), part("a", 6), part("a", 9), part("c", 1, "runs")]
    assert [[p.bytes for p in group] for group in groups(parts)] == [[4, 5], [3, 6]]


@pytest.fixture
def loaded(home: Home, load: Load) -> Home:
    for number in range(4):
        load(f"r{number}", [article(f"Dated {number}", DAY), article(f"Undated {number}")], [article(f"Bad {number}")])
    return home


def _merge(home: Home, run_id: str = "m") -> None:
    with Loader(home, run_id, (2026, 3)) as loader:
        loader.rearrange(compact)
        loader.replace_run(run_row(run_id, "completed") | {"kind": "maintain"})
        loader.publish()


def _contents(home: Home) -> dict[str, list[tuple[object, ...]]]:
    return {name: rows(home, f'SELECT * FROM "{name}" ORDER BY ALL')[1] for name in TABLES if name != "runs"}


def test_each_partition_has_one_part_and_no_row_is_lost(loaded: Home, load: Load) -> None:
    before, old = _contents(loaded), read_manifest(loaded)
    _merge(loaded)
    new = read_manifest(loaded)
    assert len(new.parts) < len(old.parts) / 2
    assert not list(groups(new.parts))
    assert _contents(loaded) == before
    assert verify(loaded) == []
    folder = loaded.root / "parquet/articles/year=2019/month=12"
    [merged] = folder.glob("*.parquet")
    assert pq.read_table(merged, partitioning=None)["headline"].to_pylist() == [f"Dated {n}" for n in range(4)]
    load("after", [article("Another", DAY)])
    _merge(loaded, "again")
    assert verify(loaded) == []


def test_replaced_parts_stay_within_reach_until_they_are_old(loaded: Home) -> None:
    old = read_manifest(loaded)
    _merge(loaded)
    gone = {p.path for p in old.parts} - {p.path for p in read_manifest(loaded).parts}
    assert gone
    recover(loaded)
    assert all(retired_path(loaded, path).exists() for path in gone)
    assert expired(loaded, GRACE_SECONDS) == []
    recover(loaded, grace=0)
    assert not list(loaded.retired.iterdir())
    assert verify(loaded) == []


def test_a_damaged_part_is_not_merged(loaded: Home) -> None:
    path = loaded.root / read_manifest(loaded).parts[0].path
    path.write_bytes(path.read_bytes()[:-9])
    before = read_manifest(loaded)
    with pytest.raises(PartError, match="verify --repair"):
        _merge(loaded)
    assert read_manifest(loaded) == before


def test_a_stop_before_the_commit_leaves_the_old_parts(loaded: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    def killed(*_: object) -> None:
        raise KeyboardInterrupt

    before = read_manifest(loaded)
    monkeypatch.setattr("warehouse.load.publish", killed)
    with pytest.raises(KeyboardInterrupt):
        _merge(loaded)
    monkeypatch.undo()
    assert read_manifest(loaded) == before
    recover(loaded)
    assert verify(loaded) == []
    named = {p.path for p in before.parts}
    assert {p.relative_to(loaded.root).as_posix() for p in Path(loaded.root).rglob("part-*.parquet")} == named
