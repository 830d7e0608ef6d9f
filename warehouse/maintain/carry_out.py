"""Carrying out what a plan says; to be called while the home is locked."""

from __future__ import annotations

import shutil
from functools import partial

from warehouse.home import Home
from warehouse.load import Loader
from warehouse.maintain.compact import compact
from warehouse.maintain.database import rebuild_snapshot, wants_rebuilding
from warehouse.maintain.retention import Keep, drop_raw, old_raw, old_reports
from warehouse.manifest import read_manifest
from warehouse.recovery import expired
from warehouse.remote.publication import sweep_store


def rebuild_if_due(home: Home) -> None:
    """Before the loader opens: a publication of its own, of the same rows."""
    manifest = read_manifest(home)
    if wants_rebuilding(home, manifest):
        rebuild_snapshot(home, manifest)


def rearrange(home: Home, loader: Loader, keep: Keep) -> None:
    """New parts in place of old ones, with the loader's next publication: without old raw bytes, else merged."""
    digests = old_raw(home, keep.raw_days) if keep.raw_days is not None else []
    if digests:  # what is left of those parts is merged the next time
        loader.rearrange(partial(drop_raw, digests=digests))
    else:
        loader.rearrange(compact)


def sweep(home: Home, keep: Keep) -> None:
    """After the publication: what nobody wants any more."""
    if keep.report_days is not None:
        for path in list(old_reports(home, keep.report_days)):
            shutil.rmtree(path) if path.is_dir() else path.unlink()
    for path in expired(home):
        path.unlink(missing_ok=True)
    sweep_store(home)
