"""Two buffers: a publication costs what a run brings, not what the warehouse holds.

The last two snapshots are kept. A run works on the older one, after the changes of the last publication were made to it
as well; the newer one stays what readers open, and becomes the older one. HOME/changes.json says what the last
publication changed. Where that cannot be done (a reader still has the older snapshot open, or a stopped run left it
behind), the newer one is copied, which costs more and comes to the same.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import duckdb
import orjson
import pyarrow as pa

from warehouse.database import create, open_for_writing
from warehouse.files import clone, write_atomically
from warehouse.home import Home
from warehouse.manifest import Manifest
from warehouse.migrate import migrate
from warehouse.rebuild import PartError, check_counts, insert_parts


@dataclass(frozen=True, slots=True)
class Changes:
    """What the publication with number `sequence` did to DuckDB: first rows went, then rows came.

    `deleted`: table → ids of articles whose rows went, but for `runs`, whose ids are runs; `inserted`: paths of the
    parts that hold what came.
    """

    sequence: int
    deleted: Mapping[str, Sequence[str]]
    inserted: Sequence[str]


def snapshot_path(home: Home, sequence: int) -> Path:
    """The file of a publication."""
    return home.snapshots / f"warehouse-{sequence:06d}.duckdb"


def note_changes(home: Home, changes: Changes) -> None:
    """Keep what a publication changes, in place of the one before; to be called before it is committed."""
    write_atomically(home.changes, orjson.dumps(asdict(changes)))


def open_copy(home: Home, manifest: Manifest, target: Path) -> duckdb.DuckDBPyConnection:
    """A private, writable copy of the current snapshot at `target`, of this version's schema."""
    target.unlink(missing_ok=True)
    if manifest.snapshot is None:
        create(target)
    elif (connection := _older(home, manifest, target)) is not None:
        return connection
    else:
        clone(home.root / manifest.snapshot, target)
    connection = open_for_writing(target)
    migrate(connection)
    return connection


def _older(home: Home, manifest: Manifest, target: Path) -> duckdb.DuckDBPyConnection | None:
    """The older snapshot, moved to `target` and brought forward; None if that cannot be done."""
    changes, older = _changes(home), snapshot_path(home, manifest.sequence - 1)
    if changes is None or changes.sequence != manifest.sequence or not older.exists():
        return None
    older.replace(target)
    if _open_in_this_process(target):
        target.replace(older)
        return None
    try:
        connection = open_for_writing(target)
    except duckdb.Error:  # a reader in another process holds it, or it is damaged
        target.replace(older)
        return None
    try:
        migrate(connection)
        _apply(home, manifest, changes, connection)
    except (duckdb.Error, PartError):  # nothing is lost: the current snapshot is whole without it
        connection.close()
        target.unlink(missing_ok=True)
        target.with_name(f"{target.name}.wal").unlink(missing_ok=True)
        return None
    return connection


def _changes(home: Home) -> Changes | None:
    try:
        return Changes(**orjson.loads(home.changes.read_bytes()))
    except (FileNotFoundError, ValueError, TypeError):
        return None


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


def _apply(home: Home, manifest: Manifest, changes: Changes, connection: duckdb.DuckDBPyConnection) -> None:
    """Make the changes, and see that every table then has as many rows as its parts; PartError if not."""
    parts = {part.path: part for part in manifest.parts}
    for name, ids in changes.deleted.items():
        key = "run_id" if name == "runs" else "article_id"
        connection.register("gone", pa.table({key: pa.array(ids, pa.string())}))
        connection.execute(f'DELETE FROM "{name}" WHERE {key} IN (SELECT {key} FROM gone)')
        connection.unregister("gone")
    for path in changes.inserted:
        if path not in parts:
            raise PartError(f"{path} is not in the manifest")
        insert_parts(home, [parts[path]], connection)
    check_counts(manifest, connection)
