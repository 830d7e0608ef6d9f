"""What a batch's records come to, one after the other: read from raw files, or from the store of raw bytes."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import NamedTuple, TypeVar

from flows.find import printable
from flows.job import BatchManifest, Job
from flows.parse.assemble import Found, grouped, parse, parse_together
from flows.parse.identity import sha256
from flows.parse.model import ParsedArticle, RawRecord, Rejection
from flows.parse.record import WHOLE_FILE, open_file
from flows.place import keep_whole
from flows.plan import FilePart

T = TypeVar("T")
R = TypeVar("R")


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


class Unparsed(NamedTuple):
    """A record of a batch that is to be parsed; the other fields are those of its `Item`."""

    path: str
    raw_sha256: str
    found: Found
    digest: str
    is_stored: bool = False

    def parsed(self, result: ParsedArticle | Rejection) -> Item:
        record = self.found.record
        return Item(self.path, self.raw_sha256, result, self.digest, self.found.reader, record.context, self.is_stored)


def parsed_together(
    items: Iterable[tuple[T, Item | Unparsed | R]], job: Job, manifest: BatchManifest
) -> Iterator[tuple[T, Item | R]]:
    """The pairs in order, those that are unparsed now parsed: some tens at a time, which is quicker."""
    started = time.perf_counter()
    for group in grouped(items, _bytes):
        found = [item.found for _, item in group if isinstance(item, Unparsed)]
        results = iter(parse_together(found, job.options))
        manifest.seconds["parse"] += time.perf_counter() - started
        for key, item in group:
            yield key, item.parsed(next(results)) if isinstance(item, Unparsed) else item
        started = time.perf_counter()


def _bytes(pair: tuple[object, object]) -> int:
    return len(pair[1].found.record.data) if isinstance(pair[1], Unparsed) else 0


def file_items(part: FilePart, job: Job, manifest: BatchManifest, *, last_try: bool) -> Iterator[Item | Unparsed]:
    """The records of one raw file, or of a range of it.

    ReadError if it cannot be read, unless this is the `last_try`: then it is rejected as `unreadable`.
    """
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


def _item(record: RawRecord | Rejection, part: FilePart, job: Job) -> Item | Unparsed:
    path = printable(part.path)
    if isinstance(record, Rejection):
        return _rejected_file(record, part, job) if record.locator == WHOLE_FILE else _plain(path, part, record)
    found = Found(record, record.reader, path_hint(part.path, record.locator))
    return Unparsed(path, part.sha256, found, sha256(record.data))


def _plain(path: str, part: FilePart, rejection: Rejection) -> Item:
    return Item(path, part.sha256, rejection, sha256(rejection.data))


def _rejected_file(rejection: Rejection, part: FilePart, job: Job) -> Item:
    """A rejected file with all of its bytes, which a reader that gave up early did not read.

    Those of a file too large for one record go to the raw store at once; it is known by the sha256 of the whole file.
    """
    path, keeps = printable(part.path), job.keep_raw != "none" and rejection.reason_code != "unreadable"
    if part.bytes > job.limits.record_bytes:
        if keeps:
            keep_whole(job, part.opened)
        return Item(path, part.sha256, rejection, part.sha256, is_stored=True)
    return _plain(path, part, rejection._replace(data=part.opened.read_bytes()) if keeps else rejection)


def parsed(record: RawRecord, path: str, job: Job) -> ParsedArticle | Rejection:
    """The article in a record of the raw file at `path`, or why there is none."""
    return parse(record, record.reader, path_hint(path, record.locator), job.options)


def path_hint(path: str, locator: str) -> str:
    """The path that may tell a date: the file's, and within an archive the member's."""
    return path if ":" in locator or locator == WHOLE_FILE else f"{path}/{locator}"
