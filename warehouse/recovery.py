"""Clearing up after a run that was stopped: what the manifest does not name goes, the symlink follows the manifest.

Only to be called while the home is locked: then nobody else is writing. A part is not removed at once, but moved to
HOME/retired: who listed the parts a moment ago still finds it there, and who looks into the folders of Parquet parts
never meets a row twice.
"""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Iterable, Iterator
from pathlib import Path

from warehouse.home import Home
from warehouse.manifest import Manifest, follow, read_manifest

GRACE_SECONDS = 900.0  # how long a part that was replaced is kept


def orphans(home: Home, manifest: Manifest) -> Iterator[Path]:
    """Parts and snapshots in the home that its manifest does not name (the snapshot before the current one is kept)."""
    named = {part.path for part in manifest.parts}
    for folder in ("parquet", "quarantine", "raw"):
        for path in (home.root / folder).rglob("part-*.parquet"):
            if path.relative_to(home.root).as_posix() not in named:
                yield path
    for path in home.snapshots.glob("warehouse-*.duckdb*"):
        sequence = int(path.name.split("-")[1].split(".")[0])
        if sequence > manifest.sequence or (sequence < manifest.sequence - 1):
            yield path


def retired_path(home: Home, path: str) -> Path:
    """Where the part with this path, relative to the home, lies after it was replaced."""
    return home.retired / path.replace("/", "--")


def retire(home: Home, paths: Iterable[str]) -> None:
    """Take parts out of their folders; to be called once the manifest does not name them any more."""
    for path in paths:
        home.retired.mkdir(exist_ok=True)
        try:
            os.utime(home.root / path)  # its age counts from now
            (home.root / path).replace(retired_path(home, path))
        except FileNotFoundError:  # damaged homes: it was missing before
            continue


def expired(home: Home, grace: float = GRACE_SECONDS) -> list[Path]:
    """Retired parts that nobody can still want."""
    before = time.time() - grace
    return sorted(path for path in home.retired.glob("*") if path.stat().st_mtime <= before)


def recover(home: Home, grace: float = GRACE_SECONDS) -> int:
    """Finish or undo what a stopped run left; returns how many leftover files went."""
    manifest = read_manifest(home)
    follow(home, manifest)
    left = list(orphans(home, manifest))
    snapshots = [path for path in left if path.parent == home.snapshots]
    retire(home, (path.relative_to(home.root).as_posix() for path in left if path.parent != home.snapshots))
    leftovers = [*snapshots, *(p for p in home.staging.rglob("*") if p.is_file())]
    for path in (*leftovers, *expired(home, grace)):
        path.unlink(missing_ok=True)
    for folder in home.staging.iterdir():
        if folder.is_dir():
            shutil.rmtree(folder)
    for temporary in (*home.root.glob(".*.tmp"), *home.manifests.glob(".*.tmp")):
        temporary.unlink(missing_ok=True)
    return len(left) + len(leftovers) - len(snapshots)
