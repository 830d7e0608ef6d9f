"""The DuckDB file: built anew where much of it is empty, or where it is of a format without compression for texts."""

from __future__ import annotations

import re

import duckdb

from warehouse.buffers import snapshot_path
from warehouse.database import STORAGE
from warehouse.files import fsync_path
from warehouse.home import Home
from warehouse.manifest import Manifest
from warehouse.rebuild import rebuild
from warehouse.remote.publication import publish

FREE_SHARE, LEAST_BLOCKS = 0.25, 256  # of the file's blocks; a file of 64 MB is not worth it


def wants_rebuilding(home: Home, manifest: Manifest) -> str:
    """Why the file should be built anew; empty if it should not."""
    with duckdb.connect(str(home.root / str(manifest.snapshot)), read_only=True) as connection:
        [(total, free)] = connection.execute("SELECT total_blocks, free_blocks FROM pragma_database_size()").fetchall()
        [(tags,)] = connection.execute("SELECT tags FROM duckdb_databases() WHERE NOT internal").fetchall()
    if _number(str(tags.get("storage_version", ""))) < _number(STORAGE):
        return f"its format is older than {STORAGE}, and has long texts uncompressed"
    if total >= LEAST_BLOCKS and free / total > FREE_SHARE:
        return f"{free / total:.0%} of it is empty"
    return ""


def _number(version: str) -> tuple[int, ...]:
    return tuple(map(int, re.findall(r"\d+", version)[:3]))


def rebuild_snapshot(home: Home, manifest: Manifest) -> Manifest:
    """Publish a DuckDB file made from the parts; returns the manifest that names it. PartError if one is damaged."""
    staging = home.staging / "maintain"
    staging.mkdir(parents=True, exist_ok=True)
    target, final = staging / "warehouse.duckdb", snapshot_path(home, manifest.sequence + 1)
    rebuild(home, manifest, target)
    fsync_path(target)
    target.replace(final)
    fsync_path(final.parent)
    following = manifest.next(snapshot=final.relative_to(home.root).as_posix(), added=[], dropped=set())
    publish(home, following)
    return following
