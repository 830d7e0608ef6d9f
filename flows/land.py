"""Land: find the raw files, know each by its bytes, and tell which are new.

Every file that is met is accounted for: it is new (to be parsed), unchanged, or left out for a reason.
"""

from __future__ import annotations

import hashlib
import time
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple, Protocol

from flows.fetch import STDIN, fetch, fetch_stdin
from flows.find import MESSAGE_CHARACTERS, RawFile, find, is_remote, printable

SETTLE_SECONDS = 0.3  # a file younger than YOUNG_SECONDS is looked at twice, at least so far apart
YOUNG_SECONDS = 2.0


class KnownFiles(Protocol):
    """The ledger, as far as landing asks it."""

    def unchanged(self, files: Sequence[tuple[str, int, int]]) -> set[str]: ...

    def known_bytes(self, digests: Sequence[str]) -> dict[str, str]: ...


class Landing(NamedTuple):
    """All that was found: `files` new or changed, in order of path; `unchanged` counts the others by source."""

    files: list[RawFile]
    unchanged: Counter[str]


def _digest(file: RawFile) -> RawFile:
    try:
        with open(file.path, "rb") as stream:  # noqa: PTH123
            return file._replace(sha256=hashlib.file_digest(stream, "sha256").hexdigest())
    except OSError as error:
        return file._replace(reason="unreadable", message=str(error.strerror))


def _settled(files: list[RawFile], since: float) -> list[RawFile]:
    """Mark those that changed while they were looked at; young ones get a moment to show that they still grow."""
    now = time.time()
    if any(now - file.modified_ns / 1e9 < YOUNG_SECONDS for file in files if not file.reason and not file.local):
        time.sleep(max(0.0, SETTLE_SECONDS - (time.monotonic() - since)))
    return [file if file.reason or file.local else _changed(file) for file in files]


def _changed(file: RawFile) -> RawFile:
    try:
        status = Path(file.path).stat()
    except OSError:
        return file._replace(reason="still_growing", message="the file went away while it was read")
    if (status.st_size, status.st_mtime_ns) != (file.bytes, file.modified_ns):
        return file._replace(reason="still_growing", message="size or time changed while the file was read")
    return file


def _fetched(file: RawFile, folder: Path) -> RawFile:
    try:
        path, digest, size = fetch(file.path, folder)
    except OSError as error:
        return file._replace(reason="unreadable", message=str(error)[:MESSAGE_CHARACTERS])
    if not size:
        return file._replace(reason="empty_file", message="the object has 0 bytes; an article has at least one word")
    return file._replace(local=str(path), sha256=digest, bytes=file.bytes or size)


def _from_stdin(folder: Path) -> RawFile:
    """Standard input, known by its bytes: it has no name."""
    path, digest, size = fetch_stdin(folder)
    if not size:
        return RawFile("stdin", STDIN, 0, 0, reason="empty_file", message="nothing came from standard input")
    return RawFile(f"stdin:{digest[:16]}", STDIN, size, 0, digest, local=str(path))


def land(sources: Iterable[str], ledger: KnownFiles, folder: Path) -> Landing:
    """Find, compare with the ledger, read what is new. `folder` takes what comes from elsewhere.

    NoSourceError if no source exists, SourceError for an address that cannot be used.
    """
    started, sources = time.monotonic(), list(sources)
    found = find(sources)
    unchanged = ledger.unchanged([(printable(f.path), f.bytes, f.modified_ns) for f in found])
    counts: Counter[str] = Counter()
    fresh: list[RawFile] = []
    for file in found:
        if printable(file.path) in unchanged:
            counts[file.source] += 1
        elif file.reason:
            fresh.append(file)
        else:
            fresh.append(_fetched(file, folder) if is_remote(file.source) else _digest(file))
    if STDIN in sources:
        fresh.append(_from_stdin(folder))
    fresh = _settled(fresh, started)
    return Landing(_without_copies(fresh, ledger), counts)


def _without_copies(fresh: list[RawFile], ledger: KnownFiles) -> list[RawFile]:
    """Files whose bytes were taken in before, or stand under another name here, are marked as such."""
    known = ledger.known_bytes([f.sha256 for f in fresh if f.sha256 and not f.reason])
    for index, file in enumerate(fresh):
        if file.reason or file.sha256 is None:
            continue
        if file.sha256 in known:
            first = known[file.sha256]
            fresh[index] = file._replace(reason="same_bytes", message=f"the same bytes as {first}")
        else:
            known[file.sha256] = printable(file.path)
    return fresh
