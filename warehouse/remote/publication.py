"""Publishing to a store, and following what others published there.

The commit is one conditional write: `manifests/<number>.json` is created only if nobody created it before, so that of
two loaders that worked on the same state one wins; the other's objects are named by no manifest, and a later sweep
removes them. What a manifest names is uploaded before it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

from warehouse.home import Home, HomeLockedError
from warehouse.manifest import KEPT, Manifest, commit, manifest_bytes, manifest_from, read_manifest
from warehouse.remote.mirror import alone, store_of
from warehouse.remote.store import Store

GRACE = timedelta(hours=1)  # an object that no manifest names may be one that a loader is about to name
PARTS = ("parquet/", "quarantine/", "raw/part-")
STAGED = timedelta(days=2)  # what a run has not loaded by then it never will
POLICY = ("copydesk.toml", "expectations/")  # what people put beside the warehouse


def publish(home: Home, manifest: Manifest) -> None:
    """Make `manifest` the truth: in the store first, if the home mirrors one, then in the folder.

    HomeLockedError if another loader published to the store meanwhile: nothing of this publication then counts.
    """
    store = store_of(home)
    if store is None:
        commit(home, manifest)
        return
    data = manifest_bytes(manifest)
    _upload(home, store, manifest, data)
    with alone(home):
        if not store.create(f"manifests/{manifest.sequence:06d}.json", data):
            raise HomeLockedError(
                f"{store.url}: another run published meanwhile. Nothing of this run was published; run it again."
            )
        commit(home, manifest)
    store.write("manifest.json", data)  # for people: readers follow manifests/
    _drop_old(store)


def _upload(home: Home, store: Store, manifest: Manifest, data: bytes) -> None:
    """Bring to the store what the manifest names and it has not."""
    before = {part.path for part in read_manifest(home).parts}
    new = [part.path for part in manifest.parts if part.path not in before]
    large = _large(home, store)
    uploads = [(home.root / path, path) for path in (*new, *large)]
    if manifest.snapshot:
        uploads.append((home.root / manifest.snapshot, _snapshot_key(manifest.snapshot, data)))
    store.put(uploads)


def _large(home: Home, store: Store) -> list[str]:
    """Raw files too large to be a record that the store has not."""
    own = {f"raw/large/{path.name}" for path in (home.raw / "large").glob("*.zst")}
    return sorted(own - set(store.find("raw/large/"))) if own else []


def _snapshot_key(snapshot: str, data: bytes) -> str:
    """Two loaders may upload a snapshot of the same number: each has a key of its own, which its manifest tells."""
    return f"{snapshot}.{hashlib.sha256(data).hexdigest()[:16]}"


def follow_store(home: Home) -> Manifest:
    """Bring the mirror to what the store holds: manifest, snapshot, policy. Returns the manifest.

    FileNotFoundError never: a store without a manifest is a home without a warehouse.
    """
    store = store_of(home)
    if store is None:
        return read_manifest(home)
    home.create()
    with alone(home):
        return _follow(home, store)


def _follow(home: Home, store: Store) -> Manifest:
    _fetch_policy(home, store)
    known = sorted(store.find("manifests/"))
    if not known:
        _forget(home)
        return Manifest()
    data = store.read(known[-1])
    manifest = manifest_from(data, f"{store.url}/{known[-1]}")
    if manifest.snapshot and not _has(home, manifest):
        store.get({_snapshot_key(manifest.snapshot, data): home.root / manifest.snapshot})
        commit(home, manifest)
    return manifest


def _forget(home: Home) -> None:
    """A mirror of a store that was emptied holds no warehouse either."""
    for path in (home.manifest, home.warehouse, *home.manifests.glob("*.json")):
        path.unlink(missing_ok=True)


def _has(home: Home, manifest: Manifest) -> bool:
    """Whether the mirror is at this manifest already."""
    own = read_manifest(home)
    return own == manifest and (home.root / str(manifest.snapshot)).exists()


def _fetch_policy(home: Home, store: Store) -> None:
    for prefix in POLICY:
        store.get({key: home.root / key for key in store.find(prefix)})


def upload(home: Home, paths: Iterable[str]) -> None:
    """Put files, by their paths within the home, into the store that the home mirrors, if it does."""
    if (store := store_of(home)) is not None:
        store.put([(home.root / path, path) for path in paths])


def _drop_old(store: Store) -> None:
    """Keep the last manifests and the snapshots that they name."""
    manifests = sorted(store.find("manifests/"))
    kept = {_snapshot_of(store, key) for key in manifests[-KEPT:]}
    before = datetime.now(UTC) - GRACE
    snapshots = [key for key, at in store.find("snapshots/").items() if key not in kept and _is_old(at, before)]
    store.remove([*manifests[:-KEPT], *snapshots])


def sweep_store(home: Home) -> int:
    """Remove parts that the last manifests do not name, once nobody can be about to name them; returns how many."""
    if (store := store_of(home)) is None:
        return 0
    named: set[str] = set()
    for key in sorted(store.find("manifests/"))[-KEPT:]:
        named |= {part.path for part in manifest_from(store.read(key), key).parts}
    before = datetime.now(UTC) - GRACE
    found = {key: at for prefix in PARTS for key, at in store.find(prefix).items()}
    stray = [key for key, at in found.items() if key not in named and _is_old(at, before)]
    stray += [key for key, at in store.find("staging/").items() if _is_old(at, before + GRACE - STAGED)]
    store.remove(stray)
    return len(stray)


def _snapshot_of(store: Store, manifest_key: str) -> str:
    data = store.read(manifest_key)
    return _snapshot_key(str(manifest_from(data, manifest_key).snapshot), data)


def _is_old(written: datetime | None, before: datetime) -> bool:
    return written is not None and written < before
