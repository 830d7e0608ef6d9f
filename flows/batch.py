"""One batch, from bytes to staged Parquet: what a worker process does. Text never leaves the worker."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from flows.chunk import Chunk
from flows.find import printable
from flows.items import Item, file_items
from flows.job import BatchManifest, Job
from flows.plan import Batch, FilePart


def run_batch(batch: Batch, job: Job, *, last_try: bool = True) -> BatchManifest:
    """Parse, validate and stage a batch.

    ReadError if a file cannot be read, unless this is the `last_try`: then the file is rejected as `unreadable` and the
    others go on. OSError if staging cannot be written.
    """
    manifest = BatchManifest(batch.number)
    chunk, seen = Chunk(), set[str]()
    for part in batch.parts:
        for item in _items(part, job, manifest, last_try):
            manifest.seen[printable(part.path)] += 1
            if isinstance(item, Item):
                chunk.take(item, job, seen)
            else:
                chunk.records.append(item)
            if chunk.full:
                chunk.flush(manifest, job)
                chunk = Chunk()
    if chunk:
        chunk.flush(manifest, job)
    return manifest


def _items(part: FilePart, job: Job, manifest: BatchManifest, last_try: bool) -> Iterator[Item | dict[str, Any]]:
    if _changed(part):
        yield _left_alone(part, job)
    else:
        yield from file_items(part, job, manifest, last_try=last_try)


def _changed(part: FilePart) -> bool:
    """Whether the file is another than was landed. One that cannot be looked at is left to the reading to report."""
    if part.local:
        return False
    try:
        return Path(part.path).stat().st_mtime_ns != part.modified_ns
    except OSError:
        return False


def _left_alone(part: FilePart, job: Job) -> dict[str, Any]:
    """The row of `records` for a file that changed since it was landed."""
    return {
        "path": printable(part.path), "record_locator": f"byte:{part.start}" if part.start else "file",
        "raw_sha256": part.sha256, "byte_offset": part.start, "byte_length": part.bytes, "outcome": "skipped",
        "reason_code": "still_growing", "run_id": job.run_id,
    }  # fmt: skip
