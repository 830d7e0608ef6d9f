"""Writing an export: to a stream, to one file, or to a folder of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from hashlib import sha256
from itertools import groupby
from operator import attrgetter
from pathlib import Path
from typing import BinaryIO
from urllib.parse import quote

from schemas.column import Table
from schemas.registry import TABLES
from warehouse.export import Ask, rows_of
from warehouse.export.choice import SPLIT_KEYS
from warehouse.export.chosen import Chosen, Chunk, choose
from warehouse.export.contents import Told, fill, items
from warehouse.export.describe import describe
from warehouse.export.order import STDOUT, Order
from warehouse.export.targets import Counting, Written, new_file, refuse_existing, replacing_file, replacing_folder
from warehouse.limits import QueryError

LONGEST_NAME = 180  # bytes of a folder's name


def export(
    ask: Ask, order: Order, stdout: BinaryIO, *, force: bool = False, told: Told = lambda _: None
) -> list[Written]:
    """Write what is ordered; returns the files. QueryError says what is wrong with the order, OSError with the disk."""
    _require_columns(ask, order)
    if order.output == STDOUT:
        return [_whole(ask, order, Counting(stdout), told)]
    target = Path(order.output).resolve()  # what a link leads to
    refuse_existing(target, force=force, folder=order.is_folder)
    if not order.is_folder:
        with replacing_file(target) as stream:
            return [_whole(ask, order, stream, told)]
    with replacing_folder(target) as folder:
        if order.format == "ninjs":
            return list(items(choose(ask, TABLES["articles"], order.choice), folder, told))
        written = list(_files(ask, order, folder, told))
        if order.is_parquet:
            describe(ask, order, folder, written)
        return written


def _require_columns(ask: Ask, order: Order) -> None:
    """QueryError for a home whose tables are not those of the schemas."""
    there = set(rows_of(ask("SELECT table_name, column_name FROM duckdb_columns() WHERE NOT internal")))
    for table in (table for tables in order.roots().values() for table in tables):
        if missing := [name for name in table.column_names if (table.name, name) not in there]:
            raise QueryError(
                f"`{table.name}` of this warehouse has no {', '.join(missing)}: another version of Copydesk wrote it. "
                "The next run brings it up to date, such as `copydesk maintain`."
            )


def _whole(ask: Ask, order: Order, stream: Counting, told: Told) -> Written:
    """All of one table in one stream."""
    [(root, [table])] = order.roots().items()
    chosen = choose(ask, root, order.choice)
    rows = fill(order, chosen, table, chosen.chunks, stream, told)
    return Written(order.output, table.name, rows, stream.bytes, stream.sha256)


def _files(ask: Ask, order: Order, folder: Path, told: Told) -> Iterator[Written]:
    """A file a table, or a table and split; a table without rows has one without rows."""
    for root, tables in order.roots().items():
        chosen = choose(ask, root, order.choice, order.split)
        for number, table in enumerate(tables):
            for split, chunks in _by_split(chosen):
                path = _path(table, order, split)
                with new_file(folder / path) as stream:
                    rows = fill(order, chosen, table, chunks, stream, told if not number else _silent)
                yield Written(path, table.name, rows, stream.bytes, stream.sha256)


def _by_split(chosen: Chosen) -> Iterator[tuple[str | None, Sequence[Chunk]]]:
    if not chosen.chunks:
        yield None, ()
    for split, chunks in groupby(chosen.chunks, attrgetter("split")):
        yield split, list(chunks)


def _path(table: Table, order: Order, split: str | None) -> str:
    """`articles.csv`, or `articles/year=2019/part-0.csv`: Hive's way, which DuckDB, pandas and Spark read."""
    if order.split is None or split is None:
        return f"{table.name}{order.ending}"
    return f"{table.name}/{SPLIT_KEYS[order.split]}={_cut(quote(split, safe=' '))}/part-0{order.ending}"


def _cut(name: str) -> str:
    return name if len(name) <= LONGEST_NAME else f"{name[:LONGEST_NAME]}-{sha256(name.encode()).hexdigest()[:8]}"


def _silent(_: int) -> None:
    """What belongs to articles is not counted again."""
