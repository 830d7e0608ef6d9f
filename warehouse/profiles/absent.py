"""Sources that earlier runs had and this one has not, although it looked where they lay."""

from __future__ import annotations

from collections.abc import Collection

import duckdb
import pyarrow as pa

from warehouse.profiles.records import PUBLISHER
from warehouse.profiles.roots import covered, roots
from warehouse.profiles.runs import Earlier, ThisRun


def absent(
    connection: duckdb.DuckDBPyConnection, this: ThisRun, earlier: Earlier, missing: Collection[tuple[str, str]]
) -> list[tuple[str, str]]:
    """Those of the `missing` (publisher, source format) whose files lay where this run looked.

    A run over another folder says nothing of them, nor does one over some of the folders.
    """
    if not missing or not earlier.run_ids:
        return []
    names, formats = zip(*missing, strict=True)
    connection.register("missing", pa.table({"publisher": pa.array(names), "source_format": pa.array(formats)}))
    rows = connection.execute(
        f"""
        SELECT publisher, source_format, min(source_path), max(source_path) FROM missing JOIN (
            SELECT {PUBLISHER} AS publisher, source_format, source_path FROM articles WHERE run_id >= ?
            UNION ALL
            SELECT {PUBLISHER}, source_format, source_path FROM quarantined_articles WHERE run_id >= ?
        ) USING (publisher, source_format) GROUP BY ALL ORDER BY ALL
        """,
        [earlier.run_ids[-30:][0]] * 2,
    ).fetchall()
    connection.unregister("missing")
    looked_into = roots(this.sources)
    return [
        (publisher, source_format)
        for publisher, source_format, first, last in rows
        if covered(first, looked_into) and covered(last, looked_into)
    ]
