"""Small warehouses for searching: a snapshot of invented articles, published as the loader does it."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest

from schemas.arrow import arrow_schema
from schemas.column import Type
from schemas.registry import TABLES
from warehouse.database import create, open_for_writing
from warehouse.home import Home
from warehouse.manifest import commit, read_manifest

EMPTY = {Type.TEXT: "", Type.TEXT_LIST: [], Type.INTEGER: 0, Type.BOOLEAN: False, Type.TIMESTAMP: datetime(2026, 3, 2)}
Row = dict[str, Any]
Publish = Callable[..., None]


def row(headline: str, body: str = "", **columns: Any) -> Row:
    """An article of `articles`: what is not given is null, or empty where that is not allowed."""
    given = {"headline": headline, "article_body": body, "is_current": True, "in_language": "en", **columns}
    given.setdefault("article_id", hashlib.sha256(f"{headline} {body}".encode()).hexdigest()[:32])
    given.setdefault("content_sha256", hashlib.sha256(f"{headline} {body}".encode()).hexdigest())
    required = [column for column in TABLES["articles"].columns if not column.nullable]
    empty = {c.name: c.vocabulary[0] if c.vocabulary else EMPTY[c.type] for c in required}
    return empty | {"raw_sha256": "0" * 64, "version": 1} | given


def day(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.fixture
def home(tmp_path: Path) -> Home:
    home = Home(tmp_path / "home")
    home.create()
    return home


def publish_rows(home: Home, *rows: Row) -> None:
    """A snapshot that holds exactly these articles becomes the warehouse."""
    manifest = read_manifest(home)
    path = home.snapshots / f"warehouse-{manifest.sequence + 1:06d}.duckdb"
    create(path)
    with open_for_writing(path) as connection:
        connection.register("incoming", pa.Table.from_pylist(list(rows), schema=arrow_schema(TABLES["articles"])))
        connection.execute("INSERT INTO articles BY NAME FROM incoming")
    commit(home, manifest.next(snapshot=path.relative_to(home.root).as_posix(), added=[], dropped=set()))


@pytest.fixture
def publish(home: Home) -> Publish:
    return partial(publish_rows, home)
