"""One batch, from bytes to staged Parquet: what a worker process does. Text never leaves the worker."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any

from expectations.validate import validate
from flows.find import printable
from flows.job import BatchManifest, Job
from flows.parse.assemble import parse
from flows.parse.identity import article_id, content_sha256, sha256
from flows.parse.model import ParsedArticle, RawRecord, Rejection
from flows.parse.record import open_file
from flows.plan import Batch, FilePart
from schemas.reasons import REASONS
from warehouse.columns import Identified, article_tables, ledger_table
from warehouse.home import Home
from warehouse.raw import keep_large, raw_table
from warehouse.stage import stage

CHUNK_ARTICLES = 2_500  # validated and staged together
CHUNK_BYTES = 32 << 20
EXCERPT = 500


class ReadError(OSError):
    """A raw file could not be read; the batch is worth another try."""


@dataclass(slots=True)
class _Chunk:
    """Records taken in, not yet staged."""

    articles: list[ParsedArticle] = field(default_factory=list)
    origins: list[FilePart] = field(default_factory=list)
    digests: list[str] = field(default_factory=list)
    records: list[dict[str, Any]] = field(default_factory=list)  # of those that are no articles
    rejections: list[dict[str, Any]] = field(default_factory=list)
    raw: list[tuple[str, bytes]] = field(default_factory=list)
    bytes: int = 0

    @property
    def full(self) -> bool:
        return len(self.articles) >= CHUNK_ARTICLES or self.bytes >= CHUNK_BYTES

    def __bool__(self) -> bool:
        return bool(self.articles or self.records)


def run_batch(batch: Batch, job: Job, *, last_try: bool = True) -> BatchManifest:
    """Parse, validate and stage a batch.

    ReadError if a file cannot be read, unless this is the `last_try`: then the file is rejected as `unreadable` and the
    others go on. OSError if staging cannot be written.
    """
    manifest = BatchManifest(batch.number)
    chunk, seen = _Chunk(), set[str]()
    for part in batch.parts:
        if _changed(part):
            manifest.seen[printable(part.path)] += 1
            chunk.records.append(_left_alone(part, job))
            continue
        for item in _items(part, job, manifest, last_try):
            manifest.seen[printable(part.path)] += 1
            _take(chunk, part, item, job, seen)
            if chunk.full:
                _flush(chunk, manifest, job)
                chunk = _Chunk()
    if chunk:
        _flush(chunk, manifest, job)
    return manifest


def _changed(part: FilePart) -> bool:
    """Whether the file is another than was landed. One that cannot be looked at is left to the reading to report."""
    if part.local:
        return False
    try:
        return Path(part.path).stat().st_mtime_ns != part.modified_ns
    except OSError:
        return False


def _left_alone(part: FilePart, job: Job) -> dict[str, Any]:
    return {
        "path": printable(part.path), "record_locator": f"byte:{part.start}" if part.start else "file",
        "raw_sha256": part.sha256, "byte_offset": part.start, "byte_length": part.bytes, "outcome": "skipped",
        "reason_code": "still_growing", "run_id": job.run_id,
    }  # fmt: skip


def _items(part: FilePart, job: Job, manifest: BatchManifest, last_try: bool) -> Iterator[ParsedArticle | Rejection]:
    """What the records of one file come to, in order."""
    started = time.perf_counter()
    try:
        path, limits = part.opened, job.limits
        with open_file(path, start=part.start, end=part.end, first_line=part.first_line, limits=limits) as records:
            if records.format:
                manifest.formats[printable(part.path)] = records.format
            for record in records:
                yield record if isinstance(record, Rejection) else _parsed(record, part, job)
    except OSError as error:
        if not last_try:
            raise ReadError(error.errno, f"{part.path}: {error.strerror}") from error
        message = f"the file could not be read: {error.strerror}; grant read permission, the next run tries again"
        yield Rejection("file", 0, "unreadable", message, b"")
    manifest.seconds["parse"] += time.perf_counter() - started


def _parsed(record: RawRecord, part: FilePart, job: Job) -> ParsedArticle | Rejection:
    return parse(record, record.reader, _hint(record, part), job.options)


def _hint(record: RawRecord, part: FilePart) -> str:
    """The path that may tell a date: the file's, and within an archive the member's."""
    return part.path if ":" in record.locator or record.locator == "file" else f"{part.path}/{record.locator}"


def _take(chunk: _Chunk, part: FilePart, item: ParsedArticle | Rejection, job: Job, seen: set[str]) -> None:
    if isinstance(item, Rejection):
        item = _with_bytes(item, part, job)
    apart = isinstance(item, Rejection) and item.locator == "file" and part.bytes > job.limits.record_bytes
    digest = part.sha256 if apart else sha256(item.data)  # of a file kept apart only the beginning was read
    chunk.bytes += len(item.data)
    record = {
        "path": printable(part.path), "record_locator": item.locator, "raw_sha256": part.sha256,
        "record_sha256": digest, "byte_offset": item.byte_offset, "byte_length": len(item.data), "run_id": job.run_id,
    }  # fmt: skip
    if isinstance(item, Rejection):
        outcome = REASONS[item.reason_code].outcome  # a hidden file in an archive is skipped, as it is in a folder
        chunk.records.append(record | {"outcome": outcome, "reason_code": item.reason_code})
        if outcome == "skipped":
            return
        chunk.rejections.append(_rejection(record, item))
        if job.keep_raw != "none" and not apart:
            chunk.raw.append((digest, item.data))
    elif digest in seen:
        double = {"outcome": "skipped", "reason_code": "duplicate_record", "article_id": article_id(item.data)}
        chunk.records.append(record | double)
    else:
        seen.add(digest)
        chunk.articles.append(item)
        chunk.origins.append(part)
        chunk.digests.append(digest)


def _with_bytes(item: Rejection, part: FilePart, job: Job) -> Rejection:
    """A rejected file with all of its bytes, which a reader that gave up early did not read.

    Those of a file too large for one record go to the raw store at once.
    """
    if item.locator != "file" or item.reason_code == "unreadable" or job.keep_raw == "none":
        return item
    if part.bytes <= job.limits.record_bytes:
        return item._replace(data=part.opened.read_bytes())
    keep_large(Home(Path(job.home)), part.opened)
    return item


def _rejection(record: dict[str, Any], item: Rejection) -> dict[str, Any]:
    excerpt = item.data[: EXCERPT * 4].decode("utf-8", "backslashreplace").replace("\0", "\\x00")[:EXCERPT]
    columns = ("path", "record_locator", "raw_sha256", "record_sha256", "byte_offset", "run_id")
    return {name: record[name] for name in columns} | {
        "reason_code": item.reason_code, "message": item.message, "raw_excerpt": excerpt,
    }  # fmt: skip


def _flush(chunk: _Chunk, manifest: BatchManifest, job: Job) -> None:
    """Validate and stage what was taken in."""
    started = time.perf_counter()
    verdict = validate(chunk.articles, today=date(job.started.year, job.started.month, job.started.day))
    validated = time.perf_counter()
    manifest.seconds["validate"] += validated - started
    name = f"{manifest.number}.{len(manifest.chunks)}"
    sides: dict[bool, list[Identified]] = {True: [], False: []}
    for index, (article, part, digest) in enumerate(zip(chunk.articles, chunk.origins, chunk.digests, strict=True)):
        good = index not in verdict.quarantined
        sides[good].append(Identified(
            article, article_id(article.data), printable(part.path), article.locator, part.sha256,
            content_sha256(article.headline, article.article_body),
            verdict.failed.get(index, ()),
        ))  # fmt: skip
        chunk.records.append({
            "path": printable(part.path), "record_locator": article.locator, "raw_sha256": part.sha256,
            "record_sha256": digest, "article_id": article_id(article.data), "byte_offset": article.byte_offset,
            "byte_length": len(article.data), "outcome": "accepted" if good else "quarantined",
            "reason_code": None if good else "failed_expectation", "run_id": job.run_id,
        })  # fmt: skip
        if job.keep_raw == "all" or (job.keep_raw == "problems" and not good):
            chunk.raw.append((digest, article.data))
    constants = {
        "version": 1, "is_current": True, "parser_version": version("copydesk"),
        "ingested_at": datetime.now(UTC), "run_id": job.run_id,
    }  # fmt: skip
    results = [result._asdict() | {"batch": name, "run_id": job.run_id} for result in verdict.results]
    tables = article_tables(sides[True], sides[False], constants) | {
        "records": ledger_table("records", chunk.records, job.month),
        "rejections": ledger_table("rejections", chunk.rejections, job.month),
        "expectation_results": ledger_table("expectation_results", results, job.month),
        "raw": raw_table(chunk.raw, job.run_id),
    }
    manifest.chunks.append(stage(Path(job.staging) / name, tables))
    manifest.seconds["write"] += time.perf_counter() - validated
