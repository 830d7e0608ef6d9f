"""Rejected records of each source: whose they are is told by what lies beside them."""

from __future__ import annotations

import duckdb

from warehouse.ledger import RETRY
from warehouse.profiles.records import PUBLISHER
from warehouse.profiles.runs import Earlier

MOSTLY = 0.9  # of the articles in a file or folder, from which on a rejected record there is their publisher's, too
RUNS_BEFORE = 5

FOLDER_KEY = r"regexp_replace(regexp_replace({0}, '[^/]*$', ''), '\d+', '#', 'g')"
"""SQL: the folder of a path, without its numbers."""


def rejected(connection: duckdb.DuckDBPyConnection, earlier: Earlier) -> dict[tuple[str, str], int]:
    """(publisher, source format) → records rejected in this run, as far as it can be told.

    First by the other records of the same file, then by those of the same folder in this run, then by those of the
    same folder in the runs before.
    """
    connection.execute(
        "CREATE OR REPLACE TEMP TABLE run_rejections AS SELECT path FROM rejections "
        "WHERE run_id IN (SELECT unnest(?)) AND NOT list_contains(?, reason_code)",
        [list(earlier.together), RETRY],
    )
    counts: dict[tuple[str, str], int] = {}
    places: tuple[tuple[str, str, str, list[list[str]]], ...] = (
        ("path", "source_path", "run_records", []),
        (FOLDER_KEY.format("path"), FOLDER_KEY.format("source_path"), "run_records", []),
        (FOLDER_KEY.format("path"), FOLDER_KEY.format("source_path"), _BEFORE, [list(earlier.run_ids[-RUNS_BEFORE:])]),
    )
    for theirs, beside, where, parameters in places:
        if not connection.execute("SELECT count(*) FROM run_rejections").fetchall()[0][0]:
            break
        connection.execute(
            f"""
            CREATE OR REPLACE TEMP TABLE owners AS
            SELECT place, arg_max(publisher, n) AS publisher, arg_max(source_format, n) AS source_format
            FROM (SELECT {beside} AS place, publisher, source_format, count(*) AS n FROM {where} GROUP BY ALL)
            GROUP BY place HAVING max(n) >= {MOSTLY} * sum(n)
            """,
            parameters,
        )
        for publisher, source_format, count in connection.execute(
            "SELECT publisher, source_format, count(*) "
            f"FROM run_rejections JOIN owners ON place = {theirs} GROUP BY ALL"
        ).fetchall():
            counts[publisher, source_format] = counts.get((publisher, source_format), 0) + count
        connection.execute(f"DELETE FROM run_rejections WHERE {theirs} IN (SELECT place FROM owners)")
        connection.execute("DROP TABLE owners")
    connection.execute("DROP TABLE run_rejections")
    return counts


_BEFORE = (
    f"(SELECT {PUBLISHER} AS publisher, source_format, source_path FROM articles WHERE run_id IN (SELECT unnest(?)))"
)
