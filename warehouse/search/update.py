"""Bringing the index to the state of the warehouse.

The index holds a fingerprint of each article. What the snapshot has and the index has not is added, what the index has
and the snapshot has not is removed, both in one commit: a reader sees the state before it or the one after. Comparing
takes a second for a million articles, so that nobody needs to say what has changed, and it is right after a kill, a
restored backup or a compaction as well.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import closing
from itertools import pairwise
from typing import NamedTuple

import duckdb
import numpy as np
import numpy.typing as npt
import pyarrow as pa
from tantivy import FieldType, Index, IndexWriter, Query

from warehouse.files import link_atomically
from warehouse.home import Home
from warehouse.manifest import read_manifest
from warehouse.search.fields import COLUMNS, FINGERPRINT, Row, document, schema
from warehouse.search.folder import (
    SearchError,
    changing,
    create_index,
    current,
    digest,
    index_folder,
    open_index,
    write_state,
)

Fingerprints = npt.NDArray[np.uint64]
ROWS = 2_000  # articles in memory at a time
SLICES = 16  # the fingerprints of the index are read in so many parts: a tuple each would take 200 MB a million
SMALL = 20_000  # articles: fewer are written by one thread, to one segment
MEMORY = 96_000_000  # bytes a writing thread collects before it writes a segment


class Change(NamedTuple):
    """What an update did to the index."""

    added: int
    removed: int
    rebuilt: bool


def catch_up(home: Home, *, wait: bool = True) -> Change:
    """Make the index reflect the published warehouse; builds it anew where it is missing, damaged or of another
    version. To be called after each publication; costs nothing where the index is up to date.

    Without `wait`, IndexBusyError if another process is at it. SearchError if the index cannot be written: it stays
    as it was, and the next call catches up.
    """
    with changing(home, wait=wait):
        target = digest(home)
        opened = open_index(current(home))
        if opened is None:
            return Change(_rebuild(home, target), 0, True)
        index, reflects = opened
        return Change(0, 0, False) if reflects == target else Change(*_reconcile(home, index, target), False)


def rebuild(home: Home) -> Change:
    """Build the index anew beside the old one, which answers meanwhile."""
    with changing(home, wait=True):
        return Change(_rebuild(home, digest(home)), 0, True)


def _rebuild(home: Home, target: str) -> int:
    folder = index_folder(home)
    old = current(home).resolve() if current(home).is_symlink() else None
    for leftover in folder.glob("index-*"):
        if leftover.resolve() != old:
            shutil.rmtree(leftover)
    number = int(old.name.removeprefix("index-")) + 1 if old else 1
    fresh = folder / f"index-{number:06d}"
    added, _ = _reconcile(home, create_index(fresh), target)
    link_atomically(current(home), fresh)
    if old:
        shutil.rmtree(old, ignore_errors=True)
    return added


def _reconcile(home: Home, index: Index, target: str) -> tuple[int, int]:
    """(articles added, removed)."""
    with closing(snapshot(home)) as connection:
        present, expected = fingerprints(index), wanted(connection)
        added, removed = np.setdiff1d(expected, present), np.setdiff1d(present, expected)
        threads = 1 if len(added) < SMALL else 2
        try:
            writer = index.writer(MEMORY * threads, threads)
            if len(removed):  # by a query: deleting by term does not find unsigned numbers
                writer.delete_documents_by_query(Query.term_set_query(schema(), "fingerprint", removed.tolist()))
            for row in _rows(connection, added):
                writer.add_document(document(row))
            _finish(writer, target)
        except ValueError as error:  # whatever goes wrong in tantivy
            raise SearchError(f"the search index in {index_folder(home)} cannot be written: {error}") from error
    return len(added), len(removed)


def _finish(writer: IndexWriter, target: str) -> None:
    write_state(writer, target)
    writer.commit()
    writer.wait_merging_threads()


def snapshot(home: Home) -> duckdb.DuckDBPyConnection:
    """A connection to the snapshot that the manifest names."""
    manifest = read_manifest(home)
    path = str(home.root / str(manifest.snapshot))
    try:
        return duckdb.connect(path, read_only=True, config={"memory_limit": "384MB", "threads": 2})
    except duckdb.ConnectionException:  # this process has it open already, with other settings
        return duckdb.connect(path, read_only=True)


def wanted(connection: duckdb.DuckDBPyConnection) -> Fingerprints:
    """The fingerprint of every article in the snapshot."""
    table = connection.execute(f"SELECT {FINGERPRINT} AS fingerprint FROM articles").to_arrow_table()
    return np.asarray(table["fingerprint"], dtype=np.uint64)


def fingerprints(index: Index) -> Fingerprints:
    """The fingerprint of every article in the index."""
    index.reload()
    searcher, name = index.searcher(), "fingerprint"
    edges = [*range(0, 1 << 64, (1 << 64) // SLICES), 1 << 64]
    found = []
    for low, high in pairwise(edges):
        query = Query.range_query(schema(), name, FieldType.Unsigned, low, high - 1)
        hits = searcher.search(Query.const_score_query(query, 0.0), max(1, searcher.num_docs), count=False).hits
        found.append(np.array(searcher.fast_field_values(name, [address for _, address in hits]), dtype=np.uint64))
    return np.concatenate(found)


def _rows(connection: duckdb.DuckDBPyConnection, chosen: Fingerprints) -> Iterator[Row]:
    """The articles with these fingerprints."""
    connection.register("chosen", pa.table({"fingerprint": pa.array(chosen)}))
    sql = f"SELECT {COLUMNS} FROM articles SEMI JOIN chosen ON {FINGERPRINT} = chosen.fingerprint"
    cursor = connection.execute(sql)
    while rows := cursor.fetchmany(ROWS):
        yield from map(Row._make, rows)
