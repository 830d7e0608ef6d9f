"""The artifacts that a run leaves in Prefect: its summary, what failed, the accounting, and where the report is."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from prefect.artifacts import create_link_artifact, create_markdown_artifact, create_table_artifact

from flows.run import Summary
from flows.summary import accounting_rows, failure_rows, markdown


def publish_artifacts(summary: Summary, page: Path, facts: Mapping[str, Any]) -> None:
    """Leave them with the flow run that is under way. `page` is the run's report, `facts` what it shows."""
    asked = {(row["suite"], row["expectation"]): row["description"] for row in facts["failed_expectations"]}
    create_markdown_artifact(
        markdown(summary, asked, facts["verdict"], str(page)), key="ingest-summary", description="What the run came to"
    )
    create_table_artifact(
        failure_rows(summary, asked),
        key="ingest-failures",
        description="What did not hold, and reasons of losses",
    )
    create_table_artifact(accounting_rows(summary), key="ingest-accounting", description="seen = the sum of the rest")
    create_link_artifact(
        page.resolve().as_uri(), "Data-quality report", key="ingest-report",
        description="On the machine that ran the flow; `copydesk report --serve` shows it there",
    )  # fmt: skip
