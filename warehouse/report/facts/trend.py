"""The last runs that took raw files in: how much, how well, how late."""

from __future__ import annotations

from schemas.ddl import literal
from warehouse.report.ask import Row
from warehouse.report.facts.asked import Asked, instant
from warehouse.report.facts.filled import rates
from warehouse.report.facts.runs import COUNTS, SHARE_ACCEPTED

RUNS = 40
RECENT_DAYS = 30  # what is older when it comes is an archive's, and tells nothing of lag
LAG_HOURS = "(epoch_us(ingested_at) - epoch_us(date_published)) / 3.6e9"


def window(asked: Asked, until: str) -> list[str]:
    """The ids of the last runs of kind `ingest`, oldest first."""
    rows = asked.connection.execute(
        "SELECT run_id FROM runs WHERE kind = 'ingest' AND run_id <= ? ORDER BY run_id DESC LIMIT ?", [until, RUNS]
    ).fetchall()
    return [run_id for (run_id,) in reversed(rows)]


def listed(until: str) -> str:
    """SQL: how many runs the window holds."""
    return f"SELECT least(count(*), {RUNS}) AS listed FROM runs WHERE kind = 'ingest' AND run_id <= {literal(until)}"


def among(run_ids: list[str]) -> str:
    """SQL: the run is one of a window of consecutive runs. Articles that another kind of run made are not in one."""
    if not run_ids:
        return "false"
    ids = ", ".join(map(literal, run_ids))
    return f"run_id IN ({ids})"


def trend(asked: Asked, run_ids: list[str]) -> list[Row]:
    """A row a run, oldest first: counts, `pass_rate` (of what was taken in), `fill` (field → share of its articles),
    `lag_p50` and `lag_p95`: hours from publication to ingestion, of articles of the last 30 days."""
    where = among(run_ids)
    return asked.rows(
        "trend",
        f"""
        WITH own AS (
          SELECT run_id, {rates()} AS fill,
            quantile_cont({LAG_HOURS}, [0.5, 0.95]) FILTER ({LAG_HOURS} <= {24 * RECENT_DAYS}) AS lags
          FROM articles WHERE {where} GROUP BY run_id
        )
        SELECT run_id, {instant("started_at")} AS started_at, status, {COUNTS} AS counts, {SHARE_ACCEPTED} AS pass_rate,
          round(lags[1], 3) AS lag_p50, round(lags[2], 3) AS lag_p95, fill
        FROM runs LEFT JOIN own USING (run_id) WHERE {where} ORDER BY run_id
        """,
    )
