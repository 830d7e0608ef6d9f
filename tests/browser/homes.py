"""Homes whose names and texts are hostile, or many."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import timedelta
from pathlib import Path
from typing import Any, Self

from schemas.registry import TABLES
from tests.warehouse.report.homes import SHA, START, HomeBuilder, article_id
from warehouse.home import Home

A_RUN = 48  # texts in each run: a page lists up to 50 records


def run_id(number: int) -> str:
    return (START + timedelta(days=number)).strftime("%Y%m%dT%H%M%S.%fZ")


class BulkBuilder(HomeBuilder):
    """Inserts rows of one shape by one statement."""

    def insert(self, table: str, rows: Iterable[Mapping[str, Any]]) -> Self:
        by_shape: dict[tuple[str, ...], list[Any]] = defaultdict(list)
        for row in rows:
            by_shape[tuple(row)] += row.values()
        for shape, values in by_shape.items():
            assert set(shape) <= set(TABLES[table].column_names), shape
            names, marks = ", ".join(f'"{name}"' for name in shape), f"({', '.join('?' * len(shape))})"
            many = ", ".join([marks] * (len(values) // len(shape)))
            self._connection.execute(f'INSERT INTO "{table}" ({names}) VALUES {many}', values)
        return self

    def fill(self, sql: str, *parameters: object) -> Self:
        """Insert by a statement of one's own."""
        self._connection.execute(sql, parameters)
        return self


def hostile_home(root: Path, texts: Sequence[str]) -> tuple[Home, dict[str, Sequence[str]]]:
    """A home in which each text is a headline, an author, a publisher, a column's name and a file's name.

    Returns it with the texts of each run. Every run accepts, quarantines and rejects as many records as it has texts.
    """
    builder = BulkBuilder(root)
    runs = {run_id(number): texts[start : start + A_RUN] for number, start in enumerate(range(0, len(texts), A_RUN))}
    for number, (name, own) in enumerate(runs.items()):
        first = number * A_RUN
        counts = {"accepted": len(own), "quarantined": len(own), "rejected": len(own), "skipped": 0}
        each = {"seen": 3, "accepted": 1, "quarantined": 1, "rejected": 1, "skipped": 0}
        builder.run(
            name, number, "completed_with_losses", **counts, sources=list(own),
            by_source=json.dumps(dict.fromkeys(own, each)),
            by_reason=json.dumps({"failed_expectation": len(own), "invalid_json": len(own)}),
        )  # fmt: skip
        builder.insert("articles", (_article(name, first + at, text) for at, text in enumerate(own)))
        kept_out = (_article(name, 500_000 + first + at, text) for at, text in enumerate(own))
        failed = {"failed_expectations": ["headline_is_given"], "status": "open"}
        builder.insert("quarantined_articles", (row | failed for row in kept_out))
        builder.insert("rejections", (_rejection(name, text) for text in own))
        builder.insert("expectation_results", _results(name, own))
        builder.insert("source_measurements", (_measurement(name, text) for text in own))
        builder.insert("source_fields", (_field(name, text) for text in own))
        builder.insert("raw_files", (_raw_file(name, text) for text in own))
    return builder.publish(), runs


def _article(run: str, number: int, text: str) -> dict[str, Any]:
    return {
        "article_id": article_id(number), "work_id": article_id(number), "source_path": text, "record_locator": text,
        "raw_sha256": SHA, "source_format": "plain_text", "publisher": text, "headline": text, "byline": text,
        "authors": [text], "dateline_place": text, "article_section": text, "keywords": [text], "in_language": "en",
        "article_body": text, "word_count": 1, "is_truncated": False, "content_sha256": SHA, "version": 1,
        "is_current": True, "failed_expectations": [], "parser": "plain_text", "parser_version": "0.1.0",
        "ingested_at": START, "run_id": run,
    }  # fmt: skip


def _rejection(run: str, text: str) -> dict[str, Any]:
    return {
        "path": text, "record_locator": text, "reason_code": "invalid_json", "message": text, "byte_offset": 0,
        "raw_excerpt": f"x{text}", "run_id": run,
    }  # fmt: skip


def _results(run: str, texts: Sequence[str]) -> Iterable[Mapping[str, Any]]:
    """A result that says the records were kept out, and one a text."""
    kept_out = {
        "batch": "1.0", "scope": "", "suite": "articles", "expectation": "headline_is_given", "column": "headline",
        "severity": "critical", "description": "Is there a headline?", "success": False, "run_id": run,
        "element_count": len(texts), "unexpected_count": len(texts), "unexpected_percent": 100.0,
    }  # fmt: skip
    own = {
        "severity": "warning", "element_count": len(texts), "unexpected_count": 1,
        "unexpected_percent": 100 / len(texts),
    }  # fmt: skip
    yield kept_out
    for text in texts:
        told = {"expectation": text, "column": text, "scope": text, "description": text, "observed": json.dumps(text)}
        yield kept_out | own | told


def _measurement(run: str, publisher: str) -> dict[str, Any]:
    return {
        "publisher": publisher, "source_format": "plain_text", "measure": "fill_rate", "field": "byline", "value": 0.2,
        "records": 40, "usual": 0.9, "low": 0.8, "high": 1.0, "runs_known": 9, "is_breach": True, "run_id": run,
        "message": f"byline filled on 20 % of {publisher}'s articles, usually 90 %",
    }  # fmt: skip


def _field(run: str, name: str) -> dict[str, Any]:
    return {
        "dump": name, "source_format": "jsonl", "field": name, "types": ["string"], "records": 3, "of_records": 9,
        "change": "new", "run_id": run,
    }  # fmt: skip


def _raw_file(run: str, path: str) -> dict[str, Any]:
    return {
        "path": path, "source": path, "sha256": SHA, "bytes": 9, "modified_ns": 1, "format": "plain_text", "seen": 3,
        "accepted": 1, "quarantined": 1, "rejected": 1, "skipped": 0, "run_id": run,
    }  # fmt: skip


def large_home(root: Path, failing: int, publishers: int) -> Home:
    """A home with one run in which `failing` of twice as many records, from that many publishers, failed 30 things."""
    builder, run = BulkBuilder(root), run_id(0)
    builder.run(run, 0, "completed_with_losses", accepted=failing, quarantined=failing)
    names = ["headline_is_given", *(f"expectation_{number}" for number in range(29))]
    model = _article(run, 0, "Bridge opens to traffic") | {"date_published": START}
    for table, first in (("articles", 0), ("quarantined_articles", failing)):
        row = model | {"failed_expectations": names, "status": "open"} if first else model
        builder.insert(table, [row])
        builder.fill(
            f"INSERT INTO {table} SELECT {table}.* REPLACE (md5((n + ?)::VARCHAR) AS article_id, "
            "md5(n::VARCHAR) AS work_id, 'news/' || n || '.txt' AS source_path, 'Publisher ' || (n % ?) AS publisher) "
            f"FROM {table}, range(1, ?) AS t(n)",
            first, publishers, failing,
        )  # fmt: skip
    builder.insert("expectation_results", list(_results(run, names[1:])))
    builder.insert("source_measurements", (_measurement(run, f"Publisher {number}") for number in range(publishers)))
    builder.insert("source_fields", (_field(run, f"field {number}") for number in range(publishers)))
    return builder.publish()
