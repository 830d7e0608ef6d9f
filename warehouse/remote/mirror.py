"""The local mirror of a home in a store."""

from __future__ import annotations

import fcntl
import hashlib
import json
import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path

from warehouse.files import write_atomically
from warehouse.home import Home
from warehouse.remote.store import Store

MARK = "mirror-of.json"
MIRRORS = "COPYDESK_MIRRORS"  # where mirrors lie; else in the user's cache


def is_address(home: str) -> bool:
    """Whether a home is in a store: `s3://bucket/prefix`, or any other address that fsspec knows."""
    scheme, separator, _ = home.partition("://")
    return bool(separator) and scheme.replace("+", "").isalnum() and scheme != "file"


def mirror_of(address: str) -> Path:
    """The folder that mirrors a home in a store; made if it is not there. Nothing is fetched."""
    address = address.rstrip("/")
    base = os.environ.get(MIRRORS) or Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "copydesk"
    folder = Path(base) / hashlib.sha256(address.encode()).hexdigest()[:16]
    mark = folder / MARK
    if not mark.exists():
        folder.mkdir(parents=True, exist_ok=True)
        write_atomically(mark, json.dumps({"url": address}).encode())
    return folder


def store_of(home: Home) -> Store | None:
    """The store that a home mirrors; None for a home that is only local."""
    try:
        return _store(json.loads((home.root / MARK).read_bytes())["url"])
    except FileNotFoundError:
        return None


@lru_cache(maxsize=4)
def _store(url: str) -> Store:
    return Store(url)


@contextmanager
def alone(home: Home) -> Iterator[None]:
    """While one process of this machine moves the mirror from one publication to the next, others wait.

    Without it one that had looked a moment before could move it back.
    """
    with (home.root / ".mirror.lock").open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def local_file(home: Home, path: str) -> Path:
    """A file of the home by its path within; where the home is a mirror that has it not, it is fetched.

    A file that is nowhere is not an error here: who opens it will see.
    """
    bring(home, [path])
    return home.root / path


def bring(home: Home, paths: Iterable[str]) -> None:
    """Fetch what a mirror has not, many at a time; does nothing for a home that is only local."""
    if (store := store_of(home)) is None:
        return
    missing = [path for path in paths if not (home.root / path).exists()]
    try:
        store.get({path: home.root / path for path in missing})
    except FileNotFoundError:  # one of them: the others are wanted all the same
        for path in missing if len(missing) > 1 else ():
            bring(home, [path])


def address(home: Home) -> str:
    """What to give as --home: the address in the store, or the folder."""
    store = store_of(home)
    return store.url if store else str(home.root)


def names(home: Home, folder: str) -> set[str]:
    """Names of the files directly in a folder of the home, wherever they are."""
    found = {path.name for path in (home.root / folder).glob("*") if not path.name.startswith(".")}
    if (store := store_of(home)) is not None:
        found |= {key.rpartition("/")[2] for key in store.find(f"{folder}/")}
    return found
