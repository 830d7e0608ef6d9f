"""The records that a run did not accept: some of each kind, so that no reason hides behind another."""

from __future__ import annotations

from typing import Any

import duckdb

from warehouse.report.ask import ask

LISTED = 50
HEADLINE, PATH, MESSAGE, EXCERPT = 300, 4096, 1000, 500  # characters kept of texts that come from outside

# the turns are worked out on the keys alone; the texts are fetched for those that are listed
_QUARANTINED = f"""
    WITH listed AS (
        SELECT rowid, row_number() OVER (PARTITION BY failed_expectations[1] ORDER BY source_path, article_id) AS turn
        FROM quarantined_articles WHERE run_id = ? ORDER BY turn, failed_expectations[1] LIMIT {LISTED}
    )
    SELECT article_id, left(headline, {HEADLINE}) AS headline, failed_expectations,
           left(source_path, {PATH}) AS path, record_locator AS locator
    FROM quarantined_articles WHERE rowid IN (SELECT rowid FROM listed)
    ORDER BY source_path, length(record_locator), record_locator, article_id
"""  # names of our own; values are parameters
_REJECTIONS = f"""
    WITH listed AS (
        SELECT rowid, row_number() OVER (PARTITION BY reason_code ORDER BY path, byte_offset, record_locator) AS turn
        FROM rejections WHERE run_id = ? ORDER BY turn, reason_code LIMIT {LISTED}
    )
    SELECT left(path, {PATH}) AS path, record_locator AS locator, reason_code, left(message, {MESSAGE}) AS message,
           left(raw_excerpt, {EXCERPT}) AS raw_excerpt
    FROM rejections WHERE rowid IN (SELECT rowid FROM listed)
    ORDER BY reason_code, rejections.path, byte_offset, record_locator
"""  # names of our own; values are parameters


def loss_facts(connection: duckdb.DuckDBPyConnection, run_id: str) -> dict[str, Any]:
    """`quarantined` and `rejections`: up to 50 each; `listed`: how many that is."""
    quarantined, rejections = ask(connection, _QUARANTINED, run_id), ask(connection, _REJECTIONS, run_id)
    listed = {"quarantined": len(quarantined), "rejections": len(rejections)}
    return {"quarantined": quarantined, "rejections": rejections, "listed": listed}
