"""Repair: what `verify` finds damaged is made anew from what is whole, and what cannot be is named.

DuckDB and the Parquet parts hold the same rows, so that each is the other's backup. Nothing is guessed: a part is
only replaced by as many rows as it had, and damaged files go to HOME/retired. To be called while the home is locked.
"""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq

from schemas.registry import TABLES
from warehouse.agreement import damaged, disagreements
from warehouse.buffers import snapshot_path
from warehouse.files import fsync_path
from warehouse.home import Home
from warehouse.lost_rows import found_again, lost_articles
from warehouse.manifest import Manifest, ManifestError, Part, follow, parse_manifest, read_manifest
from warehouse.parquet import PartWriter
from warehouse.rebuild import is_whole, rebuild
from warehouse.recovery import retire
from warehouse.remote.mirror import local_file, store_of
from warehouse.remote.publication import follow_store, publish
from warehouse.verify import DAMAGE

NAMED = 20  # ids that are listed; the count says how many there are


class Mended(NamedTuple):
    """What became of one damaged thing. `state`: repaired or lost."""

    state: str
    subject: str
    what: str


def repair(home: Home) -> list[Mended]:
    """Put right what can be put right; an empty list if nothing was wrong. ManifestError if no manifest is left."""
    done: list[Mended] = []
    if store_of(home) is not None:
        return _fetched_anew(home)
    manifest = _manifest(home, done)
    if manifest.snapshot is None:
        return done
    if home.warehouse.resolve() != (home.root / manifest.snapshot).resolve() or not home.warehouse.is_symlink():
        follow(home, manifest)
        done.append(Mended("repaired", home.warehouse.name, f"leads to {manifest.snapshot} again"))
    bad = damaged(home, manifest.parts)
    fault = _fault(home, manifest, bad)
    staging = home.staging / "repair"
    staging.mkdir(parents=True, exist_ok=True)
    try:
        whole = _parts(home, manifest, bad, PartWriter(home, staging, "repair"), done, fault)
        lost = [part for part in bad if part in whole.parts]
        if fault and lost:
            what = f"{fault}; it can be rebuilt from the parts only when these are whole. Restore them from a backup."
            done.append(Mended("lost", manifest.snapshot, what))
        elif fault:
            whole = _rebuilt(home, whole, staging)
            done.append(Mended("repaired", str(whole.snapshot), f"rebuilt from the Parquet parts, because: {fault}"))
        if whole != manifest:
            publish(home, whole)
            retire(home, {part.path for part in manifest.parts} - {part.path for part in whole.parts})
        if whole.snapshot != manifest.snapshot:  # no later run may build on a damaged file
            (home.root / manifest.snapshot).unlink(missing_ok=True)
    finally:
        shutil.rmtree(staging, ignore_errors=True)
    return done


def _fetched_anew(home: Home) -> list[Mended]:
    """A mirror holds nothing that its store has not: what is damaged is dropped, and comes from there."""
    manifest, done = follow_store(home), []
    for part in damaged(home, manifest.parts):
        (home.root / part.path).unlink(missing_ok=True)
        state = "repaired" if is_whole(local_file(home, part.path), part) else "lost"
        done.append(Mended(state, part.path, "fetched from the store" if state == "repaired" else "damaged there"))
    if fault := _fault(home, manifest, ()):
        (home.root / str(manifest.snapshot)).unlink(missing_ok=True)
        follow_store(home)
        state = "lost" if _fault(home, manifest, ()) else "repaired"
        done.append(Mended(state, str(manifest.snapshot), f"fetched from the store, because: {fault}"))
    return done


def _manifest(home: Home, done: list[Mended]) -> Manifest:
    """The manifest; if it is damaged, its copy takes its place."""
    try:
        return read_manifest(home)
    except ManifestError as error:
        for copy in sorted(home.manifests.glob("*.json"), reverse=True):
            try:
                found = parse_manifest(copy)
            except ManifestError:
                continue
            if any(path > snapshot_path(home, found.sequence) for path in home.snapshots.glob("warehouse-*.duckdb")):
                break  # the copy is older than what was published
            publish(home, found)
            done.append(Mended("repaired", home.manifest.name, f"{copy.relative_to(home.root)} takes its place"))
            return found
        raise ManifestError(f"{error} But there is no copy of the last publication: restore a backup.") from error


