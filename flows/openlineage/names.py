"""How OpenLineage calls what a run reads and writes: a namespace and a name (https://openlineage.io/docs/spec/naming).

Events leave the house, so no user, password, query or fragment of an address is in a name or a message.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit

from flows.fetch import HTTP, STDIN, local_path, scheme
from flows.find import printable
from warehouse.home import Home
from warehouse.remote.mirror import address

ADDRESS = re.compile(r"://[^\s'\"<>]*")


class Name(NamedTuple):
    """A dataset's or a job's name in its namespace."""

    namespace: str
    name: str


def of_source(source: str) -> Name:
    """A SOURCE argument; of a chained address (`zip://*.txt::s3://bucket/day.zip`), where it is stored."""
    if source == STDIN:
        return Name("file", "/dev/stdin")
    stored = source.rpartition("::")[2] if scheme(source) else source
    kind = scheme(stored)
    if kind in ("", "file"):
        return Name("file", printable(str(Path(local_path(stored)).absolute())))
    try:
        parts = urlsplit(stored)
        _ = parts.port
    except ValueError:  # what looks like a host may be a user and a part of a password
        return Name(f"{kind}://…", "…")
    path = parts.path.partition(";")[0]
    return Name(f"{kind}://{parts.netloc.rpartition('@')[2]}", path if kind in HTTP else path.lstrip("/"))


def of_home(home: Home) -> str:
    """Where a home is: its address in a store, or its whole path."""
    place = address(home)
    return place if "://" in place else str(Path(place).absolute())


def of_table(place: str, table: str) -> Name:
    """A table of the warehouse in a home at this place, as dbt's integration calls tables of DuckDB."""
    return Name(f"duckdb://{place}/warehouse.duckdb", f"warehouse.main.{table}")


def of_job(place: str, kind: str, namespace: str) -> Name:
    """What a run of this kind on this home is called each time."""
    return Name(namespace or "copydesk", f"{place.rpartition('/')[2]}.{kind}")


def without_addresses(message: str) -> str:
    """A message without what addresses in it say after `://`."""
    return ADDRESS.sub("://…", message)
