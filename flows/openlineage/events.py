"""The events of a run as OpenLineage 2-0-2 writes them: plain objects, made without I/O.

Each facet names the version of its own schema that it follows.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from importlib.metadata import version
from typing import Any, NamedTuple
from uuid import NAMESPACE_URL, uuid5

from flows.openlineage.names import Name
from schemas.column import Table
from schemas.ddl import DUCKDB

SPEC = "https://openlineage.io/spec"
SEVERITY = {"critical": "error", "warning": "warn"}  # the standard's words; `info` has none, and stays
Object = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Identity:
    """The run that events speak of."""

    job: Name
    run_id: str
    started: datetime

    @property
    def uuid(self) -> str:
        """The run's UUID: the same for the same run, another for a run of another job."""
        return str(uuid5(NAMESPACE_URL, f"{self.job.namespace}/{self.job.name}/{self.run_id}"))


class Amount(NamedTuple):
    """What was read from, or written to, a dataset."""

    rows: int
    bytes: int
    files: int


class Assertion(NamedTuple):
    """One expectation on a table in a run, all of its batches together."""

    name: str
    column: str | None
    severity: str
    description: str
    success: bool
    unexpected: int
    looked_at: int


@cache
def producer() -> str:
    """Who tells: a package URL (https://github.com/package-url/purl-spec)."""
    return f"pkg:pypi/copydesk@{version('copydesk')}"


def run_event(
    kind: str, at: datetime, run: Identity, inputs: Sequence[Object], outputs: Sequence[Object], error: str = ""
) -> Object:
    """One event: `kind` is START, COMPLETE, FAIL or ABORT. `error`: why it failed."""
    own = version("copydesk")
    facets = {
        "processing_engine": _facet(
            "ProcessingEngineRunFacet", "1-1-1", version=own, name="Copydesk", openlineageAdapterVersion=own
        )
    }
    if error:
        facets["errorMessage"] = _facet("ErrorMessageRunFacet", "1-0-1", message=error, programmingLanguage="PYTHON")
    kind_of_job = {"processingType": "BATCH", "integration": "COPYDESK", "jobType": "JOB"}
    job_facets = {"jobType": _facet("JobTypeJobFacet", "2-0-4", **kind_of_job)}
    return {
        "eventType": kind,
        "eventTime": at.isoformat(),
        "producer": producer(),
        "schemaURL": f"{SPEC}/2-0-2/OpenLineage.json#/$defs/RunEvent",
        "run": {"runId": run.uuid, "facets": facets},
        "job": {"namespace": run.job.namespace, "name": run.job.name, "facets": job_facets},
        "inputs": list(inputs),
        "outputs": list(outputs),
    }


def input_dataset(name: Name, amount: Amount | None = None) -> Object:
    """What a run reads."""
    facets = {"inputStatistics": _facet("InputStatisticsInputDatasetFacet", "1-0-0", **_amount(amount))}
    return {**name._asdict(), "facets": {}, "inputFacets": facets if amount else {}}


def output_table(name: Name, table: Table, amount: Amount, assertions: Iterable[Assertion]) -> Object:
    """A table that a run wrote to: its columns, how much was written, and what was asserted of it."""
    fields = [
        {"name": c.name, "type": DUCKDB[c.type], "description": c.description, "ordinal_position": place}
        for place, c in enumerate(table.columns, start=1)
    ]
    facets = {
        "schema": _facet("SchemaDatasetFacet", "1-2-0", fields=fields),
        "documentation": _facet("DocumentationDatasetFacet", "1-1-0", description=f"A row is {table.row}."),
    }
    if found := [_assertion(table, assertion) for assertion in assertions]:
        facets["dataQualityAssertions"] = _facet("DataQualityAssertionsDatasetFacet", "1-1-0", assertions=found)
    written = _facet("OutputStatisticsOutputDatasetFacet", "1-0-2", **_amount(amount))
    return {**name._asdict(), "facets": facets, "outputFacets": {"outputStatistics": written}}


def _assertion(table: Table, found: Assertion) -> Object:
    column = {"column": found.column} if found.column in table.column_names else {}
    return {
        "assertion": found.name, "success": found.success, **column,
        "severity": SEVERITY.get(found.severity, found.severity), "description": found.description,
        "actual": f"{found.unexpected} of {found.looked_at} rows unexpected",
    }  # fmt: skip


def _amount(amount: Amount | None) -> Mapping[str, int]:
    return {"rowCount": amount.rows, "size": amount.bytes, "fileCount": amount.files} if amount else {}


def _facet(schema: str, revision: str, /, **fields: Any) -> Object:
    return {"_producer": producer(), "_schemaURL": f"{SPEC}/facets/{revision}/{schema}.json#/$defs/{schema}", **fields}
