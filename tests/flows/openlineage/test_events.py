"""Events: OpenLineage's own client knows all that is in them, and they say what a run did."""

from __future__ import annotations

import pytest

from flows.openlineage.events import Identity
from flows.openlineage.names import of_job
from schemas.registry import TABLES
from tests.flows.openlineage.client import read_by_the_client
from tests.flows.openlineage.samples import NOW, RUN, Event, an_event


@pytest.mark.parametrize("event", [an_event("START"), an_event(), an_event("FAIL", "OSError: gone"), an_event("ABORT")])
def test_the_client_reads_an_event_and_would_write_it_so(event: Event) -> None:
    assert read_by_the_client(event) == event


def test_an_event_says_what_was_written_and_what_was_asserted() -> None:
    [table] = an_event()["outputs"]
    assert (table["namespace"], table["name"]) == ("duckdb:///srv/desk/warehouse.duckdb", "warehouse.main.articles")
    assert [field["name"] for field in table["facets"]["schema"]["fields"]] == list(TABLES["articles"].column_names)
    assert table["outputFacets"]["outputStatistics"]["rowCount"] == 62
    first, second = table["facets"]["dataQualityAssertions"]["assertions"]
    assert (first["column"], first["severity"], first["success"]) == ("headline", "warn", False)
    assert first["actual"] == "2 of 62 rows unexpected"
    assert "column" not in second, "a fact that is no column of the table"


def test_a_run_has_the_same_uuid_in_all_of_its_events() -> None:
    assert RUN.uuid == Identity(RUN.job, RUN.run_id, NOW).uuid
    assert RUN.uuid != Identity(of_job("/srv/other", "ingest", ""), RUN.run_id, NOW).uuid
