"""The records of a batch whose bytes come from the store of raw bytes: parsed anew."""

from __future__ import annotations

from collections.abc import Iterator

import zstandard

from flows.items import Item, Unparsed, file_items, path_hint
from flows.job import BatchManifest, Job
from flows.parse.assemble import Found
from flows.parse.model import RawRecord
from flows.parse.readers.registry import READERS
from flows.parse.record import WHOLE_FILE
from flows.place import home_of, scratch
from flows.plan import Batch, FilePart
from warehouse.home import Home
from warehouse.remote.mirror import local_file
from warehouse.stored import StoredRecord, raw_bytes

BYTES_NOT_KEPT, NOT_WHOLE = "bytes_not_kept", "not_a_whole_record"


def stored_items(
    batch: Batch, job: Job, manifest: BatchManifest
) -> Iterator[tuple[StoredRecord, Item | Unparsed | str]]:
    """For each stored record of the batch what it comes to now, or the reason code why it cannot be parsed anew.

    Of a rejected file all bytes were kept: it may come to several items.
    """
    home = home_of(job)
    digests = [record.record_sha256 for record in batch.stored]
    held = raw_bytes(home, batch.raw_part, digests) if batch.raw_part.endswith(".parquet") else {}
    for record in batch.stored:
        if not record.part:
            yield record, BYTES_NOT_KEPT
            continue
        reader, context, data = held.get(record.record_sha256, ("", {}, b""))
        reader = reader or record.reader
        if record.locator == WHOLE_FILE and record.was == "rejected" and reader not in READERS:
            for item in _whole_file(record, data, home, job, manifest):
                yield record, item
        elif reader in READERS:
            raw = RawRecord(record.locator, record.byte_offset, data, reader, context)
            found = Found(raw, reader, path_hint(record.path, raw.locator))
            yield record, Unparsed(record.path, record.raw_sha256, found, record.record_sha256, True)
        else:
            yield record, NOT_WHOLE


def _whole_file(
    record: StoredRecord, data: bytes, home: Home, job: Job, manifest: BatchManifest
) -> Iterator[Item | Unparsed]:
    """A rejected file, read again under its own name from a copy of its bytes."""
    folder = scratch(job) / "again" / record.record_sha256[:16]
    folder.mkdir(parents=True, exist_ok=True)
    copy = folder / (record.path.rpartition("/")[2][:200] or "file")
    if record.part.endswith(".zst"):
        with local_file(home, record.part).open("rb") as source, copy.open("wb") as target:
            zstandard.ZstdDecompressor().copy_stream(source, target)
    else:
        copy.write_bytes(data)
    part = FilePart(record.path, record.raw_sha256, copy.stat().st_size, 0, local=str(copy))
    try:
        for item in file_items(part, job, manifest, last_try=True):
            yield item._replace(is_stored=item.is_stored or item.digest == record.record_sha256)
    finally:
        copy.unlink(missing_ok=True)
