"""What a batch's records come to, one after the other: read from raw files, or from the store of raw bytes."""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from flows.find import printable
from flows.job import BatchManifest, Job
from flows.parse.assemble import parse
from flows.parse.identity import sha256
from flows.parse.model import ParsedArticle, RawRecord, Rejection
from flows.parse.record import WHOLE_FILE, open_file
from flows.plan import FilePart
from warehouse.home import Home
from warehouse.raw import keep_large


class ReadError(OSError):
    """A raw file could not be read; the batch is worth another try."""


class Item(NamedTuple):
    """One record of a batch.

    `path` is printable; `digest` is the sha256 of the record's bytes, under which they are kept. `reader` and `context`
    are what parsing them again needs; no reader: the bytes are those of a whole file. `is_stored`: the bytes are in the
    raw store already, or shall not go there with the batch.
    """

    path: str
    raw_sha256: str
    result: ParsedArticle | Rejection
    digest: str
    reader: str = ""
    context: Mapping[str, str] = MappingProxyType({})
    is_stored: bool = False


def file_items(part: FilePart, job: Job, manifest: BatchManifest, *, last_try: bool) -> Iterator[Item]:
    """The records of one raw file, or of a range of it.

    ReadError if it cannot be read, unless this is the `last_try`: then it is rejected as `unreadable`.
    """
    started = time.perf_counter()
    try:
        path, limits = part.opened, job.limits
        with open_file(path, start=part.start, end=part.end, first_line=part.first_line, limits=limits) as records:
            if records.format:
                manifest.formats[printable(part.path)] = records.format
            for record in records:
                yield _item(record, part, job)
    except OSError as error:
        if not last_try:
            raise ReadError(error.errno, f"{part.path}: {error.strerror}") from error
        message = f"the file could not be read: {error.strerror}; grant read permission, the next run tries again"
        yield _item(Rejection(WHOLE_FILE, 0, "unreadable", message, b""), part, job)
    manifest.seconds["parse"] += time.perf_counter() - started


def _item(record: RawRecord | Rejection, part: FilePart, job: Job) -> Item:
    path = printable(part.path)
    if isinstance(record, Rejection):
        return _rejected_file(record, part, job) if record.locator == WHOLE_FILE else _plain(path, part, record)
    result = parsed(record, part.path, job)
    return Item(path, part.sha256, result, sha256(record.data), record.reader, record.context)


def _plain(path: str, part: FilePart, rejection: Rejection) -> Item:
    return Item(path, part.sha256, rejection, sha256(rejection.data))


def _rejected_file(rejection: Rejection, part: FilePart, job: Job) -> Item:
    """A rejected file with all of its bytes, which a reader that gave up early did not read.

    Those of a file too large for one record go to the raw store at once; it is known by the sha256 of the whole file.
    """
    path, keeps = printable(part.path), job.keep_raw != "none" and rejection.reason_code != "unreadable"
    if part.bytes > job.limits.record_bytes:
        if keeps:
            keep_large(Home(Path(job.home)), part.opened)
        return Item(path, part.sha256, rejection, part.sha256, is_stored=True)
    return _plain(path, part, rejection._replace(data=part.opened.read_bytes()) if keeps else rejection)


def parsed(record: RawRecord, path: str, job: Job) -> ParsedArticle | Rejection:
    """The article in a record of the raw file at `path`, or why there is none."""
    return parse(record, record.reader, path_hint(path, record.locator), job.options)


def path_hint(path: str, locator: str) -> str:
    """The path that may tell a date: the file's, and within an archive the member's."""
    return path if ":" in locator or locator == WHOLE_FILE else f"{path}/{locator}"
