"""A full disk: the command fails plainly, the home is as it was, and the same command succeeds when there is room."""

from __future__ import annotations

import errno
from collections.abc import Iterator
from pathlib import Path

import pytest

from flows.cli import exit_code
from tests.small_disk import small_disk
from tests.warehouse.conftest import article, run_row, stage_articles
from warehouse.home import Home
from warehouse.load import Loader
from warehouse.maintain.compact import compact
from warehouse.manifest import read_manifest
from warehouse.query import rows
from warehouse.recovery import recover
from warehouse.verify import Finding, verify

MEGABYTES = 24


@pytest.fixture
def small(tmp_path: Path) -> Iterator[Home]:
    """A home on a file system of its own, of a few megabytes."""
    with small_disk(tmp_path / "small", f"{MEGABYTES}m") as place:
        home = Home(place / "home")
        home.create()
        yield home


def _run(home: Home, staged: Path, run_id: str, numbers: range) -> None:
    with Loader(home, run_id, (2026, 3)) as loader:
        loader.add(stage_articles(staged / run_id, run_id, [article(f"Article {n}") for n in numbers]))
        loader.rearrange(compact)
        loader.replace_run(run_row(run_id, "completed", accepted=len(numbers)))
        loader.publish()


def _fill(home: Home, leave: int) -> Path:
    """Fill the file system but for `leave` bytes."""
    filler = home.root.parent / "filler"
    with filler.open("wb") as stream:
        try:
            while True:
                stream.write(bytes(1 << 16))
                stream.flush()
        except OSError as error:
            assert error.errno == errno.ENOSPC
    with filler.open("r+b") as stream:
        stream.truncate(max(filler.stat().st_size - leave, 0))
    return filler


def _wrong(home: Home) -> list[Finding]:
    return [finding for finding in verify(home) if finding.check != "run equals its files"]  # there are none


@pytest.mark.parametrize("kilobytes", [0, 64, 512, 2048, 5120, 7168])
def test_a_run_without_room_changes_nothing(small: Home, tmp_path: Path, kilobytes: int) -> None:
    _run(small, tmp_path, "r1", range(5))
    _run(small, tmp_path, "r2", range(5, 10))
    before = read_manifest(small)
    filler = _fill(small, kilobytes << 10)
    failed = None
    try:
        _run(small, tmp_path, "r3", range(10, 3_000))
    except Exception as error:  # whatever kind it is, its exit code is that of a full disk
        failed = error
    if failed:
        assert exit_code(failed) == 5, repr(failed)
        assert read_manifest(small) == before
        assert rows(small, "SELECT count(*) FROM articles")[1] == [(10,)]
        recover(small)
        filler.unlink()
        assert _wrong(small) == []
        _run(small, tmp_path, "r3", range(10, 20))
    filler.unlink(missing_ok=True)
    assert kilobytes > 5120 or failed
    assert _wrong(small) == []
