"""manifest.json: which Parquet parts and which snapshot make up the warehouse. Replacing it is the commit.

Everything else in the home follows from it: a part or snapshot it does not name is left over from a run that was
stopped, and the symlink `warehouse.duckdb` is set to the snapshot it names.
"""

from __future__ import annotations

import contextlib
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path

import orjson

from warehouse.files import link_atomically, write_atomically
from warehouse.home import Home

FORMAT = 1
KEPT = 2  # copies
REPAIR = "`copydesk verify --repair` puts back the copy that the last run made."


class ManifestError(RuntimeError):
    """The manifest cannot be read, or is of a newer version."""


@dataclass(frozen=True, slots=True)
class Part:
    """One Parquet file: its path relative to the home, its table, and what it must hold."""

    path: str
    table: str
    rows: int
    bytes: int
    sha256: str
    run_id: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """What the warehouse consists of. `sequence` counts publications, from 0: nothing published yet."""

    sequence: int = 0
    snapshot: str | None = None
    parts: tuple[Part, ...] = field(default=())
    format: int = FORMAT

    def next(self, *, snapshot: str, added: list[Part], dropped: set[str]) -> Manifest:
        """The manifest after a publication; `dropped` are paths of parts that others replace."""
        kept = tuple(part for part in self.parts if part.path not in dropped)
        return replace(self, sequence=self.sequence + 1, snapshot=snapshot, parts=(*kept, *added))


def read_manifest(home: Home) -> Manifest:
    """The home's manifest; an empty one for a home without."""
    try:
        return parse_manifest(home.manifest)
    except FileNotFoundError:
        if any(home.manifests.glob("*.json")):  # a home that had one
            raise ManifestError(f"{home.manifest} is missing. {REPAIR}") from None
        return Manifest()


def parse_manifest(path: Path) -> Manifest:
    """The manifest in a file. FileNotFoundError without one; ManifestError if it is damaged, or of a newer version."""
    return manifest_from(path.read_bytes(), str(path))


def manifest_from(content: bytes, place: str) -> Manifest:
    """The manifest in a file's bytes; `place`: where they come from, for the ManifestError if they are none."""
    try:
        data = orjson.loads(content)
        found = data["format"]
        if found == FORMAT:
            return Manifest(data["sequence"], data["snapshot"], tuple(Part(**part) for part in data["parts"]))
    except (ValueError, KeyError, TypeError) as error:
        raise ManifestError(f"{place} is damaged ({error}). {REPAIR}") from error
    raise ManifestError(
        f"{place} has format {found!r}; this version of Copydesk reads format {FORMAT}. "
        "Use the version that wrote it, or a newer one."
    )


def manifest_bytes(manifest: Manifest) -> bytes:
    """What manifest.json holds."""
    return orjson.dumps(asdict(manifest), option=orjson.OPT_INDENT_2)


def commit(home: Home, manifest: Manifest) -> None:
    """Make `manifest` the truth in its folder, let the symlink follow, and keep a copy."""
    data = manifest_bytes(manifest)
    write_atomically(home.manifest, data)
    follow(home, manifest)
    with contextlib.suppress(OSError):  # a full disk: what is published is published, with or without a copy
        home.manifests.mkdir(exist_ok=True)
        write_atomically(home.manifests / f"{manifest.sequence:06d}.json", data)
    for old in sorted(home.manifests.glob("*.json"))[:-KEPT]:
        old.unlink(missing_ok=True)


def follow(home: Home, manifest: Manifest) -> None:
    """Set the symlink to the manifest's snapshot, if it is not."""
    if manifest.snapshot is None:
        return
    target = home.root / manifest.snapshot
    if not (home.warehouse.is_symlink() and home.warehouse.resolve() == target.resolve()):
        link_atomically(home.warehouse, target)
