"""Block by block: the older file becomes the newer one, and what is not a whole DuckDB file is refused."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from warehouse.blocks import BODY, LayoutError, bring_forward

SIZE = 1 << 18


def run(path: Path, *statements: str) -> None:
    with duckdb.connect(str(path), config={"storage_compatibility_version": "v1.2.0"}) as connection:
        for statement in statements:
            connection.execute(statement)


@pytest.fixture
def older(tmp_path: Path) -> Path:
    path = tmp_path / "older.duckdb"
    run(path, "CREATE TABLE t AS SELECT range AS i, md5(range::VARCHAR) AS text FROM range(200_000)", "CHECKPOINT")
    return path


@pytest.fixture
def newer(older: Path, tmp_path: Path) -> Path:
    path = tmp_path / "newer.duckdb"
    shutil.copyfile(older, path)
    run(path, "INSERT INTO t SELECT range, 'new' FROM range(1_000)", "CREATE TABLE u AS SELECT 1 AS one")
    return path


def test_the_older_file_is_then_the_newer_one(older: Path, newer: Path) -> None:
    blocks = (newer.stat().st_size - BODY) // SIZE
    assert 0 < bring_forward(older, newer) < blocks
    assert older.read_bytes() == newer.read_bytes()
    assert bring_forward(older, newer) == 0


def test_a_file_that_shrank(older: Path, newer: Path) -> None:
    bring_forward(newer, older)
    assert newer.read_bytes() == older.read_bytes()


@settings(max_examples=15, deadline=None)
@given(st.lists(st.sampled_from(["INSERT INTO t SELECT range, 'x' || range FROM range(5_000)", "CHECKPOINT",
                                 "DELETE FROM t WHERE i % 7 = 3", "UPDATE t SET text = 'y' WHERE i % 11 = 1",
                                 "CREATE OR REPLACE TABLE u AS FROM t LIMIT 999", "DROP TABLE IF EXISTS u"]),
                min_size=1, max_size=6))  # fmt: skip
def test_whatever_was_done_to_the_newer_one(tmp_path_factory: pytest.TempPathFactory, changes: list[str]) -> None:
    folder = tmp_path_factory.mktemp("files")
    older, newer = folder / "older", folder / "newer"
    run(older, "CREATE TABLE t AS SELECT range AS i, md5(range::VARCHAR) AS text FROM range(20_000)")
    shutil.copyfile(older, newer)
    run(newer, *changes)
    bring_forward(older, newer)
    assert older.read_bytes() == newer.read_bytes()


def _no_magic(data: bytearray) -> None:
    data[8:12] = b"KCUD"


def _cut(data: bytearray) -> None:
    del data[-100:]


def _empty(data: bytearray) -> None:
    data.clear()


def _header(data: bytearray) -> None:
    data[4096 + 100] ^= 1


@pytest.mark.parametrize("harm", [_no_magic, _cut, _empty, _header])
@pytest.mark.parametrize("which", ["older", "newer"])
def test_another_layout_is_refused(older: Path, newer: Path, which: str, harm: Callable[[bytearray], None]) -> None:
    path = {"older": older, "newer": newer}[which]
    data = bytearray(path.read_bytes())
    harm(data)
    path.write_bytes(data)
    with pytest.raises(LayoutError):
        bring_forward(older, newer)


def test_a_damaged_block_is_not_passed_on(older: Path, newer: Path) -> None:
    """A bit flipped below a block's checksum: DuckDB would refuse the block, so does this."""
    before, after = older.read_bytes(), bytearray(newer.read_bytes())
    changed = next(at for at in range(BODY, len(after), SIZE) if before[at : at + 8] != after[at : at + 8])
    after[changed + SIZE // 2] ^= 1
    newer.write_bytes(after)
    with pytest.raises(LayoutError, match="is damaged"):
        bring_forward(older, newer)
