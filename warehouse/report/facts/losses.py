"""The records that a run did not accept: some of each kind, so that no reason hides behind another."""

from __future__ import annotations

from typing import Any

from schemas.ddl import literal
from warehouse.report.facts.asked import Asked
from warehouse.report.facts.focus import said_place

LISTED = 50
HEADLINE, PATH, MESSAGE, EXCERPT = 300, 4096, 1000, 500  # characters kept of texts that come from outside


def loss_facts(asked: Asked, run_id: str) -> dict[str, Any]:
    """`quarantined` and `rejections`: up to 50 each; `listed`: how many that is."""
    run = literal(run_id)
    # the turns are worked out on the keys alone; the texts are fetched for those that are listed
    quarantined = asked.rows(
        "quarantined",
        f"""
        WITH listed AS (
          SELECT rowid, row_number() OVER (PARTITION BY failed_expectations[1] ORDER BY source_path, article_id) AS turn
          FROM quarantined_articles WHERE run_id = {run} ORDER BY turn, failed_expectations[1] LIMIT {LISTED}
        )
        SELECT article_id, left(headline, {HEADLINE}) AS headline, failed_expectations, status,
          left(source_path, {PATH}) AS path, record_locator AS locator
        FROM quarantined_articles WHERE rowid IN (SELECT rowid FROM listed)
        ORDER BY source_path, length(record_locator), record_locator, article_id
        """,
    )
    rejections = asked.rows(
        "rejections",
        f"""
        WITH listed AS (
          SELECT rowid, row_number() OVER (PARTITION BY reason_code ORDER BY path, byte_offset, record_locator) AS turn
          FROM rejections WHERE run_id = {run} ORDER BY turn, reason_code LIMIT {LISTED}
        )
        SELECT left(path, {PATH}) AS path, record_locator AS locator, reason_code, left(message, {MESSAGE}) AS message,
          left(raw_excerpt, {EXCERPT}) AS raw_excerpt
        FROM rejections WHERE rowid IN (SELECT rowid FROM listed)
        ORDER BY reason_code, rejections.path, byte_offset, record_locator
        """,
    )
    for row in rejections:
        row["excerpt"] = said_place(row["message"], row["raw_excerpt"] or "")._asdict()
    for name, table in (("quarantined", "quarantined_articles"), ("rejections", "rejections")):
        asked.queries[f"listed.{name}"] = (
            f"SELECT least(count(*), {LISTED}) AS listed FROM {table} WHERE run_id = {run}"
        )
    listed = {"quarantined": len(quarantined), "rejections": len(rejections)}
    return {"quarantined": quarantined, "rejections": rejections, "listed": listed}
