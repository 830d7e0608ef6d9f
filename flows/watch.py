"""Watching a folder or a store for files that have arrived whole, and announcing each once.

A file has settled when it was listed twice with the same size and time, at least `settle` seconds apart; hidden files
and those whose names say that they are being written are never announced. A file that changes is announced again.
What was announced stands in a file, a line each, so a new start announces nothing again; it is written after the
announcement, so a crash in between repeats it, which costs a look at the ledger.
"""

from __future__ import annotations

import hashlib
import json
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from flows.fetch import STDIN
from flows.find import NoSourceError, RawFile, find, is_remote, printable

SETTLE_SECONDS = 2.0
MOST_NAMED = 200  # files named by one announcement; more are announced as their folder

Known = dict[str, tuple[int, int]]  # path → bytes, time
Announce = Callable[[Sequence[RawFile]], None]


class Announced:
    """What was announced: a file of lines, written anew without what is gone when it has grown to twice its use."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.known: Known = dict(_lines(path))
        self._written = len(self.known)

    def __contains__(self, file: RawFile) -> bool:
        return self.known.get(printable(file.path)) == (file.bytes, file.modified_ns)

    def add(self, files: Sequence[RawFile]) -> None:
        rows = {printable(file.path): (file.bytes, file.modified_ns) for file in files}
        self.known |= rows
        self.path.parent.mkdir(parents=True, exist_ok=True)
        with self.path.open("a", encoding="utf-8") as stream:
            stream.writelines(_line(path, state) for path, state in rows.items())
        self._written += len(rows)

    def forget_all_but(self, files: Sequence[RawFile]) -> None:
        """Let go of what is no longer there."""
        there = {printable(file.path) for file in files}
        self.known = {path: state for path, state in self.known.items() if path in there}
        if self._written > 2 * len(self.known) + MOST_NAMED:
            anew = self.path.with_suffix(".new")
            anew.write_text("".join(_line(path, state) for path, state in self.known.items()), encoding="utf-8")
            anew.replace(self.path)
            self._written = len(self.known)


def _line(path: str, state: tuple[int, int]) -> str:
    return json.dumps([path, *state]) + "\n"


def _lines(path: Path) -> Iterator[tuple[str, tuple[int, int]]]:
    """What a state file says; a last line that was cut short says nothing."""
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        return
    for line in text.split("\n"):
        if line.endswith("]"):
            name, size, modified = json.loads(line)
            yield name, (size, modified)


def state_file(folder: Path, source: str) -> Path:
    """Where it stands what of a source was announced: a file of its own for each source, below the home."""
    name = source if is_remote(source) else str(Path(source).absolute())
    return folder / "watch" / f"{hashlib.sha256(name.encode()).hexdigest()[:16]}.jsonl"


class Watch:
    """Looks again and again; `look` is one look."""

    def __init__(self, source: str, announced: Announced, announce: Announce, settle: float = SETTLE_SECONDS) -> None:
        self.source, self.announced, self.announce, self.settle = source, announced, announce, settle
        self._since: dict[str, tuple[RawFile, float]] = {}  # seen so, since when

    def look(self, now: float | None = None) -> list[RawFile]:
        """List what is there and announce what has settled; the files announced. OSError where nothing can be listed.

        What `announce` raises leaves the files to the next look.
        """
        now = time.monotonic() if now is None else now
        files = self._listed()
        settled = [file for file in files if file not in self.announced and self._has_settled(file, now)]
        self._since = {file.path: self._since[file.path] for file in files if file.path in self._since}
        if settled:
            self.announce(settled)
            self.announced.add(settled)
            for file in settled:
                del self._since[file.path]
        self.announced.forget_all_but(files)
        return settled

    def _listed(self) -> list[RawFile]:
        if is_remote(self.source):
            forget_listings(self.source)
        try:
            found = find([self.source])
        except NoSourceError as error:
            raise OSError(f"{printable(self.source)}: no such folder") from error
        if found and found[0].path == self.source and found[0].reason == "unreadable":
            raise OSError(f"{printable(self.source)}: {found[0].message}")
        return [file for file in found if not file.reason]

    def _has_settled(self, file: RawFile, now: float) -> bool:
        seen, since = self._since.get(file.path, (None, now))
        if seen != file:
            self._since[file.path] = (file, now)
            return False
        return now - since >= self.settle


def named(source: str, files: Sequence[RawFile]) -> list[str]:
    """The sources that an announcement of these files names for a run: the files, or of many the place they are in."""
    if len(files) > MOST_NAMED or any(printable(file.path) != file.path for file in files):
        return [source if is_remote(source) else str(Path(source).absolute())]
    return [file.path for file in files]


def forget_listings(address: str) -> None:
    """Have the store listed anew: its client keeps what it saw."""
    import fsspec  # heavy, and only for stores

    files, _ = fsspec.core.url_to_fs(address)
    files.invalidate_cache()


def require_watchable(source: str) -> None:
    """NoSourceError for what does not arrive as files, SourceError for an address that cannot be used."""
    if source == STDIN:
        raise NoSourceError("standard input cannot be watched: name a folder, or an address such as s3://bucket/news")
    from flows.fetch import check

    check(source)
