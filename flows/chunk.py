"""Records taken in by a batch and not yet staged: enough to be validated together, few enough to fit in memory."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from datetime import UTC, datetime
from importlib.metadata import version
from typing import Any

import orjson

from expectations.validate import Verdict, validate
from flows.items import Item
from flows.job import BatchManifest, Job
from flows.parse.identity import article_id, content_sha256, work_id
from flows.parse.model import ParsedArticle, Rejection
from schemas.reasons import REASONS
from warehouse.columns import Identified, article_tables, ledger_table
from warehouse.raw import RawBytes, raw_table
from warehouse.reprints.staged import signatures
from warehouse.stage import stage

CHUNK_ARTICLES = 2_500  # validated and staged together
CHUNK_BYTES = 32 << 20
EXCERPT = 500

Row = dict[str, Any]


@dataclass(slots=True)
class Chunk:
    """What was taken in. `articles[i]` is the result of `items[i]`; `rows` holds rows of ledger tables."""

    articles: list[ParsedArticle] = field(default_factory=list)
    items: list[Item] = field(default_factory=list)
    versions: list[int] = field(default_factory=list)
    records: list[Row] = field(default_factory=list)  # of those that are no articles
    rejections: list[Row] = field(default_factory=list)
    more: dict[str, list[Row]] = field(default_factory=dict)  # of other ledger tables
    raw: list[RawBytes] = field(default_factory=list)
    bytes: int = 0

    @property
    def full(self) -> bool:
        return len(self.articles) >= CHUNK_ARTICLES or self.bytes >= CHUNK_BYTES

    def __bool__(self) -> bool:
        return bool(self.articles or self.records)

    def take(self, item: Item, job: Job, seen: set[str]) -> None:
        """Take one record in; `seen` holds the digests of the batch's articles so far."""
        self.bytes += len(item.result.data)
        if isinstance(item.result, Rejection):
            self._take_rejection(item, item.result, job)
        elif item.digest in seen:
            self.skip(item, job, "duplicate_record")
        else:
            seen.add(item.digest)
            self.take_article(item, item.result)

    def take_article(self, item: Item, article: ParsedArticle, number: int = 1) -> None:
        """Take an article in, as its version `number`."""
        self.articles.append(article)
        self.items.append(item)
        self.versions.append(number)

    def skip(self, item: Item, job: Job, reason_code: str) -> None:
        """Leave an article out for a reason."""
        self.records.append(_record(item, job) | {
            "outcome": "skipped", "reason_code": reason_code, "article_id": article_id(item.result.data),
        })  # fmt: skip

    def _take_rejection(self, item: Item, rejection: Rejection, job: Job) -> None:
        record = _record(item, job)
        outcome = REASONS[rejection.reason_code].outcome  # a hidden file in an archive is skipped, as it is in a folder
        self.records.append(record | {"outcome": outcome, "reason_code": rejection.reason_code})
        if rejection.reason_code == "withdrawn" and rejection.about:
            self.more.setdefault("withdrawals", []).append(_withdrawal(record, rejection))
        if outcome == "skipped":
            return
        self.rejections.append(_rejection(record, rejection))
        if job.keep_raw != "none" and not item.is_stored:
            self.raw.append(_raw(item))

    def flush(self, manifest: BatchManifest, job: Job) -> None:
        """Validate and stage what was taken in."""
        started = time.perf_counter()
        verdict = validate(self.articles, today=job.today, policy=job.policy)
        validated = time.perf_counter()
        manifest.seconds["validate"] += validated - started
        name = f"{manifest.number}.{len(manifest.chunks)}"
        tables = self._tables(verdict, name, job)
        signed = signatures(tables["articles"]) if tables["articles"].num_rows else None
        manifest.chunks.append(stage(f"{job.staging}/{name}", tables, signed))
        manifest.seconds["write"] += time.perf_counter() - validated

    def _tables(self, verdict: Verdict, name: str, job: Job) -> dict[str, Any]:
        sides: dict[bool, list[Identified]] = {True: [], False: []}
        for index, (article, item, number) in enumerate(zip(self.articles, self.items, self.versions, strict=True)):
            good = job.accepts_all or index not in verdict.quarantined
            sides[good].append(Identified(
                article, article_id(article.data), item.path, article.locator, item.raw_sha256,
                content_sha256(article.headline, article.article_body), verdict.failed.get(index, ()), number,
                _work(article),
            ))  # fmt: skip
            self.records.append(_record(item, job) | {
                "article_id": article_id(article.data), "outcome": "accepted" if good else "quarantined",
                "reason_code": None if good else "failed_expectation",
            })  # fmt: skip
            if not item.is_stored and (job.keep_raw == "all" or (job.keep_raw == "problems" and not good)):
                self.raw.append(_raw(item))
        constants = {
            "is_current": True, "parser_version": version("copydesk"), "ingested_at": datetime.now(UTC),
            "run_id": job.run_id,
        }  # fmt: skip
        ledgers = self.more | {
            "records": self.records,
            "rejections": self.rejections,
            "expectation_results": [
                result._asdict() | {"batch": name, "run_id": job.run_id} for result in verdict.results
            ],
        }
        return (
            article_tables(sides[True], sides[False], constants)
            | {table: ledger_table(table, rows, job.month) for table, rows in ledgers.items()}
            | {"raw": raw_table(self.raw, job.run_id)}
        )


def _work(article: ParsedArticle) -> str:
    own, day = article_id(article.data), article.date_published
    return work_id(own, article.uri, article.publisher, article.headline, day.date() if day else None)


def _record(item: Item, job: Job) -> Row:
    """A row of `records`, less its outcome."""
    return {
        "path": item.path, "record_locator": item.result.locator, "raw_sha256": item.raw_sha256,
        "record_sha256": item.digest, "byte_offset": item.result.byte_offset, "byte_length": len(item.result.data),
        "run_id": job.run_id,
    }  # fmt: skip


def _rejection(record: Row, item: Rejection) -> Row:
    excerpt = item.data[: EXCERPT * 4].decode("utf-8", "backslashreplace").replace("\0", "\\x00")[:EXCERPT]
    columns = ("path", "record_locator", "raw_sha256", "record_sha256", "byte_offset", "run_id")
    return {name: record[name] for name in columns} | {
        "reason_code": item.reason_code, "message": item.message, "raw_excerpt": excerpt,
    }  # fmt: skip


def _withdrawal(record: Row, item: Rejection) -> Row:
    return {name: record[name] for name in ("path", "record_locator", "run_id")} | {
        "work_id": work_id(article_id(item.data), item.about, None, None, None), "uri": item.about,
        "message": item.message,
    }  # fmt: skip


def _raw(item: Item) -> RawBytes:
    context = orjson.dumps(dict(item.context)).decode() if item.context else None
    return RawBytes(item.digest, item.reader or None, context, item.result.data)
