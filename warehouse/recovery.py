"""Clearing up after a run that was stopped: what the manifest does not name goes, the symlink follows the manifest.

Only to be called while the home is locked: then nobody else is writing.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

from warehouse.home import Home
from warehouse.manifest import Manifest, follow, read_manifest


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


def recover(home: Home) -> int:
    """Finish or undo what a stopped run left; returns how many leftover files went."""
    manifest = read_manifest(home)
    follow(home, manifest)
    leftovers = [*orphans(home, manifest), *(p for p in home.staging.rglob("*") if p.is_file())]
    for path in leftovers:
        path.unlink(missing_ok=True)
    for folder in home.staging.iterdir():
        if folder.is_dir():
            shutil.rmtree(folder)
    for temporary in home.root.glob(".*.tmp"):
        temporary.unlink(missing_ok=True)
    return len(leftovers)
