"""The loader: staged chunks into Parquet parts and DuckDB, then one atomic publication.

It works on a private copy of the current snapshot. What is added becomes visible when `publish` replaces the
manifest; until then a reader, or the next run after a kill, sees the home as it was.
"""

from __future__ import annotations

import shutil
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import Any, Self

import duckdb
import pyarrow as pa

from schemas.registry import TABLES
from warehouse.buffers import open_copy, snapshot_path
from warehouse.columns import ledger_table
from warehouse.files import fsync_path
from warehouse.home import Home
from warehouse.left_out import ids_of, skip, without
from warehouse.manifest import Manifest, Part, read_manifest
from warehouse.parquet import PARTITION, PartWriter
from warehouse.recovery import retire
from warehouse.remote.publication import publish
from warehouse.reprints.update import update as update_reprints
from warehouse.rewrite import BELONG_TO_ARTICLES, Retired, stored
from warehouse.stage import StagedChunk
from warehouse.versions import Place, misplaced, replaced, same_content

THREADS = 3  # tables written at a time; more would hold more tables in memory
Pending = Callable[[], pa.Table]  # reads a table that is to be written at the next publication
Rearrange = Callable[[Home, Manifest, PartWriter], tuple[list[Part], set[str]]]  # → new parts, paths of the old
SAME = ("article_id", "work_id", "content_sha256")
STAYS = {  # replacing → where an article may lie that a new result on its record does not displace
    None: ("articles", "quarantined_articles"), "quarantined_articles": ("articles",), "articles": (),
}  # fmt: skip


class CountError(AssertionError):
    """Rows were lost or doubled between staging and the warehouse: a fault of Copydesk."""


