"""Parquet, Arrow and SQLite: a row is an article, wherever the file lies."""

import io
import sqlite3
import zipfile
from datetime import UTC, datetime
from pathlib import Path

import orjson
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from flows.parse.model import RawRecord, Rejection
from flows.parse.record import file_format, records

ROWS = [
    {"title": f"Ferry {n} late", "text": f"The ferry was {n} minutes late.", "author": None if n % 2 else "Ann Ash",
     "published": datetime(2024, 5, 3, n % 24, tzinfo=UTC)}
    for n in range(500)
]  # fmt: skip
TABLE = pa.Table.from_pylist(ROWS)


def parquet() -> bytes:
    target = io.BytesIO()
    pq.write_table(TABLE, target, row_group_size=100)
    return target.getvalue()


def arrow(*, stream: bool) -> bytes:
    target = io.BytesIO()
    with (pa.ipc.new_stream if stream else pa.ipc.new_file)(target, TABLE.schema) as writer:
        writer.write_table(TABLE, max_chunksize=100)
    return target.getvalue()


def sqlite(folder: Path) -> bytes:
    path = folder / "made.db"
    database = sqlite3.connect(path)
    database.execute("CREATE TABLE settings (key TEXT, value TEXT)")
    database.execute('CREATE TABLE "my ""news""" (title TEXT, text TEXT, author TEXT, published TEXT)')
    rows = [(r["title"], r["text"], r["author"], str(r["published"])) for r in ROWS]
    database.executemany('INSERT INTO "my ""news""" VALUES (?, ?, ?, ?)', rows)
    database.commit()
    database.close()
    return path.read_bytes()


def made(kind: str, folder: Path) -> bytes:
    if kind == "sqlite":
        return sqlite(folder)
    return parquet() if kind == "parquet" else arrow(stream=kind == "arrow stream")


KINDS = ["parquet", "arrow", "arrow stream", "sqlite"]


@pytest.mark.parametrize("packed", [False, True])
@pytest.mark.parametrize("kind", KINDS)
def test_rows_are_records(tmp_path: Path, kind: str, packed: bool) -> None:
    path = tmp_path / "articles.bin"
    path.write_bytes(made(kind, tmp_path))
    if packed:
        with zipfile.ZipFile(tmp_path / "articles.zip", "w") as archive:
            archive.write(path, "articles.bin")
        path = tmp_path / "articles.zip"
    items = list(records(path))
    assert len(items) == 500 and all(isinstance(item, RawRecord) for item in items)
    assert items[0].reader == kind.partition(" ")[0]
    first, second = orjson.loads(items[0].data), orjson.loads(items[1].data)
    assert (first["title"], first["author"]) == ("Ferry 0 late", "Ann Ash")
    assert "author" not in second and second["published"].startswith("2024-05-03")
    assert items[7].locator.endswith('my "news":8' if kind == "sqlite" else "row:8")
    if not packed:
        assert file_format(path) == kind.partition(" ")[0]


@pytest.mark.parametrize("kind", KINDS)
def test_no_cut_goes_unnoticed(tmp_path: Path, kind: str) -> None:
    data = made(kind, tmp_path)
    path = tmp_path / "cut"
    for length in [*range(20, len(data), len(data) // 60), len(data) - 1]:
        path.write_bytes(data[:length])
        items = list(records(path))
        assert isinstance(items[-1], Rejection), length
        assert items[-1].reason_code == "truncated_file", (length, items[-1])
        assert all(isinstance(item, RawRecord) for item in items[:-1])


@pytest.mark.parametrize("kind", ["arrow", "arrow stream"])
def test_batches_before_a_cut_are_kept(tmp_path: Path, kind: str) -> None:
    data = made(kind, tmp_path)
    path = tmp_path / "cut"
    path.write_bytes(data[: len(data) * 3 // 5])
    assert len(list(records(path))) > 200
