"""A warehouse in memory, into which runs of invented articles are put."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
import pytest

from schemas.arrow import arrow_schema
from schemas.registry import TABLES
from warehouse.database import create
from warehouse.profiles import ThisRun, history, measure

FIRST = datetime(2026, 1, 5, 6, tzinfo=UTC)
SOURCE = "/news"
ARTICLE = {
    "publisher": "Harbour News", "source_format": "html", "headline": "Ferry late again", "byline": "By Ada Lindqvist",
    "authors": ["Ada Lindqvist"], "word_count": 400, "in_language": "en", "is_truncated": False, "keywords": [],
    "article_body": "It was late.", "record_locator": "file", "version": 1, "is_current": True, "parser": "html",
    "parser_version": "0", "failed_expectations": [], "raw_sha256": "0" * 64, "content_sha256": "0" * 64,
}  # fmt: skip


@dataclass
class Runs:
    """Puts runs into a warehouse and measures them."""

    connection: duckdb.DuckDBPyConnection
    started: datetime = FIRST
    serial: int = 0
    sources: Sequence[str] = (SOURCE,)
    this: ThisRun = field(init=False)

    def begin(self, day: int, sources: Sequence[str] = (SOURCE,)) -> ThisRun:
        self.started = FIRST + timedelta(days=day)
        self.this = ThisRun(f"r{day:03}", self.started, sources)
        return self.this

    def add(self, number: int = 10, *, table: str = "articles", folder: str = "/news/harbour", **given: Any) -> None:
        """So many articles of the present run; `given` are columns, callables of the article's place."""
        rows = []
        for place in range(number):
            self.serial += 1
            digest = hashlib.sha256(str(self.serial).encode()).hexdigest()
            own = {name: value(place) if callable(value) else value for name, value in given.items()}
            rows.append(
                ARTICLE
                | {"article_id": digest[:32], "work_id": digest[:32],
                   "source_path": f"{folder}/{self.started:%Y/%m/%d}/{self.serial}.html",
                   "date_published": self.started - timedelta(hours=2 + place % 20), "ingested_at": self.started,
                   "run_id": self.this.run_id}
                | ({"status": "open"} if table == "quarantined_articles" else {})
                | own
            )  # fmt: skip
        self.insert(table, rows)

    def insert(self, table: str, rows: Sequence[dict[str, Any]]) -> None:
        if not rows:
            return
        schema = pa.schema([part for part in arrow_schema(TABLES[table]) if part.name in rows[0]])
        self.connection.register("incoming", pa.Table.from_pylist(list(rows), schema=schema))
        self.connection.execute(f'INSERT INTO "{table}" BY NAME SELECT * FROM incoming')
        self.connection.unregister("incoming")

    def reject(self, number: int, folder: str = "/news/harbour") -> None:
        self.insert("rejections", [
            {"path": f"{folder}/{self.started:%Y/%m/%d}/bad{place}.html", "record_locator": "file",
             "reason_code": "not_an_article", "message": "a home page", "run_id": self.this.run_id}
            for place in range(number)
        ])  # fmt: skip

    def measured(self) -> dict[tuple[str, str, str], dict[str, Any]]:
        """The present run's measures by (publisher, measure, field)."""
        rows = measure(self.connection, self.this)
        return {(row["publisher"], row["measure"], row["field"]): row for row in rows}

    def end(self, rows: Sequence[dict[str, Any]] | None = None, status: str = "completed") -> None:
        """Enter the run, with its measurements as judged, or as they are."""
        if status != "interrupted":
            plain = [{"usual": None, "low": None, "high": None, "runs_known": 0, "is_breach": False, "message": None}
                     | row for row in (measure(self.connection, self.this) if rows is None else rows)]  # fmt: skip
            self.insert("source_measurements", [row | {"run_id": self.this.run_id} for row in plain])
        zero = dict.fromkeys(
            ("files_seen", "files_unchanged", "seen", "accepted", "quarantined", "rejected", "skipped"), 0
        )
        self.insert("runs", [
            {"run_id": self.this.run_id, "kind": "ingest", "started_at": self.started, "finished_at": self.started,
             "status": status, "sources": list(self.this.sources)} | zero
        ])  # fmt: skip

    def history(self) -> Any:
        return history(self.connection, self.this, measure(self.connection, self.this))


@pytest.fixture
def runs(tmp_path: Path) -> Iterator[Runs]:
    create(tmp_path / "warehouse.duckdb")
    with duckdb.connect(str(tmp_path / "warehouse.duckdb")) as connection:
        yield Runs(connection)