def _fault(home: Home, manifest: Manifest, bad: Sequence[Part]) -> str:
    """What is wrong with the snapshot; empty if nothing is."""
    path = home.root / str(manifest.snapshot)
    if not path.exists():
        return "the file was missing"
    try:
        with duckdb.connect(str(path.resolve()), read_only=True) as connection:
            return "; ".join(f"{name}: {what}" for name, what in disagreements(home, manifest, connection, bad))
    except DAMAGE as error:
        return str(error).split("\n")[0]


def _parts(
    home: Home, manifest: Manifest, bad: Sequence[Part], writer: PartWriter, done: list[Mended], fault: str
) -> Manifest:
    """The manifest with new parts in place of the damaged ones, as far as their rows are elsewhere."""
    parts = list(manifest.parts)
    for name in sorted({part.table for part in bad}):
        own = [part for part in bad if part.table == name]
        if name not in TABLES:
            new = {part: _salvaged(home, part, writer, done) for part in own}
            parts = [n for part in parts for n in (new[part] if part in own else [part])]
            continue
        again: dict[Path, list[Part]] = {}
        if not fault:
            with duckdb.connect(str(home.root / str(manifest.snapshot)), read_only=True) as source:
                again = found_again(home, manifest, own, source, writer)
        for part in own:
            folder = Path(part.path).parent
            if folder in again:
                done.append(Mended("repaired", part.path, f"{part.rows} rows written anew from DuckDB"))
                parts.remove(part)
            else:
                done.append(Mended("lost", part.path, _loss(home, manifest, part, bad)))
        parts += [part for made in again.values() for part in made]
    writer.sync()
    return replace(manifest, parts=tuple(parts))


def _loss(home: Home, manifest: Manifest, part: Part, bad: Sequence[Part]) -> str:
    what = f"{part.rows} rows of {part.table} are in no whole file"
    gone = lost_articles(home, manifest, bad) if part.table == "articles" else []
    if gone:
        ids = ", ".join(article_id for article_id, _ in gone[:NAMED])
        files = ", ".join(sorted({path for _, path in gone})[:NAMED])
        what += f": {len(gone)} articles ({ids}{', ...' if len(gone) > NAMED else ''}) of {files}"
    return f"{what}. Restore the file from a backup, or ingest these raw files into a new home."


def _salvaged(home: Home, part: Part, writer: PartWriter, done: list[Mended]) -> list[Part]:
    """A raw part's records whose bytes still have their sha256, as a part."""
    good = _readable(local_file(home, part.path))
    count = good.num_rows if good is not None else 0
    if count < part.rows:
        what = f"the raw bytes of {part.rows - count} of {part.rows} records are lost; what was parsed from them is not"
        done.append(Mended("lost", part.path, f"{what}. They cannot be parsed anew: keep their raw files."))
    else:
        done.append(Mended("repaired", part.path, f"all {count} records could still be read"))
    made = writer.write_flat(part.table, home.raw, good) if good is not None else []
    return [replace(new, run_id=part.run_id) for new in made]


def _readable(path: Path) -> pa.Table | None:
    """Rows of a raw part whose bytes are what they were."""
    found: list[pa.Table] = []
    try:
        file = pq.ParquetFile(path, page_checksum_verification=True)
        found += (file.read_row_group(number) for number in range(file.num_row_groups))
    except (OSError, pa.ArrowException):  # the rest cannot be read
        pass
    if not found:
        return None
    table = pa.concat_tables(found)
    pairs = zip(table["record_sha256"].to_pylist(), table["data"].to_pylist(), strict=True)
    return table.filter(pa.array([hashlib.sha256(data or b"").hexdigest() == digest for digest, data in pairs]))


def _rebuilt(home: Home, manifest: Manifest, staging: Path) -> Manifest:
    """The next manifest, whose snapshot is made from the parts."""
    target, final = staging / "warehouse.duckdb", snapshot_path(home, manifest.sequence + 1)
    rebuild(home, manifest, target)
    fsync_path(target)
    target.replace(final)
    fsync_path(final.parent)
    return replace(manifest, sequence=manifest.sequence + 1, snapshot=final.relative_to(home.root).as_posix())
