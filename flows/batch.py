"""One batch, from bytes to staged Parquet: what a worker process does. Text never leaves the worker."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from flows.chunk import Chunk, Row
from flows.field_census import FieldCensus
from flows.find import printable
from flows.items import Item, Unparsed, file_items, parsed_together, path_hint
from flows.job import BatchManifest, Job
from flows.place import at_hand
from flows.plan import Batch, FilePart
from flows.stored_items import stored_items
from warehouse.stored import StoredRecord


def run_batch(batch: Batch, job: Job, *, last_try: bool = True) -> BatchManifest:
    """Parse, validate and stage a batch.

    ReadError if a file cannot be read, unless this is the `last_try`: then the file is rejected as `unreadable` and the
    others go on. OSError if staging cannot be written.
    """
    manifest = BatchManifest(batch.number)
    chunk, seen, census = Chunk(), set[str](), FieldCensus(job.options.contract)
    for path, item in parsed_together(_items(batch, job, manifest, last_try), job, manifest):
        manifest.seen[path] += 1
        if isinstance(item, Item):
            chunk.take(item, job, seen)
            census.take(item.result, item.reader, path_hint(item.path, item.result.locator))
        else:
            chunk.records.append(item)
        if chunk.full:
            chunk.flush(manifest, job)
            chunk = Chunk()
    if chunk:
        chunk.flush(manifest, job)
    manifest.fields = census.counts()
    return manifest


def _items(
    batch: Batch, job: Job, manifest: BatchManifest, last_try: bool
) -> Iterator[tuple[str, Item | Unparsed | Row]]:
    """(path, item) of every record; in place of an item the row of `records` of what is left out."""
    for part in batch.parts:
        if _changed(part):
            yield printable(part.path), _left_alone(part, job)
        else:
            for item in file_items(at_hand(part, job), job, manifest, last_try=last_try):
                yield item.path, item
    for record, found in stored_items(batch, job, manifest):
        yield record.path, not_done(record, found, job) if isinstance(found, str) else found


def not_done(record: StoredRecord, reason_code: str, job: Job) -> Row:
    """The row of `records` for a stored record that cannot be parsed anew."""
    return {
        "path": record.path, "record_locator": record.locator, "raw_sha256": record.raw_sha256,
        "record_sha256": record.record_sha256, "article_id": record.article_id, "byte_offset": record.byte_offset,
        "outcome": "skipped", "reason_code": reason_code, "run_id": job.run_id,
    }  # fmt: skip


def _changed(part: FilePart) -> bool:
    """Whether the file is another than was landed. One that cannot be looked at is left to the reading to report."""
    if part.local:
        return False
    try:
        return Path(part.path).stat().st_mtime_ns != part.modified_ns
    except OSError:
        return False


def _left_alone(part: FilePart, job: Job) -> Row:
    """The row of `records` for a file that changed since it was landed."""
    return {
        "path": printable(part.path), "record_locator": f"byte:{part.start}" if part.start else "file",
        "raw_sha256": part.sha256, "byte_offset": part.start, "byte_length": part.bytes, "outcome": "skipped",
        "reason_code": "still_growing", "run_id": job.run_id,
    }  # fmt: skip
