"""A home's figures as Prometheus reads them; see docs/operations.md for what to alarm on.

All of them are asked of the snapshot: whatever ran, wherever it ran, is in them. Counters restart with the home.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import duckdb
import orjson
from prometheus_client import CollectorRegistry, generate_latest
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, Metric

from schemas.vocabularies import OUTCOMES
from warehouse.database import open_snapshot
from warehouse.home import Home
from warehouse.manifest import read_manifest

_TOTALS = f"SELECT {', '.join(f'coalesce(sum({name}), 0)::BIGINT' for name in OUTCOMES)} FROM runs"
_LAST = """
    SELECT kind, arg_max(status, run_id), epoch(max(finished_at)), arg_max(timings, run_id),
           arg_max(epoch(finished_at) - epoch(started_at), run_id)
    FROM runs GROUP BY kind ORDER BY kind
"""
_FAILED = """
    SELECT severity, count(DISTINCT (suite, expectation)) FROM expectation_results
    WHERE run_id = (SELECT max(run_id) FROM runs WHERE kind = 'ingest') AND NOT success GROUP BY severity ORDER BY ALL
"""


def metrics(home: Home) -> bytes:
    """The figures in Prometheus' text format. NoWarehouseError if there is no warehouse."""
    registry = CollectorRegistry(auto_describe=False)
    with open_snapshot(home) as connection:
        registry.register(_Collector([*_of_tables(connection), *_of_files(home)]))
    return generate_latest(registry)


class _Collector:
    """What was measured already, in the form that the library collects."""

    def __init__(self, families: list[Metric]) -> None:
        self._families = families

    def collect(self) -> list[Metric]:
        return self._families


def _of_tables(connection: duckdb.DuckDBPyConnection) -> Iterator[Metric]:
    records = CounterMetricFamily("copydesk_records", "Records of all runs, by outcome.", labels=["outcome"])
    for outcome, count in zip(OUTCOMES, connection.execute(_TOTALS).fetchall()[0], strict=True):
        records.add_metric([outcome], count)
    yield records
    yield _gauge(connection, "copydesk_articles", "Articles in their newest version.",
                 "SELECT count(*) FROM articles WHERE is_current")  # fmt: skip
    yield _gauge(connection, "copydesk_quarantine_open", "Quarantined articles that nobody has settled.",
                 "SELECT count(*) FROM quarantined_articles WHERE status = 'open'")  # fmt: skip
    failed = GaugeMetricFamily(
        "copydesk_expectations_failed", "Expectations that did not hold in the last ingest.", labels=["severity"]
    )
    for severity, count in connection.execute(_FAILED).fetchall():
        failed.add_metric([severity], count)
    yield failed
    yield from _of_runs(connection.execute(_LAST).fetchall())


def _of_runs(rows: list[tuple[Any, ...]]) -> Iterator[Metric]:
    """Of the last run of each kind."""
    finished = GaugeMetricFamily(
        "copydesk_last_run_finished_timestamp_seconds", "When the last run of a kind was published.",
        labels=["kind", "status"],
    )  # fmt: skip
    lasted = GaugeMetricFamily(
        "copydesk_last_run_duration_seconds", "How long the last run of a kind took.", labels=["kind"]
    )
    stages = GaugeMetricFamily(
        "copydesk_last_run_stage_seconds", "Seconds that the last run of a kind spent in a stage.",
        labels=["kind", "stage"],
    )  # fmt: skip
    for kind, status, instant, timings, seconds in rows:
        finished.add_metric([kind, status], instant)
        lasted.add_metric([kind], seconds)
        for stage, spent in orjson.loads(timings or "{}").items():
            stages.add_metric([kind, stage], spent)
    yield from (finished, lasted, stages)


def _of_files(home: Home) -> Iterator[Metric]:
    manifest = read_manifest(home)
    sizes = GaugeMetricFamily("copydesk_bytes", "Bytes of the warehouse's files.", labels=["what"])
    sizes.add_metric(["parquet"], sum(part.bytes for part in manifest.parts))
    sizes.add_metric(["duckdb"], home.warehouse.resolve().stat().st_size)
    yield sizes
    yield GaugeMetricFamily("copydesk_parquet_parts", "Parquet parts.", value=len(manifest.parts))
    yield CounterMetricFamily("copydesk_publications", "Publications so far.", value=manifest.sequence)


def _gauge(connection: duckdb.DuckDBPyConnection, name: str, what: str, sql: str) -> Metric:
    return GaugeMetricFamily(name, what, value=connection.execute(sql).fetchall()[0][0])
