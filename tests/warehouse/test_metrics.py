"""The figures that Prometheus reads are those of the tables."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from prometheus_client.parser import text_string_to_metric_families

from tests.warehouse.conftest import Load, article
from warehouse.database import NoWarehouseError
from warehouse.home import Home
from warehouse.metrics import metrics

DAY = datetime(2019, 12, 31, tzinfo=UTC)


def samples(home: Home) -> dict[tuple[str, ...], float]:
    """(name, label values) → value, as Prometheus' own parser reads them."""
    families = text_string_to_metric_families(metrics(home).decode())
    return {(s.name, *s.labels.values()): s.value for family in families for s in family.samples}


def test_what_the_tables_say(home: Home, load: Load) -> None:
    load("r1", [article("One", DAY), article("Two", DAY)], [article("Bad one")])
    load("r2", [article("Three")])
    found = samples(home)
    assert found["copydesk_records_total", "accepted"] == 3
    assert found["copydesk_records_total", "quarantined"] == 1
    assert found["copydesk_articles",] == 3
    assert found["copydesk_quarantine_open",] == 1
    assert found["copydesk_publications_total",] == 2
    assert found["copydesk_bytes", "duckdb"] == home.warehouse.resolve().stat().st_size
    assert ("copydesk_last_run_finished_timestamp_seconds", "ingest", "completed") in found


def test_a_home_without_a_warehouse(home: Home) -> None:
    with pytest.raises(NoWarehouseError, match="holds no warehouse yet"):
        metrics(home)
