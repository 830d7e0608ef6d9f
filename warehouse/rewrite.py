"""Taking rows of single articles out of what is published already: from DuckDB at once, from Parquet at publication.

A Parquet part is never changed in place: it is written anew without the rows, and the manifest names the new one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from schemas.arrow import arrow_schema
from schemas.registry import TABLES
from warehouse.columns import month_of
from warehouse.home import Home
from warehouse.manifest import Manifest, Part
from warehouse.parquet import PARTITION, PartWriter
from warehouse.remote.mirror import local_file

BELONG_TO_ARTICLES = tuple(
    name for name, spec in TABLES.items() if spec.partition == "article" and name != "quarantined_articles"
)


def folder_name(year: int, month: int) -> str:
    """The Hive folder of a month; (0, 0) is that of undated articles."""
    return f"year={year}/month={month:02d}" if year else "year=0/month=0"


class Retired:
    """Rows that are to be gone: table → Hive folder → article ids."""

    def __init__(self) -> None:
        self._ids: defaultdict[str, defaultdict[str, set[str]]] = defaultdict(lambda: defaultdict(set))

    def __bool__(self) -> bool:
        return bool(self._ids)

    def take_out(
        self, connection: duckdb.DuckDBPyConnection, owner: str, ids: Sequence[str], tables: Sequence[str] = ()
    ) -> None:
        """Delete the rows of articles from the loader's DuckDB copy, and note where their Parquet rows lie.

        `owner` is `articles` or `quarantined_articles`, and knows the articles; `tables` are those that lose their
        rows, the owner itself if none is named. Only what is published already is to be taken out of Parquet.
        """
        tables = tables or (owner,)
        with _registered(connection, ids):
            found = connection.execute(
                f"SELECT article_id, (date_published AT TIME ZONE 'UTC')::DATE FROM {owner} "  # one of two
                "SEMI JOIN chosen USING (article_id)"
            ).fetchall()
            for name in tables:
                connection.execute(f'DELETE FROM "{name}" WHERE article_id IN (SELECT article_id FROM chosen)')
        for article_id, day in found:
            for name in tables:
                self._ids[name][folder_name(*month_of(day))].add(article_id)

    def parts(self, home: Home, manifest: Manifest, writer: PartWriter) -> tuple[list[Part], set[str]]:
        """New parts without the rows, and the paths of those that they replace."""
        added: list[Part] = []
        dropped: set[str] = set()
        for part in manifest.parts:
            folder = Path(part.path).parent
            ids = self._ids[part.table][f"{folder.parent.name}/{folder.name}"] if part.table in self._ids else None
            if ids and (left := _left(local_file(home, part.path), ids)) is not None:
                dropped.add(part.path)
                added += writer.write_flat(part.table, home.root / folder, left)
        return added, dropped

    def clear(self) -> None:
        self._ids.clear()


def _left(path: Path, ids: Iterable[str]) -> pa.Table | None:
    """The rows of other articles; None if all rows are."""
    gone = pa.array(sorted(ids))
    if not pc.any(pc.is_in(pq.read_table(path, columns=["article_id"], partitioning=None)["article_id"], gone)).as_py():
        return None
    table = pq.read_table(path, partitioning=None)
    return table.filter(pc.invert(pc.is_in(table["article_id"], gone)))


def stored(connection: duckdb.DuckDBPyConnection, name: str, ids: Sequence[str], **changes: Any) -> pa.Table:
    """Rows of `articles` or `quarantined_articles` as a staged table, columns in `changes` set to a new value."""
    spec = TABLES[name]
    with _registered(connection, ids):
        found = connection.execute(
            f'SELECT t.* FROM "{name}" t SEMI JOIN chosen USING (article_id) ORDER BY article_id'  # a table of ours
        ).to_arrow_table()
    schema = arrow_schema(spec)
    columns = [
        pa.array([changes[f.name]] * found.num_rows, f.type) if f.name in changes else found[f.name].cast(f.type)
        for f in schema
    ]
    table = pa.Table.from_arrays(columns, schema=schema)
    days = table["date_published"]
    months = [month_of(day) for day in days.to_pylist()]
    for index, column in enumerate(PARTITION):
        table = table.append_column(column, pa.array([month[index] for month in months], pa.int32()))
    return table


@contextmanager
def _registered(connection: duckdb.DuckDBPyConnection, ids: Sequence[str]) -> Iterator[None]:
    """Ids as the relation `chosen`."""
    connection.register("chosen", pa.table({"article_id": pa.array(ids, pa.string())}))
    try:
        yield
    finally:
        connection.unregister("chosen")
