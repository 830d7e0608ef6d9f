"""Find the raw files, under folders and patterns and at addresses: each met comes up, with a reason if left out."""

from __future__ import annotations

import glob
import os
import stat
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from flows.fetch import STDIN, check, listed, local_path, scheme

MESSAGE_CHARACTERS = 300  # of what a store says
IN_PROGRESS = (".part", ".tmp", ".partial", ".crdownload", ".download", ".swp", "~")


class RawFile(NamedTuple):
    """One file as it was found. With a `reason` it is not parsed; `sha256` is None where it was not read."""

    path: str
    source: str
    bytes: int
    modified_ns: int
    sha256: str | None = None
    reason: str | None = None
    message: str | None = None
    local: str = ""  # where the bytes are, if `path` is an address


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
    path = os.path.abspath(local_path(source))  # noqa: PTH100
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


def _find_remote(source: str) -> Iterator[RawFile]:
    """What lies under an address; without a listing, the rejection that says why."""
    try:
        found = False
        for remote in listed(source):
            found = True
            name = remote.url.rpartition("/")[2]
            file = RawFile(remote.url, source, remote.bytes, remote.version)
            hidden = name.startswith(".") and remote.url != source
            yield file._replace(reason="hidden") if hidden else file
    except OSError as error:
        yield RawFile(source, source, 0, 0, reason="unreadable", message=str(error)[:MESSAGE_CHARACTERS])
        return
    if not found:
        yield RawFile(source, source, 0, 0, reason="source_not_found", message="nothing lies under this address")


def find(sources: Iterable[str]) -> list[RawFile]:
    """Every file under the sources, once each, in order of path; NoSourceError if no source exists."""
    sources = list(sources)
    require_a_source(sources)
    found: dict[str, RawFile] = {}
    for source in sources:
        if source == STDIN:
            continue
        for file in _find_remote(source) if is_remote(source) else _find(source):
            found.setdefault(file.path, file)
    return [found[path] for path in sorted(found)]


def is_remote(source: str) -> bool:
    return scheme(source) not in ("", "file")


def require_a_source(sources: Sequence[str]) -> None:
    """NoSourceError if no source exists: then nothing of what was meant can be done. SourceError for an address that
    cannot be used."""
    for source in sources:
        check(source)
    if any(source == STDIN or is_remote(source) for source in sources):
        return
    paths = [os.path.abspath(local_path(source)) for source in sources]  # noqa: PTH100
    if not any(os.path.lexists(path) or next(glob.iglob(path, recursive=True), None) for path in paths):  # noqa: PTH207
        raise NoSourceError(
            f"no such source: {', '.join(map(printable, sources))}. "
            "SOURCE is a file, a folder, a quoted pattern such as 'news/**/*.txt', an address (s3://…), or `-`."
        )
