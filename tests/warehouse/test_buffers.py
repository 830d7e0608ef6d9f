"""Two buffers: the older snapshot is brought forward, or where it cannot be, the newer one is copied: the same rows."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.warehouse.conftest import Load, article, run_row, stage_articles
from warehouse import buffers
from warehouse.buffers import snapshot_path
from warehouse.database import open_snapshot
from warehouse.home import Home
from warehouse.load import Loader
from warehouse.query import rows
from warehouse.recovery import recover
from warehouse.verify import verify

DAY = datetime(2019, 12, 31, tzinfo=UTC)
HOLD = (
    "import duckdb, sys; c = duckdb.connect(sys.argv[1], read_only=True); print('open', flush=True); sys.stdin.read()"
)


def inode(home: Home, sequence: int) -> int:
    return snapshot_path(home, sequence).stat().st_ino


def headlines(home: Home) -> list[str]:
    return [row[0] for row in rows(home, "SELECT headline FROM articles ORDER BY 1")[1]]


@pytest.fixture
def twice(home: Home, load: Load) -> Home:
    """A home with two snapshots."""
    load("r1", [article("One", DAY), article("Two", DAY)], [article("Bad one")])
    load("r2", [article("Three")])
    return home


def test_the_older_snapshot_becomes_the_next_one(twice: Home, load: Load) -> None:
    older = inode(twice, 1)
    load("r3", [article("Four")])
    assert inode(twice, 3) == older
    newer = inode(twice, 2)
    load("r4", [article("Five")])
    assert inode(twice, 4) == newer
    assert headlines(twice) == ["Five", "Four", "One", "Three", "Two"]
    assert verify(twice) == []


def test_rows_that_were_replaced_are_replaced_in_both(twice: Home, load: Load, tmp_path: Path) -> None:
    one, two = article("One", DAY), article("Two", DAY)
    with Loader(twice, "r3", (2026, 3)) as loader:
        loader.update("articles", [one.article_id], is_current=False)
        loader.add(stage_articles(tmp_path / "s", "r3", [two._replace(version=2)]), replacing="articles")
        loader.replace_run(run_row("r3", "completed", accepted=1))
        loader.publish()
    older = inode(twice, 2)
    load("r4", [article("Four")])
    assert inode(twice, 4) == older
    sql = "SELECT headline, version, is_current FROM articles WHERE run_id <> 'r4' ORDER BY 1"
    assert rows(twice, sql)[1] == [("One", 1, False), ("Three", 1, True), ("Two", 2, True)]
    assert [f for f in verify(twice) if f.check != "run equals its files"] == []


def test_a_run_that_publishes_twice(home: Home, tmp_path: Path) -> None:
    with Loader(home, "r1", (2026, 3)) as loader:
        for number in range(4):
            staged = stage_articles(tmp_path / str(number), "r1", [article(f"Article {number}", DAY)])
            loader.add(staged)
            loader.replace_run(run_row("r1", "interrupted" if number < 3 else "completed", accepted=number + 1))
            loader.publish()
            loader.reopen()
    assert len(headlines(home)) == 4
    assert rows(home, "SELECT run_id, status, seen FROM runs")[1] == [("r1", "completed", 4)]


def test_a_reader_of_the_older_one_is_left_in_peace(twice: Home, load: Load) -> None:
    path = snapshot_path(twice, 1)
    with subprocess.Popen([sys.executable, "-c", HOLD, path], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as other:
        assert other.stdout and other.stdout.readline() == b"open\n"
        older = inode(twice, 1)
        load("r3", [article("Four")])
        assert inode(twice, 3) != older
        assert other.stdin
        other.stdin.close()
    assert verify(twice) == []


def test_a_reader_in_the_same_process_keeps_what_it_has_open(home: Home, load: Load) -> None:
    load("r1", [article("One")])
    with open_snapshot(home) as reader:
        for number in range(4):
            load(f"n{number}", [article(f"New {number}")])
            assert reader.execute("SELECT headline FROM articles").fetchall() == [("One",)]
    assert len(headlines(home)) == 5
    assert verify(home) == []


def _damage(home: Home) -> None:
    data = bytearray(snapshot_path(home, 1).read_bytes())
    data[: len(data) // 2] = bytes(len(data) // 2)
    snapshot_path(home, 1).write_bytes(data)


def _lose(home: Home) -> None:
    snapshot_path(home, 1).unlink()


@pytest.mark.parametrize("harm", [_damage, _lose])
def test_without_what_it_takes_the_newer_one_is_copied(twice: Home, load: Load, harm: Callable[[Home], None]) -> None:
    harm(twice)
    load("r3", [article("Four")])
    assert headlines(twice) == ["Four", "One", "Three", "Two"]
    assert verify(twice) == []


def test_what_a_killed_run_of_the_same_name_left_is_not_replayed(twice: Home, load: Load) -> None:
    """DuckDB replays the log that lies beside a file, whatever file it was written for."""
    killed = (
        "import duckdb, os, sys; c = duckdb.connect(sys.argv[1]); c.execute('CREATE TABLE t AS FROM range(9)'); "
        "c.execute('INSERT INTO t VALUES (1)'); os._exit(9)"
    )
    folder = twice.staging / "r3" / "load"
    folder.mkdir(parents=True)
    subprocess.run([sys.executable, "-c", killed, folder / "warehouse.duckdb"], check=False)
    assert (folder / "warehouse.duckdb.wal").exists()
    load("r3", [article("Four")])
    assert headlines(twice) == ["Four", "One", "Three", "Two"]
    assert rows(twice, "SELECT count(*) FROM duckdb_tables() WHERE table_name = 't'")[1] == [(0,)]


def test_a_stop_while_the_older_one_is_brought_forward(
    twice: Home, load: Load, monkeypatch: pytest.MonkeyPatch
) -> None:
    def killed(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(buffers, "bring_forward", killed)
    with pytest.raises(KeyboardInterrupt):
        load("r3", [article("Four")])
    monkeypatch.undo()
    assert headlines(twice) == ["One", "Three", "Two"]
    recover(twice)
    assert verify(twice) == []
    load("r3", [article("Four")])
    assert headlines(twice) == ["Four", "One", "Three", "Two"]
    assert verify(twice) == []
