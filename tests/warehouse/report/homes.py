"""Homes for the report's tests, built by SQL alone."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any, Self

import duckdb

from schemas.registry import TABLES
from schemas.vocabularies import OUTCOMES
from warehouse.database import create
from warehouse.home import Home
from warehouse.manifest import Manifest, commit

SHA = "0" * 64
START = datetime(2026, 11, 1, 10, 10, tzinfo=UTC)


@cache
def empty_warehouse() -> bytes:
    """The bytes of an empty warehouse: creating one takes longer than all a test does with it."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "empty.duckdb"
        create(path)
        return path.read_bytes()


def article_id(number: int) -> str:
    return f"{number:032x}"


class HomeBuilder:
    """Fills a warehouse row by row; `publish` makes it a home."""

    def __init__(self, root: Path) -> None:
        self.home = Home(root)
        self.home.create()
        self._path = self.home.snapshots / "warehouse-000001.duckdb"
        self._path.write_bytes(empty_warehouse())
        self._connection = duckdb.connect(str(self._path))
        self._connection.execute("BEGIN")

    def insert(self, table: str, rows: Iterable[Mapping[str, Any]]) -> Self:
        spec = TABLES[table]
        for row in rows:
            assert set(row) <= set(spec.column_names), set(row) - set(spec.column_names)
            names = ", ".join(f'"{name}"' for name in row)
            marks = ", ".join("?" * len(row))
            self._connection.execute(f'INSERT INTO "{table}" ({names}) VALUES ({marks})', list(row.values()))
        return self

    def run(self, run_id: str, day: int = 0, status: str = "completed", **columns: Any) -> Self:
        """A run; `seen` is the sum of the outcomes unless given."""
        counts = {name: columns.pop(name, 0) for name in OUTCOMES}
        row: dict[str, Any] = {
            "run_id": run_id, "kind": "ingest", "started_at": START + timedelta(days=day),
            "finished_at": START + timedelta(days=day, seconds=83.25), "status": status, "sources": ["news"],
            "files_seen": sum(counts.values()), "files_unchanged": 0, "seen": sum(counts.values()), **counts,
            "by_source": json.dumps({"news": {"seen": sum(counts.values()), **counts}}), "by_reason": "{}",
            "timings": json.dumps({"land": 0.12, "load": 3.4, "publish": 0.7, "parse (worker)": 61.9, "total": 83.25}),
            "versions": json.dumps({"copydesk": "0.1.0", "duckdb": "1.5.5", "python": "3.12.4"}),
        }  # fmt: skip
        return self.insert("runs", [row | columns])

    def articles(self, run_id: str, numbers: Iterable[int], table: str = "articles", **columns: Any) -> Self:
        def row(number: int) -> dict[str, Any]:
            return {
                "article_id": article_id(number), "work_id": article_id(number),
                "source_path": f"news/{number:04d}.txt", "record_locator": "file",
                "raw_sha256": SHA, "source_format": "plain_text", "headline": f"Bridge {number} opens to traffic",
                "authors": [], "keywords": [], "article_body": "The bridge is open.", "word_count": 4,
                "is_truncated": False, "content_sha256": SHA, "version": 1, "is_current": True,
                "parser": "plain_text", "parser_version": "0.1.0", "ingested_at": START, "run_id": run_id,
                "failed_expectations": [], **columns,
            }  # fmt: skip

        return self.insert(table, map(row, numbers))

    def quarantine(self, run_id: str, numbers: Iterable[int], failed: list[str], **columns: Any) -> Self:
        return self.articles(
            run_id, numbers, "quarantined_articles", failed_expectations=failed, status="open", **columns
        )

    def reject(self, run_id: str, numbers: Iterable[int], reason: str, **columns: Any) -> Self:
        rows = (
            {
                "path": "dump/archive.jsonl", "record_locator": f"line:{number}", "reason_code": reason,
                "message": "expected a comma", "byte_offset": number, "raw_excerpt": '{"text": "The bridge',
                "run_id": run_id, **columns,
            }
            for number in numbers
        )  # fmt: skip
        return self.insert("rejections", rows)

    def judge(self, run_id: str, expectation: str, severity: str, success: bool, **columns: Any) -> Self:
        row = {
            "batch": "1.0", "scope": "", "suite": "articles", "expectation": expectation, "severity": severity,
            "description": f"Holds: {expectation}.", "success": success, "run_id": run_id,
        }  # fmt: skip
        return self.insert("expectation_results", [row | columns])

    def publish(self) -> Home:
        self._connection.execute("COMMIT")
        self._connection.close()
        commit(self.home, Manifest(1, "snapshots/warehouse-000001.duckdb"))
        return self.home
