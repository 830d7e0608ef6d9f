"""Maintaining: what is planned is what is done, and what may go goes only when it is asked for."""

from __future__ import annotations

import os
from datetime import UTC, datetime

import duckdb
import pytest

from tests.warehouse.conftest import Load, article, run_row
from warehouse.home import Home
from warehouse.load import Loader
from warehouse.maintain import database
from warehouse.maintain.carry_out import rearrange, rebuild_if_due, sweep
from warehouse.maintain.database import wants_rebuilding
from warehouse.maintain.plan import steps
from warehouse.maintain.retention import Keep, old_raw
from warehouse.manifest import read_manifest
from warehouse.query import rows
from warehouse.verify import verify

DAY = datetime(2019, 12, 31, tzinfo=UTC)


@pytest.fixture
def loaded(home: Home, load: Load) -> Home:
    load("r1", [article("One", DAY), article("Two")], [article("Bad one")])
    load("r2", [article("Three", DAY)])
    return home


def _maintain(home: Home, keep: Keep) -> None:
    rebuild_if_due(home)
    with Loader(home, "m", (2026, 3)) as loader:
        rearrange(home, loader, keep)
        loader.replace_run(run_row("m", "completed") | {"kind": "maintain"})
        loader.publish()
    sweep(home, keep)


def test_the_plan_says_what_is_done_and_then_there_is_nothing_left_to_do(loaded: Home) -> None:
    assert [step.step for step in steps(loaded, Keep())] == ["compact"]
    _maintain(loaded, Keep())
    assert steps(loaded, Keep()) == []
    assert verify(loaded) == []


def test_raw_bytes_of_accepted_records_go_when_they_are_old(loaded: Home) -> None:
    assert old_raw(loaded, 10_000) == []
    assert len(old_raw(loaded, 0)) == 3
    keep = Keep(raw_days=0)
    assert [(s.step, s.things) for s in steps(loaded, keep)][1:] == [("drop raw bytes", 3)]
    _maintain(loaded, keep)
    assert sum(p.rows for p in read_manifest(loaded).parts if p.table == "raw") == 1  # what is in quarantine
    assert verify(loaded) == []
    assert rows(loaded, "SELECT count(*) FROM articles")[1] == [(3,)]


def test_old_reports_go_and_new_ones_stay(loaded: Home) -> None:
    for name, seconds in (("old.html", 0), ("new.html", None)):
        (loaded.reports / name).write_text("a report")
        if seconds is not None:
            os.utime(loaded.reports / name, (seconds, seconds))
    sweep(loaded, Keep(report_days=30))
    assert [path.name for path in loaded.reports.iterdir()] == ["new.html"]


def test_a_file_that_is_largely_empty_is_built_anew(loaded: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    assert wants_rebuilding(loaded, read_manifest(loaded)) == ""
    monkeypatch.setattr(database, "LEAST_BLOCKS", 0)
    monkeypatch.setattr(database, "FREE_SHARE", -1)
    before = rows(loaded, "FROM articles ORDER BY ALL")[1]
    assert "is empty" in wants_rebuilding(loaded, read_manifest(loaded))
    rebuild_if_due(loaded)
    assert rows(loaded, "FROM articles ORDER BY ALL")[1] == before
    assert verify(loaded) == []


def test_a_file_of_an_early_format_is_built_anew(loaded: Home) -> None:
    manifest = read_manifest(loaded)
    path = loaded.root / str(manifest.snapshot)
    early = path.with_name("early")
    with duckdb.connect(config={"storage_compatibility_version": "v1.0.0"}) as connection:
        connection.execute(
            f"ATTACH '{path}' AS new (READ_ONLY); ATTACH '{early}' AS old; COPY FROM DATABASE new TO old"
        )
    early.replace(path)
    assert "its format is older" in wants_rebuilding(loaded, manifest)
    rebuild_if_due(loaded)
    assert wants_rebuilding(loaded, read_manifest(loaded)) == ""
    assert verify(loaded) == []