class Loader:
    """Loads one run. Use as a context manager; leaving it without `publish` changes nothing in the home."""

    def __init__(self, home: Home, run_id: str, month: tuple[int, int]) -> None:
        self._home, self._run_id, self._month = home, run_id, month
        self._staging = home.staging / run_id / "load"
        self._staging.mkdir(parents=True, exist_ok=True)
        self._manifest = read_manifest(home)
        self._parts = PartWriter(home, self._staging, run_id)
        self._pending: dict[str, list[Pending]] = {}
        self._retired = Retired()
        self._fresh: set[str] = set()  # articles that are not yet published
        self._places: dict[str, Place] = {}  # of these, those that were staged as another version
        self._staged: list[StagedChunk] = []  # whose articles are not yet published
        self._rearranged: list[tuple[list[Part], set[str]]] = []
        self._open()

    def _open(self) -> None:
        self._file = self._staging / "warehouse.duckdb"
        self._connection = open_copy(self._home, self._manifest, self._file)

    @property
    def connection(self) -> duckdb.DuckDBPyConnection:
        """The private copy, to be read: what is loaded and not yet published is in it."""
        return self._connection

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._connection.close()
        shutil.rmtree(self._staging, ignore_errors=True)

    def add(self, chunk: StagedChunk, replacing: str | None = None) -> Counter[tuple[str, str, str | None]]:
        """Take in one chunk; returns how many of its records ended in each (path, outcome, reason code).

        A record whose article is in the warehouse already becomes `skipped`, reason `duplicate_record`, and brings no
        rows of its own. But rows of the table `replacing` (`articles` or `quarantined_articles`) make way for a new
        result on the same record.
        """
        records = chunk.read("records")
        left_out = {"duplicate_record": self._known(records, replacing)}
        if replacing != "articles" and "articles" in chunk.rows:
            left_out["same_content"] = same_content(self._connection, chunk.read("articles").select(list(SAME)))
        records = skip(records, left_out)
        if replacing:
            self._make_way(records, replacing)
        for name in chunk.rows:
            self._insert(name, partial(without, chunk, name, left_out))
        self._fresh.update(ids_of(records, "accepted"))
        self._staged.append(chunk)
        final = records.select(["path", "outcome", "reason_code"])
        return Counter(zip(*(final[name].to_pylist() for name in final.column_names), strict=True))

    def add_rows(self, name: str, rows: Sequence[Mapping[str, Any]]) -> None:
        """Take in rows of a ledger table."""
        if rows:
            table = ledger_table(name, rows, self._month)
            self._insert(name, lambda: table)

    def replace_run(self, row: Mapping[str, Any]) -> None:
        """Write this run's row of `runs`, in place of the one an earlier publication of the same run wrote."""
        self._connection.execute("DELETE FROM runs WHERE run_id = ?", [self._run_id])
        self.add_rows("runs", [row])

    def outcomes(self) -> list[tuple[str, str, str]]:
        """(path, record locator, outcome) of this run's records."""
        return self._connection.execute(
            "SELECT path, record_locator, outcome FROM records WHERE run_id = ?", [self._run_id]
        ).fetchall()

    def failed_expectations(self) -> list[tuple[str, str, str, int]]:
        """(severity, suite, expectation, unexpected rows) of what did not hold in this run, gravest first."""
        return self._connection.execute(
            "SELECT severity, suite, expectation, sum(coalesce(unexpected_count, 0))::BIGINT FROM expectation_results "
            "WHERE run_id = ? AND NOT success GROUP BY severity, suite, expectation "
            "ORDER BY list_position(['critical', 'warning', 'info'], severity), 4 DESC, 2, 3",
            [self._run_id],
        ).fetchall()

    def _known(self, records: pa.Table, replacing: str | None) -> pa.Array[Any]:
        """Ids among these records whose article is in the warehouse, accepted or quarantined, and stays there."""
        known = " OR ".join(f"article_id IN (SELECT article_id FROM {name})" for name in STAYS[replacing]) or "false"
        self._connection.register("incoming", records.select(["article_id"]))
        found = self._connection.execute(f"SELECT DISTINCT article_id FROM incoming WHERE {known}").to_arrow_table()
        self._connection.unregister("incoming")
        return found["article_id"].combine_chunks()

    def _make_way(self, records: pa.Table, replacing: str) -> None:
        """Take out the rows that these records' new ones replace; what leaves quarantine stays there as released."""
        accepted, quarantined = (ids_of(records, outcome) for outcome in ("accepted", "quarantined"))
        if replacing == "articles":
            self._retired.take_out(self._connection, "articles", accepted, tables=BELONG_TO_ARTICLES)
        else:
            self._retired.take_out(self._connection, replacing, quarantined)
            self.update(replacing, accepted, status="released")

    def update(self, name: str, ids: Sequence[str], **changes: object) -> None:
        """Set columns of rows of `articles` or `quarantined_articles` that are published already."""
        if not ids:
            return
        table = stored(self._connection, name, ids, **changes)
        self._retired.take_out(self._connection, name, ids)
        self._insert(name, lambda: table)

    def rearrange(self, change: Rearrange) -> None:
        """Replace parts by others that hold the same rows of DuckDB's, or bytes, at the next publication."""
        self._rearranged.append(change(self._home, self._manifest, self._parts))

    def _insert(self, name: str, read: Pending) -> None:
        """Insert a table now, and remember how to read it again when its part is written: none stays in memory."""
        self._pending.setdefault(name, []).append(read)
        if name == "raw":
            return
        table = read()
        if not table.num_rows:
            return
        columns = ", ".join(f'"{column}"' for column in TABLES[name].column_names)
        self._connection.register("incoming", table.drop_columns(list(PARTITION)))
        sql = f'INSERT INTO "{name}" ({columns}) SELECT {columns} FROM incoming'
        inserted = self._connection.execute(sql).fetchall()
        self._connection.unregister("incoming")
        if inserted != [(table.num_rows,)]:
            raise CountError(f"{name}: {inserted[0][0]} rows inserted of {table.num_rows}")

    def publish(self) -> None:
        """Write the parts, close the copy, make it the snapshot, replace the manifest, move the symlink."""
        self._number_versions()
        self._group_reprints()
        with ThreadPoolExecutor(THREADS) as threads:  # DuckDB writes its checkpoint while the parts are compressed
            closed = threads.submit(self._connection.close)
            parts = [part for written in threads.map(self._write_parts, list(self._pending)) for part in written]
            closed.result()
        self._pending.clear()
        self._fresh.clear()
        self._staged.clear()
        self._places.clear()
        rewritten, dropped = self._retired.parts(self._home, self._manifest, self._parts)
        for added, replaced_by in self._rearranged:
            rewritten, dropped = [*rewritten, *added], dropped | replaced_by
        self._parts.sync()
        sequence = self._manifest.sequence + 1
        snapshot = snapshot_path(self._home, sequence)
        fsync_path(self._file)
        self._file.replace(snapshot)
        fsync_path(snapshot.parent)
        dropped |= {p.path for p in self._manifest.parts if p.table == "runs" and p.run_id == self._run_id}
        previous = self._manifest
        self._manifest = previous.next(
            snapshot=snapshot.relative_to(self._home.root).as_posix(), added=[*parts, *rewritten], dropped=dropped
        )
        self._retired.clear()
        self._rearranged.clear()
        publish(self._home, self._manifest)
        retire(self._home, dropped)
        for old in sorted(self._home.snapshots.glob("warehouse-*.duckdb"))[:-2]:
            old.unlink()

    def _number_versions(self) -> None:
        """Number the versions of the works that this run touched."""
        places = misplaced(self._connection, self._run_id)
        by_value: dict[tuple[int, bool], list[str]] = {}
        for place in places:
            if place.article_id in self._fresh:
                self._places[place.article_id] = place
                self._connection.execute(
                    "UPDATE articles SET version = ?, is_current = ? WHERE article_id = ?",
                    [place.version, place.is_current, place.article_id],
                )
            else:
                by_value.setdefault((place.version, place.is_current), []).append(place.article_id)
        for (version, is_current), ids in by_value.items():
            self.update("articles", ids, version=version, is_current=is_current)

    def _group_reprints(self) -> None:
        """Find the groups of near-identical articles that the new ones belong to."""
        signed = (part for chunk in self._staged if (part := chunk.signatures()) is not None)
        found = update_reprints(self._connection, self._home.reprints, self._run_id, sorted(self._fresh), signed)
        self._retired.take_out(self._connection, "articles", list(map(str, found.stale)), tables=["reprints"])
        self._insert("reprints", lambda: found.rows)

    def reopen(self) -> None:
        """Go on after a publication, on a copy of what was published."""
        self._open()

    def _write_parts(self, name: str) -> list[Part]:
        """The parts of one table."""
        table = pa.concat_tables([read() for read in self._pending[name]])
        if name == "articles" and self._places:
            table = replaced(table, self._places)
        parts = self._parts.write_flat(name, self._home.raw, table) if name == "raw" else self._parts.write(name, table)
        if sum(part.rows for part in parts) != table.num_rows:
            raise CountError(f"{name}: {sum(part.rows for part in parts)} rows in parts of {table.num_rows}")
        return parts
