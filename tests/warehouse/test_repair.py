"""Repair: whatever is damaged, the rows are those that were there, or the loss is named."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from schemas.registry import TABLES
from tests.warehouse.conftest import Load, article
from warehouse.home import Home
from warehouse.manifest import ManifestError, Part, read_manifest
from warehouse.query import rows
from warehouse.repair import repair
from warehouse.verify import verify

DAY = datetime(2019, 12, 31, tzinfo=UTC)
Harm = Callable[[Path], None]


def _flip(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[len(data) // 3] ^= 1
    path.write_bytes(data)


def _cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-200])


def _flip_text(path: Path) -> None:
    data = path.read_bytes()
    assert b"bridge reopens" in data
    path.write_bytes(data.replace(b"bridge reopens", b"bridge reopenr"))


def _halve(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def _garble_header(path: Path) -> None:
    path.write_bytes(b"x" * 4096 + path.read_bytes()[4096:])


HARMS = pytest.mark.parametrize("harm", [_flip, _cut, Path.unlink])


@pytest.fixture
def loaded(home: Home, load: Load) -> Home:
    load("r1", [article("One", DAY), article("Two")], [article("Bad one", DAY)])
    load("r2", [article("Three", DAY), article("Four", datetime(2020, 5, 1, tzinfo=UTC))])
    return home


def _contents(home: Home) -> dict[str, list[tuple[object, ...]]]:
    return {name: rows(home, f'SELECT * FROM "{name}" ORDER BY ALL')[1] for name in TABLES}


def _part(home: Home, table: str) -> Part:
    return next(part for part in read_manifest(home).parts if part.table == table)


TABLES_WITH_ROWS = ["articles", "quotes", "evidence", "records", "raw_files", "runs", "quarantined_articles"]


@HARMS
@pytest.mark.parametrize("table", TABLES_WITH_ROWS)
def test_a_damaged_part_is_written_anew_from_duckdb(loaded: Home, table: str, harm: Harm) -> None:
    before = _contents(loaded)
    part = _part(loaded, table)
    harm(loaded.root / part.path)
    assert len(verify(loaded)) == 1
    [mended] = repair(loaded)
    assert (mended.state, mended.subject) == ("repaired", part.path)
    assert verify(loaded) == []
    assert _contents(loaded) == before
    assert repair(loaded) == []


def test_all_parts_of_a_table_at_once(loaded: Home) -> None:
    for part in read_manifest(loaded).parts:
        if part.table in ("articles", "quotes"):
            (loaded.root / part.path).unlink()
    assert {mended.state for mended in repair(loaded)} == {"repaired"}
    assert verify(loaded) == []


@pytest.mark.parametrize("harm", [_flip_text, _halve, _garble_header, Path.unlink])
def test_a_damaged_snapshot_is_rebuilt_from_the_parts(loaded: Home, harm: Harm) -> None:
    before = _contents(loaded)
    harm(loaded.warehouse.resolve())
    assert {f.check for f in verify(loaded)} <= {"snapshot is whole", "snapshot is there", "symlink is right"}
    assert verify(loaded)
    assert {mended.state for mended in repair(loaded)} == {"repaired"}
    assert verify(loaded) == []
    assert _contents(loaded) == before


def test_after_a_repair_runs_go_on(loaded: Home, load: Load) -> None:
    _flip_text(loaded.warehouse.resolve())
    repair(loaded)
    load("r3", [article("Five")])
    load("r4", [article("Six")])
    assert verify(loaded) == []
    assert rows(loaded, "SELECT count(*) FROM articles")[1] == [(6,)]


def test_a_lost_symlink(loaded: Home) -> None:
    loaded.warehouse.unlink()
    assert [f.check for f in verify(loaded)] == ["symlink is right"]
    assert [mended.state for mended in repair(loaded)] == ["repaired"]
    assert verify(loaded) == []


@pytest.mark.parametrize("harm", [_cut, Path.unlink])
def test_a_damaged_manifest(loaded: Home, harm: Harm) -> None:
    before = _contents(loaded)
    harm(loaded.manifest)
    with pytest.raises(ManifestError, match="verify --repair"):
        verify(loaded)
    assert [mended.subject for mended in repair(loaded)] == ["manifest.json"]
    assert verify(loaded) == []
    assert _contents(loaded) == before


def test_a_damaged_manifest_without_a_copy_of_the_last_publication(loaded: Home) -> None:
    _cut(loaded.manifest)
    max(loaded.manifests.iterdir()).unlink()
    with pytest.raises(ManifestError, match="restore a backup"):
        repair(loaded)


def test_what_is_in_neither_is_named_and_nothing_is_made_up(loaded: Home) -> None:
    part = next(p for p in read_manifest(loaded).parts if p.table == "articles" and "year=2020" in p.path)
    (loaded.root / part.path).unlink()
    _flip_text(loaded.warehouse.resolve())
    before = read_manifest(loaded)
    mended = repair(loaded)
    assert {m.state for m in mended} == {"lost"}
    [told] = [m.what for m in mended if m.subject == part.path]
    four = article("Four")
    assert told.startswith(f"1 rows of articles are in no whole file: 1 articles ({four.article_id})")
    assert four.source_path in told
    assert read_manifest(loaded) == before
    assert verify(loaded)


@pytest.mark.parametrize("harm", [_cut, Path.unlink])
def test_raw_bytes_that_are_lost_are_counted(loaded: Home, harm: Harm) -> None:
    part = _part(loaded, "raw")
    harm(loaded.root / part.path)
    [mended] = repair(loaded)
    assert "3 of 3 records are lost" in mended.what
    assert verify(loaded) == []


def test_raw_bytes_that_still_have_their_sha256_are_kept(loaded: Home) -> None:
    _flip(loaded.root / _part(loaded, "raw").path)  # outside the bytes
    [mended] = repair(loaded)
    assert mended.state == "repaired"
    assert verify(loaded) == []
