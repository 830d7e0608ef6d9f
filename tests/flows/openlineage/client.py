"""OpenLineage's own client as a judge of events: its classes take only what the standard knows."""

from __future__ import annotations

from typing import Any

from openlineage.client.event_v2 import InputDataset, Job, OutputDataset, Run, RunEvent, RunState
from openlineage.client.facet_v2 import (
    data_quality_assertions_dataset,
    documentation_dataset,
    error_message_run,
    input_statistics_input_dataset,
    job_type_job,
    output_statistics_output_dataset,
    processing_engine_run,
    schema_dataset,
)
from openlineage.client.serde import Serde

FACETS = {
    "dataQualityAssertions": data_quality_assertions_dataset.DataQualityAssertionsDatasetFacet,
    "documentation": documentation_dataset.DocumentationDatasetFacet,
    "errorMessage": error_message_run.ErrorMessageRunFacet,
    "inputStatistics": input_statistics_input_dataset.InputStatisticsInputDatasetFacet,
    "jobType": job_type_job.JobTypeJobFacet,
    "outputStatistics": output_statistics_output_dataset.OutputStatisticsOutputDatasetFacet,
    "processing_engine": processing_engine_run.ProcessingEngineRunFacet,
    "schema": schema_dataset.SchemaDatasetFacet,
}
LISTED = {
    "fields": schema_dataset.SchemaDatasetFacetFields,
    "assertions": data_quality_assertions_dataset.Assertion,
}
Event = dict[str, Any]


def read_by_the_client(event: Event) -> Event:
    """The event as the client's classes hold it and its serialiser writes it; TypeError for a field it does not know.

    Each facet's `_schemaURL` is then the client's own, so that a wrong revision shows.
    """
    held = RunEvent(
        eventType=RunState(event["eventType"]),
        eventTime=event["eventTime"],
        producer=event["producer"],
        run=Run(event["run"]["runId"], _facets(event["run"]["facets"])),
        job=Job(event["job"]["namespace"], event["job"]["name"], _facets(event["job"]["facets"])),
        inputs=[
            InputDataset(d["namespace"], d["name"], _facets(d["inputFacets"]), facets=_facets(d["facets"]))
            for d in event["inputs"]
        ],
        outputs=[
            OutputDataset(d["namespace"], d["name"], _facets(d["outputFacets"]), facets=_facets(d["facets"]))
            for d in event["outputs"]
        ],
    )
    written: Event = Serde.to_dict(held)
    return dict(_without_empty(written))


def _facets(facets: Event) -> Event:
    return {name: FACETS[name](**_fields(facet), producer=facet["_producer"]) for name, facet in facets.items()}


def _fields(facet: Event) -> Event:
    own = {name: value for name, value in facet.items() if not name.startswith("_")}
    return {name: [LISTED[name](**item) for item in value] if name in LISTED else value for name, value in own.items()}


def _without_empty(value: Any) -> Any:
    """Without the empty objects and lists that the client writes for optional fields of items."""
    if isinstance(value, dict):
        return {k: _without_empty(v) for k, v in value.items() if k not in ("params",) and (k != "fields" or v)}
    return [_without_empty(item) for item in value] if isinstance(value, list) else value
