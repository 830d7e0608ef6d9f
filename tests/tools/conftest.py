"""A warehouse of the examples, what is asked of every tool that reads it, and the answers of Copydesk's own SQL."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from warehouse.home import Home
from warehouse.query import rows

Ask = Callable[[str], list[tuple[Any, ...]]]

OUTCOMES = "SELECT outcome, count(*) FROM records GROUP BY outcome ORDER BY outcome"
QUOTES = "SELECT article_body[body_start + 1 : body_end] FROM quotes JOIN articles USING (article_id) ORDER BY ALL"
TYPED = "SELECT article_id, authors, date_published, extra FROM articles ORDER BY article_id"


@pytest.fixture(scope="session")
def home(examples_home: Path) -> Path:
    return examples_home


@pytest.fixture(scope="session")
def ask(home: Path, tmp_path_factory: pytest.TempPathFactory) -> Ask:
    """ask(sql): the rows that `copydesk sql` gives; of a copy: a process opens a file with one configuration only."""
    copy = tmp_path_factory.mktemp("asked")
    shutil.copyfile(home / "warehouse.duckdb", copy / "warehouse.duckdb")
    return lambda sql: [tuple(row) for row in rows(Home(copy), sql)[1]]


def parts(home: Path, table: str) -> list[Path]:
    """The Parquet files that make up a table, as docs/other-tools.md finds them."""
    manifest = json.loads((home / "manifest.json").read_text())
    return [home / part["path"] for part in manifest["parts"] if part["table"] == table]
