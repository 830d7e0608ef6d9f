"""The home: the folder that holds all run-time data, and the lock that lets one writer in at a time."""

from __future__ import annotations

import contextlib
import fcntl
import json
import os
import socket
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import IO

LOOK_AGAIN = 0.5  # seconds between two looks at a lock that is waited for


@dataclass(frozen=True, slots=True)
class Home:
    """Where everything lies. Nothing here touches the disk; see `Home.create`."""

    root: Path

    @property
    def warehouse(self) -> Path:
        """Symlink to the current read-only snapshot: what people and BI tools open."""
        return self.root / "warehouse.duckdb"

    @property
    def snapshots(self) -> Path:
        return self.root / "snapshots"

    @property
    def manifest(self) -> Path:
        return self.root / "manifest.json"

    @property
    def manifests(self) -> Path:
        """Copies of the last manifests, for when the manifest itself is damaged."""
        return self.root / "manifests"

    @property
    def retired(self) -> Path:
        """Files that are no longer part of the warehouse, until no reader can still want them."""
        return self.root / "retired"

    @property
    def staging(self) -> Path:
        return self.root / "staging"

    @property
    def raw(self) -> Path:
        return self.root / "raw"

    @property
    def reports(self) -> Path:
        return self.root / "reports"

    @property
    def reprints(self) -> Path:
        """The index by which near-identical articles are found; it can be made anew from `articles`."""
        return self.root / "reprints"

    @property
    def lock(self) -> Path:
        return self.root / "lock"

    def table(self, name: str) -> Path:
        """The folder of a table's Parquet parts; what was not accepted lies apart."""
        apart = name in ("quarantined_articles", "rejections")
        return self.root / ("quarantine" if apart else "parquet") / name

    def create(self) -> None:
        """Make the folders; OSError where that is not allowed."""
        for folder in (self.root, self.snapshots, self.staging, self.raw, self.reports):
            folder.mkdir(parents=True, exist_ok=True)


class HomeLockedError(RuntimeError):
    """Another run holds the home; the message says who."""


def _holder(stream: IO[str]) -> str:
    stream.seek(0)
    try:
        who = json.loads(stream.read())
        return f"process {who['pid']} on {who['host']}, since {who['since']}"
    except (ValueError, KeyError):
        return "another process"  # it has the lock, but has not yet written its name


@contextlib.contextmanager
def locked(home: Home, wait: float = 0.0) -> Iterator[None]:
    """Hold the home for writing; HomeLockedError if another run does, and goes on to for `wait` seconds.

    The kernel drops the lock when the process ends, however it ends, so a killed run never leaves it behind.
    """
    home.create()
    until = time.monotonic() + wait
    with home.lock.open("a+", encoding="utf-8") as stream:
        while not _taken(stream):
            if time.monotonic() >= until:
                raise HomeLockedError(
                    f"{home.root} is held by {_holder(stream)}. Wait for that run to end (COPYDESK_LOCK_SECONDS says "
                    "how long to), or use another --home."
                )
            time.sleep(min(LOOK_AGAIN, wait))
        stream.truncate(0)
        json.dump({"pid": os.getpid(), "host": socket.gethostname(), "since": _now()}, stream)
        stream.flush()
        yield


def _taken(stream: IO[str]) -> bool:
    try:
        fcntl.flock(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
