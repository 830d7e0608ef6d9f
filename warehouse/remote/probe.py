"""Whether a home's store can be worked on: told before a run's work is done, not after it."""

from __future__ import annotations

import secrets

from warehouse.home import Home
from warehouse.remote.mirror import store_of
from warehouse.remote.store import Store, StoreError


def require_writable(home: Home) -> None:
    """StoreError if the home is in a store that cannot be worked on; nothing for a home that is only local."""
    if (store := store_of(home)) is not None:
        probe(store)


def probe(store: Store) -> None:
    """Make an object, try to make it again, remove it. StoreError if one of these does not do what a home needs."""
    key = f".probe-{secrets.token_hex(8)}"
    store.find(key)  # first: some stores make a bucket that is missing
    store.create(key, b"first")
    try:
        is_replaced = store.create(key, b"second")
    finally:
        store.remove([key])
    if is_replaced:
        raise StoreError(
            f"{store.url}: this store replaces what is only to be created: two runs could overwrite each other; "
            "use one that holds to conditional writes (If-None-Match), as S3, SeaweedFS and MinIO do"
        )
