"""DuckDB's own command line reads the warehouse, and cannot write to it."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.tools.conftest import OUTCOMES, QUOTES, Ask

pytestmark = pytest.mark.xdist_group("ingest")
DUCKDB = Path(sys.executable).with_name("duckdb")


def run(home: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [DUCKDB, "-readonly", "-no-init", home / "warehouse.duckdb", *arguments]
    return subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)


def answer(home: Path, sql: str) -> list[tuple[Any, ...]]:
    done = run(home, "-json", "-c", sql)
    assert done.returncode == 0, done.stderr
    return [tuple(row.values()) for row in json.loads(done.stdout)]


@pytest.mark.parametrize("query", [OUTCOMES, QUOTES, "FROM speakers", "FROM quotes_by('Lindqvist')"])
def test_it_gives_the_same_answers(home: Path, ask: Ask, query: str) -> None:
    assert [tuple(map(str, row)) for row in answer(home, query)] == [tuple(map(str, row)) for row in ask(query)]


def test_every_view_can_be_read_under_a_name_of_ones_own(home: Path, ask: Ask) -> None:
    views = [name for (name,) in ask("SELECT view_name FROM duckdb_views() WHERE NOT internal ORDER BY ALL")]
    counts = " UNION ALL ".join(f"SELECT '{name}' AS name, count(*) AS rows FROM desk.{name}" for name in views)
    attached = ["-c", f"ATTACH '{home}/warehouse.duckdb' AS desk (READ_ONLY)", "-json", "-c", f"{counts} ORDER BY ALL"]
    done = subprocess.run([DUCKDB, "-no-init", *attached], capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 0, done.stderr
    found = [tuple(row.values()) for row in json.loads(done.stdout)]
    assert found == ask(counts.replace("FROM desk.", "FROM ") + " ORDER BY ALL") and len(found) > 12


def test_it_shows_what_columns_mean(home: Path) -> None:
    [(comment,)] = answer(
        home, "SELECT comment FROM duckdb_columns() WHERE table_name = 'articles' AND column_name = 'headline'"
    )
    assert comment.startswith("The headline")


def test_a_duckdb_from_1_2_on_opens_it(home: Path) -> None:
    query = "SELECT tags['storage_version'] FROM duckdb_databases() WHERE database_name LIKE 'warehouse%'"
    assert answer(home, query) == [("v1.2.0+",)]


def test_it_cannot_write(home: Path) -> None:
    done = run(home, "-c", "DELETE FROM articles")
    assert done.returncode != 0 and "read-only" in done.stderr
