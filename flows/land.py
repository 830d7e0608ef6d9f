"""Land: find the raw files, know each by its bytes, and tell which are new.

Every file that is met is accounted for: it is new (to be parsed), unchanged, or left out for a reason.
"""

from __future__ import annotations

import glob
import hashlib
import os
import stat
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple, Protocol

SETTLE_SECONDS = 0.3  # a file younger than YOUNG_SECONDS is looked at twice, at least so far apart
YOUNG_SECONDS = 2.0
IN_PROGRESS = (".part", ".tmp", ".partial", ".crdownload", ".download", ".swp", "~")


class KnownFiles(Protocol):
    """The ledger, as far as landing asks it."""

    def unchanged(self, files: Sequence[tuple[str, int, int]]) -> set[str]: ...

    def known_bytes(self, digests: Sequence[str]) -> dict[str, str]: ...


class RawFile(NamedTuple):
    """One file as it was found. With a `reason` it is not parsed; `sha256` is None where it was not read."""

    path: str
    source: str
    bytes: int
    modified_ns: int
    sha256: str | None = None
    reason: str | None = None
    message: str | None = None


class Landing(NamedTuple):
    """All that was found: `files` new or changed, in order of path; `unchanged` counts the others by source."""

    files: list[RawFile]
    unchanged: Counter[str]


class NoSourceError(ValueError):
    """None of the sources exists."""


def printable(path: str) -> str:
    """A path as text that any table can hold: bytes that are no UTF-8 as \\xNN."""
    return os.fsencode(path).decode("utf-8", "backslashreplace")


def _stat(path: str, source: str, *, named: bool) -> RawFile:
    """One file met on the way. A file `named` as SOURCE itself may be hidden."""
    name = os.path.basename(path)  # noqa: PTH119  # a million paths: no Path objects
    try:
        status = os.stat(path)  # noqa: PTH116
    except FileNotFoundError:
        return RawFile(path, source, 0, 0, reason="broken_link", message="the link leads nowhere")
    except OSError as error:
        return RawFile(path, source, 0, 0, reason="unreadable", message=str(error.strerror))
    found = RawFile(path, source, status.st_size, status.st_mtime_ns)
    if not stat.S_ISREG(status.st_mode):
        return found._replace(bytes=0, reason="not_a_regular_file")
    if name.startswith(".") and not named:
        return found._replace(reason="hidden")
    if name.endswith(IN_PROGRESS):
        return found._replace(reason="in_progress")
    if not status.st_size:
        return found._replace(reason="empty_file", message="the file has 0 bytes; an article has at least one word")
    return found


def _walk(folder: str, source: str, *, hidden: bool = False) -> Iterator[RawFile]:
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError as error:
        yield RawFile(folder, source, 0, 0, reason="unreadable", message=f"folder: {error.strerror}")
        return
    for entry in entries:
        inside_hidden = hidden or entry.name.startswith(".")
        if entry.is_dir(follow_symlinks=False):
            yield from _walk(entry.path, source, hidden=inside_hidden)
        elif entry.is_symlink() and entry.is_dir():
            yield RawFile(entry.path, source, 0, 0, reason="linked_folder")
        else:
            found = _stat(entry.path, source, named=False)
            yield found._replace(reason="hidden") if inside_hidden else found


def _find(source: str) -> Iterator[RawFile]:
    path = os.path.abspath(source)  # noqa: PTH100
    if os.path.isdir(path):  # noqa: PTH112
        empty = True
        for found in _walk(path, source):
            empty = False
            yield found
        if empty:
            yield RawFile(path, source, 0, 0, reason="source_empty", message="the folder has no file in it")
    elif os.path.lexists(path):
        yield _stat(path, source, named=True)
    elif matches := sorted(glob.glob(path, recursive=True)):  # noqa: PTH207
        for match in matches:
            if os.path.isdir(match):  # noqa: PTH112
                continue
            yield _stat(match, source, named=False)
    else:
        yield RawFile(path, source, 0, 0, reason="source_not_found", message="no such file or folder, and no match")


def find(sources: Iterable[str]) -> list[RawFile]:
    """Every file under the sources, once each, in order of path; NoSourceError if no source exists."""
    sources = list(sources)
    require_a_source(sources)
    found: dict[str, RawFile] = {}
    for source in sources:
        for file in _find(source):
            found.setdefault(file.path, file)
    return [found[path] for path in sorted(found)]


def require_a_source(sources: Sequence[str]) -> None:
    """NoSourceError if no source exists: then nothing of what was meant can be done."""
    paths = [os.path.abspath(source) for source in sources]  # noqa: PTH100
    if not any(os.path.lexists(path) or next(glob.iglob(path, recursive=True), None) for path in paths):  # noqa: PTH207
        raise NoSourceError(
            f"no such source: {', '.join(map(printable, sources))}. "
            "SOURCE is a file, a folder, or a quoted pattern such as 'news/**/*.txt'."
        )


def _digest(file: RawFile) -> RawFile:
    try:
        with open(file.path, "rb") as stream:  # noqa: PTH123
            return file._replace(sha256=hashlib.file_digest(stream, "sha256").hexdigest())
    except OSError as error:
        return file._replace(reason="unreadable", message=str(error.strerror))


def _settled(files: list[RawFile], since: float) -> list[RawFile]:
    """Mark those that changed while they were looked at; young ones get a moment to show that they still grow."""
    now = time.time()
    if any(now - file.modified_ns / 1e9 < YOUNG_SECONDS for file in files if not file.reason):
        time.sleep(max(0.0, SETTLE_SECONDS - (time.monotonic() - since)))
    return [_changed(file) if not file.reason else file for file in files]


def _changed(file: RawFile) -> RawFile:
    try:
        status = Path(file.path).stat()
    except OSError:
        return file._replace(reason="still_growing", message="the file went away while it was read")
    if (status.st_size, status.st_mtime_ns) != (file.bytes, file.modified_ns):
        return file._replace(reason="still_growing", message="size or time changed while the file was read")
    return file


def land(sources: Iterable[str], ledger: KnownFiles) -> Landing:
    """Find, compare with the ledger, read what is new. NoSourceError if no source exists."""
    started = time.monotonic()
    found = find(sources)
    unchanged = ledger.unchanged([(printable(f.path), f.bytes, f.modified_ns) for f in found])
    counts: Counter[str] = Counter()
    fresh: list[RawFile] = []
    for file in found:
        if printable(file.path) in unchanged:
            counts[file.source] += 1
        else:
            fresh.append(file if file.reason else _digest(file))
    fresh = _settled(fresh, started)
    known = ledger.known_bytes([f.sha256 for f in fresh if f.sha256 and not f.reason])
    for index, file in enumerate(fresh):
        if file.reason or file.sha256 is None:
            continue
        if file.sha256 in known:
            first = known[file.sha256]
            fresh[index] = file._replace(reason="same_bytes", message=f"the same bytes as {first}")
        else:
            known[file.sha256] = printable(file.path)
    return Landing(fresh, counts)
