"""Homes of earlier versions go on: nothing is lost, and the structure is the declared one."""

from __future__ import annotations

import tarfile
from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest

from tests.warehouse.conftest import article, run_row, stage_articles
from warehouse.database import SCHEMA_VERSION, create, open_snapshot, version_of
from warehouse.home import Home
from warehouse.load import Loader
from warehouse.migrate import SchemaVersionError, script
from warehouse.query import rows
from warehouse.verify import verify

STORED = sorted((Path(__file__).with_name("homes")).glob("version-*.tar.xz"))
STRUCTURE = """
    SELECT table_name, column_name, data_type, is_nullable, comment FROM duckdb_columns()
    WHERE NOT internal ORDER BY ALL
"""


@pytest.fixture(params=STORED, ids=lambda path: path.name.split(".")[0])
def old_home(request: pytest.FixtureRequest, tmp_path: Path) -> Home:
    with tarfile.open(request.param) as archive:
        archive.extractall(tmp_path, filter="data")
    return Home(tmp_path / "home")


def _load_one(home: Home, folder: Path) -> None:
    with Loader(home, "r9", (2026, 3)) as loader:
        loader.add(stage_articles(folder / "staged", "r9", [article("Bridge opens")]))
        loader.replace_run(run_row("r9", "completed", accepted=1))
        loader.publish()


def _structure(connection: duckdb.DuckDBPyConnection) -> list[tuple[object, ...]]:
    return connection.execute(STRUCTURE).fetchall()


def test_there_is_a_stored_home_of_every_earlier_version() -> None:
    assert [path.name for path in STORED] == [f"version-{n}.tar.xz" for n in range(1, SCHEMA_VERSION)]


def test_an_old_home_can_be_read_before_it_is_brought_up_to_date(old_home: Home) -> None:
    assert rows(old_home, "SELECT count(*) FROM articles")[1] == [(11,)]


def test_the_next_load_brings_an_old_home_up_to_date(old_home: Home, tmp_path: Path) -> None:
    before = rows(old_home, "SELECT article_id, headline, article_body FROM articles ORDER BY ALL")[1]
    counts = rows(old_home, "SELECT seen, accepted, quarantined, rejected, skipped FROM runs")[1]
    _load_one(old_home, tmp_path)
    create(tmp_path / "fresh.duckdb")
    with open_snapshot(old_home) as connection, duckdb.connect(str(tmp_path / "fresh.duckdb")) as fresh:
        assert version_of(connection) == SCHEMA_VERSION
        assert _structure(connection) == _structure(fresh)
    sql = "SELECT article_id, headline, article_body FROM articles WHERE run_id <> 'r9' ORDER BY ALL"
    assert rows(old_home, sql)[1] == before
    sql = "SELECT kind, seen, accepted, quarantined, rejected, skipped FROM runs WHERE run_id <> 'r9'"
    assert rows(old_home, sql)[1] == [("ingest", *counts[0])]
    assert [finding for finding in verify(old_home) if finding.subject != "r9"] == []


def test_a_home_of_a_newer_version_is_refused(home: Home, load: Callable[..., None], tmp_path: Path) -> None:
    load("r1", [article("One")])
    with duckdb.connect(str(home.warehouse.resolve())) as connection:
        connection.execute("UPDATE schema_version SET version = 999")
    with pytest.raises(SchemaVersionError, match=r"schema version 999.*Upgrade Copydesk"):
        _load_one(home, tmp_path)


def test_every_version_has_its_script() -> None:
    assert all("ALTER TABLE" in script(version) for version in range(2, SCHEMA_VERSION + 1))
