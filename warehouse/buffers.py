"""Two buffers: a publication costs what a run brings, not what the warehouse holds.

The last two snapshots are kept. A run works on the older one, after the blocks that the last publication changed were
copied to it from the newer one; the newer one stays what readers open, and becomes the older one. Where that cannot be
done (a reader still has the older snapshot open, or a stopped run left none behind), the newer one is copied whole,
which costs more and comes to the same.
"""

from __future__ import annotations

import fcntl
from pathlib import Path

import duckdb

from warehouse.blocks import LayoutError, bring_forward
from warehouse.database import create, open_for_writing
from warehouse.files import clone
from warehouse.home import Home
from warehouse.manifest import Manifest
from warehouse.migrate import migrate


def snapshot_path(home: Home, sequence: int) -> Path:
    """The file of a publication."""
    return home.snapshots / f"warehouse-{sequence:06d}.duckdb"


def open_copy(home: Home, manifest: Manifest, target: Path) -> duckdb.DuckDBPyConnection:
    """A private, writable copy of the current snapshot at `target`, of this version's schema."""
    for leftover in (target, target.with_name(f"{target.name}.wal")):  # DuckDB would replay it on whatever lies there
        leftover.unlink(missing_ok=True)
    if manifest.snapshot is None:
        create(target)
    elif not _older(home, manifest, target):
        clone(home.root / manifest.snapshot, target)
    connection = open_for_writing(target)
    migrate(connection)
    return connection


def _older(home: Home, manifest: Manifest, target: Path) -> bool:
    """Whether the older snapshot now lies at `target`, the same as the current one."""
    older = snapshot_path(home, manifest.sequence - 1)
    if manifest.snapshot is None or not older.exists():
        return False
    older.replace(target)
    if _is_read(target):
        target.replace(older)
        return False
    try:
        bring_forward(target, home.root / manifest.snapshot)
    except LayoutError:  # nothing is lost: the current snapshot is whole without it
        target.unlink()
        return False
    return True


def _is_read(path: Path) -> bool:
    """Whether anybody has the file open: a thread of this process, or by DuckDB's lock a reader in another one."""
    if _open_in_this_process(path):
        return True
    with path.open("r+b") as file:
        try:
            fcntl.lockf(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            return True
    return False


def _open_in_this_process(path: Path) -> bool:
    """Whether this process has the file open: DuckDB's lock keeps other processes apart, but not threads of one."""
    own, descriptors = path.stat(), Path("/proc/self/fd")
    if not descriptors.exists():
        return True  # not Linux: unknown
    for descriptor in descriptors.iterdir():
        try:
            found = descriptor.stat()
        except OSError:  # closed meanwhile, or not a file
            continue
        if (found.st_dev, found.st_ino) == (own.st_dev, own.st_ino):
            return True
    return False
