"""A small warehouse whose `reprints` are kept up as the loader keeps them."""

from __future__ import annotations

import hashlib
import re
import shutil
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
import pytest

from schemas.arrow import arrow_schema
from schemas.column import Column, Type
from schemas.registry import TABLES
from tests.warehouse.reprints.planted import Print
from warehouse.database import create
from warehouse.reprints.update import Update, update

FILLERS = {
    Type.TEXT: "a", Type.INTEGER: 1, Type.BOOLEAN: True, Type.TEXT_LIST: [],
    Type.TIMESTAMP: datetime(2024, 3, 1, tzinfo=UTC),
}  # fmt: skip


def _filler(column: Column, *texts: str) -> Any:
    """A value that the column takes, where it must have one."""
    if column.nullable:
        return None
    if column.pattern:
        return next(text for text in texts if re.fullmatch(column.pattern or "", text))
    return column.vocabulary[0] if column.vocabulary else FILLERS[column.type]


class Desk:
    """A warehouse of articles that come and go."""

    def __init__(self, file: Path, folder: Path) -> None:
        self.folder = folder
        self.connection = duckdb.connect(str(file))

    def insert(
        self,
        prints: Iterable[Print],
        *,
        day: datetime | None = None,
        credit: str | None = None,
        headline: str = "News",
        work: str | None = None,
    ) -> list[str]:
        """Articles as the loader inserts them; returns their ids."""
        spec, rows = TABLES["articles"], []
        for item in prints:
            content = hashlib.sha256(item.body.encode()).hexdigest()
            row = {column.name: _filler(column, item.article_id, content) for column in spec.columns}
            row |= {"article_id": item.article_id, "content_sha256": content, "article_body": item.body}
            row |= {"headline": headline, "date_published": day, "credit": credit}
            rows.append(row | {"work_id": work or item.article_id})
        self.connection.register("incoming", pa.Table.from_pylist(rows, schema=arrow_schema(spec)))
        self.connection.execute("INSERT INTO articles BY NAME SELECT * FROM incoming")
        self.connection.unregister("incoming")
        return [row["article_id"] for row in rows]

    def update(self, ids: Sequence[str]) -> Update:
        """Bring `reprints` up to the articles."""
        found = update(self.connection, self.folder, "r", ids)
        stale = found.stale
        self.connection.execute("DELETE FROM reprints WHERE article_id IN (SELECT unnest(?))", [stale.to_pylist()])
        self.connection.register("incoming", found.rows.drop_columns(["partition_year", "partition_month"]))
        self.connection.execute("INSERT INTO reprints BY NAME SELECT * FROM incoming")
        self.connection.unregister("incoming")
        return found

    def load(self, prints: Iterable[Print], **facts: datetime | str | None) -> Update:
        return self.update(self.insert(prints, **facts))  # type: ignore[arg-type]

    def clear(self) -> None:
        """As if nothing had come in."""
        self.connection.execute("DELETE FROM articles; DELETE FROM reprints")
        shutil.rmtree(self.folder, ignore_errors=True)

    def rows(self) -> list[tuple[object, ...]]:
        return self.connection.execute("SELECT * EXCLUDE (run_id) FROM reprints ORDER BY ALL").fetchall()

    def groups(self) -> set[frozenset[str]]:
        sql = "SELECT list(article_id) FROM reprints GROUP BY group_id"
        return {frozenset(ids) for (ids,) in self.connection.execute(sql).fetchall()}


@pytest.fixture(scope="session")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A warehouse file without rows, made once."""
    file = tmp_path_factory.mktemp("empty") / "warehouse.duckdb"
    create(file)
    return file


@pytest.fixture
def desk(empty: Path, tmp_path: Path) -> Iterator[Desk]:
    desk = Desk(Path(shutil.copy(empty, tmp_path)), tmp_path / "reprints")
    yield desk
    desk.connection.close()
