"""What the warehouse's DuckDB file knows of articles and their groups, read for the index."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime

import duckdb
import numpy as np
import pyarrow as pa

from warehouse.reprints.index import Articles
from warehouse.reprints.words import Array

AT_ONCE = 20_000  # articles whose bodies are in memory
_HEAD = "('0x' || {}[1:16])::UBIGINT"
_NUMBERS = (
    f"{_HEAD.format('article_id')} AS high, ('0x' || article_id[17:32])::UBIGINT AS low, "
    f"{_HEAD.format('content_sha256')} AS content"
)
_CHECKSUM = "coalesce(bit_xor(('0x' || article_id[1:8] || content_sha256[1:8])::UBIGINT), 0)"


def totals(connection: duckdb.DuckDBPyConnection, new: pa.Array[pa.StringScalar]) -> tuple[int, int]:
    """How many articles there are without the new ones, and their checksum: see `index.checksum`."""
    with _Ids(connection, new):
        sql = f"SELECT count(*), {_CHECKSUM} FROM articles WHERE article_id NOT IN (SELECT article_id FROM reprint_ids)"
        number, checksum = connection.execute(sql).fetchall()[0]
    return int(number), int(checksum)


def articles(connection: duckdb.DuckDBPyConnection) -> Articles:
    """All articles."""
    found = connection.execute(f"SELECT {_NUMBERS} FROM articles").fetchnumpy()
    return Articles(np.column_stack((found["high"], found["low"])), np.asarray(found["content"]))


def texts(
    connection: duckdb.DuckDBPyConnection, ids: pa.Array[pa.StringScalar]
) -> Iterator[tuple[Articles, list[tuple[str | None, str]]]]:
    """Those articles, some thousands at a time, with headline and body; ids that are not in `articles` are left out.

    They are read by where they stand: of articles that came last, only the last pages of the bodies.
    """
    with _Ids(connection, ids):
        sql = "SELECT rowid FROM articles SEMI JOIN reprint_ids USING (article_id) ORDER BY rowid"
        rows = [row for (row,) in connection.execute(sql).fetchall()]
    for start in range(0, len(rows), AT_ONCE):
        some = rows[start : start + AT_ONCE]
        connection.register("reprint_rows", pa.table({"row": pa.array(some, pa.int64())}))
        found = connection.execute(
            f"SELECT {_NUMBERS}, headline, article_body FROM articles WHERE rowid BETWEEN ? AND ? "
            "AND rowid IN (SELECT row FROM reprint_rows)", [some[0], some[-1]],
        ).to_arrow_table()  # fmt: skip
        connection.unregister("reprint_rows")
        numbers = {name: found[name].to_numpy() for name in ("high", "low", "content")}
        ours = Articles(np.column_stack((numbers["high"], numbers["low"])), numbers["content"])
        texts = zip(found["headline"].to_pylist(), found["article_body"].to_pylist(), strict=True)
        yield ours, [(headline, str(body)) for headline, body in texts]


def groups(connection: duckdb.DuckDBPyConnection, ids: pa.Array[pa.StringScalar]) -> list[tuple[str, str]]:
    """(group_id, article_id) of every member of the groups that these articles are in."""
    with _Ids(connection, ids):
        return connection.execute(
            "SELECT group_id, article_id FROM reprints WHERE group_id IN "
            "(SELECT group_id FROM reprints SEMI JOIN reprint_ids USING (article_id))"
        ).fetchall()


def bereaved(connection: duckdb.DuckDBPyConnection) -> list[str]:
    """Articles that are members of a group, but no longer in the warehouse."""
    found = connection.execute("SELECT article_id FROM reprints ANTI JOIN articles USING (article_id)").fetchall()
    return [article_id for (article_id,) in found]


def versions(connection: duckdb.DuckDBPyConnection, ids: pa.Array[pa.StringScalar]) -> list[str]:
    """Those of these articles that have other versions and are in no group."""
    with _Ids(connection, ids):
        found = connection.execute(
            "WITH asked AS (SELECT article_id, work_id FROM articles SEMI JOIN reprint_ids USING (article_id)) "
            "SELECT article_id FROM asked ANTI JOIN reprints USING (article_id) WHERE work_id IN "
            "(SELECT work_id FROM articles SEMI JOIN asked USING (work_id) GROUP BY work_id HAVING count(*) > 1)"
        ).fetchall()
    return [article_id for (article_id,) in found]


def facts(
    connection: duckdb.DuckDBPyConnection, ids: pa.Array[pa.StringScalar]
) -> dict[str, tuple[str, datetime | None, str | None]]:
    """work_id, date_published and credit of these articles."""
    with _Ids(connection, ids):
        found = connection.execute(
            "SELECT article_id, work_id, date_published, credit FROM articles SEMI JOIN reprint_ids USING (article_id)"
        ).to_arrow_table()
    columns = (found[name].to_pylist() for name in found.column_names)
    return {article_id: (work, date, credit) for article_id, work, date, credit in zip(*columns, strict=True)}


def numbers(ids: Sequence[str | None]) -> Array:
    """Article ids as uint64, articles by 2."""
    return np.array([(int(i[:16], 16), int(i[16:], 16)) for i in ids if i], np.uint64).reshape(-1, 2)


def ids(numbers: Array) -> pa.Array[pa.StringScalar]:
    """What `numbers` came from."""
    return pa.array([f"{high:016x}{low:016x}" for high, low in numbers.tolist()], pa.string())


class _Ids:
    """The table `reprint_ids`, for the time of a query."""

    def __init__(self, connection: duckdb.DuckDBPyConnection, ids: pa.Array[pa.StringScalar]) -> None:
        self._connection, self._ids = connection, ids

    def __enter__(self) -> None:
        self._connection.register("reprint_ids", pa.table({"article_id": self._ids}))

    def __exit__(self, *_: object) -> None:
        self._connection.unregister("reprint_ids")
