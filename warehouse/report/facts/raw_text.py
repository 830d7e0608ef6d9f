"""The raw text of records that were kept out, from the store of raw bytes."""

from __future__ import annotations

from collections.abc import Sequence

import duckdb
import pyarrow.parquet as pq

from warehouse.home import Home
from warehouse.manifest import read_manifest

READ = 100  # records
BYTES = 20_000  # of each


def raw_texts(
    connection: duckdb.DuckDBPyConnection, home: Home, run_id: str, article_ids: Sequence[str]
) -> dict[str, str]:
    """article_id → the beginning of the record's bytes as text, undecodable ones as \\xNN; of those whose bytes the run
    kept."""
    rows = connection.execute(
        "SELECT record_sha256, min(article_id) FROM records WHERE run_id = ? AND article_id IN (SELECT unnest(?)) "
        "AND record_sha256 IS NOT NULL GROUP BY ALL ORDER BY ALL LIMIT ?",
        [run_id, list(article_ids), READ],
    ).fetchall()
    wanted: dict[str, str] = dict(rows)
    found: dict[str, str] = {}
    if not wanted:
        return found
    for part in read_manifest(home).parts:
        path = home.root / part.path
        if part.table != "raw" or part.run_id != run_id or path.suffix != ".parquet" or not path.exists():
            continue
        table = pq.read_table(
            path, columns=["record_sha256", "data"], partitioning=None, filters=[("record_sha256", "in", list(wanted))]
        )
        for row in table.to_pylist():
            found[wanted[row["record_sha256"]]] = (
                row["data"][:BYTES].decode("utf-8", "backslashreplace").replace("\r\n", "\n")
            )
    return found
