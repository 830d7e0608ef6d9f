"""Small files, one a format and a way of packing, cut at every byte: no cut goes unnoticed, what was whole is kept.

Formats without an end of their own (plain text, HTML, Markdown, CSV; JSON Lines at the end of a line) cannot tell a
cut, but packed they can. A few bytes of a file tell no format: so short a rest is a text of a letter or two.
"""

from __future__ import annotations

import bz2
import csv
import gzip
import io
import lzma
import sqlite3
import zipfile
from collections.abc import Callable
from pathlib import Path

import orjson
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import zstandard

from flows.parse.assemble import parse
from flows.parse.model import RawRecord, Rejection
from flows.parse.record import records
from tests.flows.parse.containers.archives import tarred, zipped

ROWS = [{"title": f"Ferry {n} late", "text": f"The ferry was {n} minutes late on Monday, they said."} for n in range(4)]
TEXTS = {f"{n}.txt": f"{row['title']}\n\n{row['text']}\n".encode() for n, row in enumerate(ROWS)}
LINES = b"".join(orjson.dumps(row) + b"\n" for row in ROWS)
TABLE = pa.Table.from_pylist(ROWS)


def parquet() -> bytes:
    target = io.BytesIO()
    pq.write_table(TABLE, target)
    return target.getvalue()


def arrow() -> bytes:
    target = io.BytesIO()
    with pa.ipc.new_file(target, TABLE.schema) as writer:
        writer.write_table(TABLE, max_chunksize=2)
    return target.getvalue()


def database() -> bytes:
    connection = sqlite3.connect(":memory:")
    connection.execute("CREATE TABLE news (title TEXT, text TEXT)")
    connection.executemany("INSERT INTO news VALUES (:title, :text)", ROWS)
    connection.commit()
    return connection.serialize()


def sheet() -> bytes:
    target = io.StringIO()
    writer = csv.DictWriter(target, ["title", "text"])
    writer.writeheader()
    writer.writerows(ROWS)
    return target.getvalue().encode()


def rss() -> bytes:
    items = "".join(f"<item><title>{r['title']}</title><description>{r['text']}</description></item>" for r in ROWS)
    return f'<?xml version="1.0"?><rss version="2.0"><channel><title>Harbour</title>{items}</channel></rss>'.encode()


def json_feed() -> bytes:
    items = [{"id": n, "title": row["title"], "content_text": row["text"]} for n, row in enumerate(ROWS)]
    return orjson.dumps({"version": "https://jsonfeed.org/version/1.1", "title": "Harbour", "items": items})


MADE: dict[str, Callable[[], bytes]] = {
    "txt.gz": lambda: gzip.compress(TEXTS["0.txt"], mtime=0),
    "txt.zst": lambda: zstandard.compress(TEXTS["0.txt"]),
    "txt.bz2": lambda: bz2.compress(TEXTS["0.txt"]),
    "txt.xz": lambda: lzma.compress(TEXTS["0.txt"]),
    "jsonl.gz": lambda: gzip.compress(LINES, mtime=0),
    "jsonl.zst": lambda: zstandard.ZstdCompressor(write_checksum=True).compress(LINES),
    "jsonl.bz2": lambda: bz2.compress(LINES),
    "jsonl.xz": lambda: lzma.compress(LINES),
    "csv.gz": lambda: gzip.compress(sheet(), mtime=0),
    "html.zst": lambda: zstandard.compress(b"<html><body><p>" + TEXTS["0.txt"] * 9 + b"</p></body></html>"),
    "json": lambda: orjson.dumps(ROWS),
    "json, indented": lambda: orjson.dumps({"articles": ROWS}, option=orjson.OPT_INDENT_2),
    "parquet": parquet,
    "arrow": arrow,
    "sqlite": database,
    "rss": rss,
    "json feed": json_feed,
    "zip": lambda: zipped(TEXTS),
    "zip, stored": lambda: zipped(TEXTS, zipfile.ZIP_STORED),
    "zip, bzip2": lambda: zipped(TEXTS, zipfile.ZIP_BZIP2),
    "zip in zip": lambda: zipped({"inner.zip": zipped(TEXTS)}, zipfile.ZIP_STORED),
    "tar.gz": lambda: gzip.compress(tarred(TEXTS), mtime=0),
    "tar.xz": lambda: lzma.compress(tarred(TEXTS)),
    "tar.zst": lambda: zstandard.compress(tarred(TEXTS)),
}

TELLING = {"parquet": 4, "arrow": 8, "sqlite": 16, "rss": 30, "json feed": 2}  # bytes by which a format is known


def read(path: Path) -> tuple[list[bytes], int]:
    """The records' bytes, and how many rejections there are."""
    items = [parse(item, item.reader, "") if isinstance(item, RawRecord) else item for item in records(path)]
    return [item.data for item in items if not isinstance(item, Rejection)], sum(
        isinstance(item, Rejection) for item in items
    )


@pytest.mark.parametrize("kind", MADE)
def test_no_cut_goes_unnoticed(tmp_path: Path, kind: str) -> None:
    path = tmp_path / "cut"
    whole = MADE[kind]()
    path.write_bytes(whole)
    articles, rejected = read(path)
    assert articles and not rejected
    for length in range(TELLING.get(kind, 1), len(whole), max(1, len(whole) // 1500)):
        path.write_bytes(whole[:length])
        found, rejected = read(path)
        assert rejected, length
        assert found == articles[: len(found)], length
