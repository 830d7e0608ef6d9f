"""The flow that writes the data-quality report anew. One screen."""

from __future__ import annotations

from prefect import flow
from prefect.artifacts import create_link_artifact

from flows.settings import Settings
from warehouse.home import Home
from warehouse.remote.publication import follow_store
from warehouse.report.build import write_report


@flow(name="report", persist_result=False)
def report(home: str = "copydesk-home", run_id: str = "") -> str:
    """Write the data-quality report, and leave a link to it in Prefect.

    Args:
        home: The home: a folder, or an s3:// address.
        run_id: The run to report on; empty for the last one.

    Returns:
        What the report says of the run, in one sentence.
    """
    place = Home(Settings.load(home=home).home)
    follow_store(place)
    page, facts = write_report(place, run_id or None)
    verdict = str(facts["verdict"])
    create_link_artifact(page.resolve().as_uri(), "Data-quality report", key="daily-report", description=verdict)
    return verdict
