"""What goes into a file: the rows of a table, or articles, in the order's format."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any, BinaryIO, cast

import orjson

from schemas.column import Table
from schemas.registry import TABLES
from warehouse.export import csv_lines, json_lines, ninjs, parquet_files, rows_of
from warehouse.export.chosen import Chosen, Chunk
from warehouse.export.order import Order
from warehouse.export.targets import Counting, Written, compressed

Told = Callable[[int], None]  # called with the number of articles, or rows, that a chunk brought


def fill(order: Order, chosen: Chosen, table: Table, chunks: Iterable[Chunk], stream: Counting, told: Told) -> int:
    """Write a file's rows; returns how many there are."""
    if order.is_parquet:
        return _parquet(order, chosen, table, chunks, stream, told)
    rows = 0
    with compressed(cast(BinaryIO, stream), order.codec) as inner:
        if order.format == "csv":
            inner.write(csv_lines.header(table))
        for chunk in chunks:
            lines, end = _lines(order, chosen, table, chunk)
            texts = [line.encode() for line in lines]
            if texts:
                inner.write(end.join((*texts, b"")))
            rows += len(texts)
            told(chunk.rows)
    return rows


def _lines(order: Order, chosen: Chosen, table: Table, chunk: Chunk) -> tuple[Iterator[str], bytes]:
    """A chunk's lines, and what ends each."""
    if order.format == "csv":
        return csv_lines.lines_of(chosen, chunk, table, neutralise=order.neutralise), csv_lines.END
    if order.format == "ninjs":
        return (orjson.dumps(item).decode() for item in _ninjs(chosen, chunk)), json_lines.END
    children = [TABLES[name] for name in order.children] if table.name == "articles" else []
    return json_lines.lines_of(chosen, chunk, table, children), json_lines.END


def _parquet(order: Order, chosen: Chosen, table: Table, chunks: Iterable[Chunk], stream: Counting, told: Told) -> int:
    rows = 0
    with parquet_files.ParquetFile(cast(BinaryIO, stream), table, order.codec) as file:
        for chunk in chunks:
            for batch in parquet_files.batches(chosen, chunk, table):
                file.add(batch)
                rows += batch.num_rows
            told(chunk.rows)
    return rows


def _ninjs(chosen: Chosen, chunk: Chunk) -> Iterator[dict[str, Any]]:
    """A chunk's articles as ninjs items."""
    withdrawn = frozenset(row[0] for row in rows_of(chosen.ask("SELECT DISTINCT work_id FROM withdrawals")))
    children = [TABLES[name] for name in ninjs.CHILDREN]
    for line in json_lines.lines_of(chosen, chunk, chosen.root, children):
        yield ninjs.item(orjson.loads(line), withdrawn)


def items(chosen: Chosen, folder: Path, told: Told) -> Iterator[Written]:
    """A file an article, in a folder a month. They are synced all at once."""
    months: dict[str, Written] = {}
    for chunk in chosen.chunks:
        for item in _ninjs(chosen, chunk):
            data = orjson.dumps(item, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE)
            month = item.get("firstCreated", "undated")[:7]
            before = months.get(month) or Written(month, "articles", 0, 0, files=0)
            (folder / month).mkdir(exist_ok=True)
            (folder / month / f"{item['altIds'][0]['value']}.json").write_bytes(data)
            months[month] = before._replace(
                rows=before.rows + 1, bytes=before.bytes + len(data), files=before.files + 1
            )
        told(chunk.rows)
    yield from months.values()
