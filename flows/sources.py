"""What a run does about its sources: the schema contract of their dumps, and the comparison with earlier runs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

import duckdb
import pyarrow as pa

from expectations.drift.settings import Drift, drift
from expectations.policy import Policy
from expectations.policy.regrade import regraded
from expectations.results import ExpectationResult
from warehouse.database import NoWarehouseError, open_snapshot
from warehouse.home import Home
from warehouse.profiles import ThisRun, field_rows, history, known_fields, measure

if TYPE_CHECKING:
    from flows.parse.readers.contract import Contract

Rows = Sequence[Mapping[str, Any]]
Judgement = tuple[list[dict[str, Any]], list[ExpectationResult], list[str]]


class Judge(Protocol):
    """Who asks Great Expectations: the worker pool, whose processes have imported it."""

    def judge(self, counts: Mapping[str, int], policy: Policy) -> list[ExpectationResult]:
        """What is expected of a run, by its counts."""
        ...

    def judge_sources(
        self, measured: Rows, known: pa.Table, started: datetime, fields: Rows, settings: Drift
    ) -> Judgement:
        """Measurements, their history, the run's start, fields of dumps → expectations.drift.judge.Judged."""
        ...


class Sources(NamedTuple):
    """Rows of `source_measurements` and `source_fields`, of `expectation_results`, and the messages of breaches."""

    measurements: list[dict[str, Any]]
    fields: list[dict[str, Any]]
    results: list[ExpectationResult]
    breaches: list[str]


def contract(home: Home, policy: Policy) -> Contract | None:
    """The contract that a run's dumps are under; None where all fields are taken in."""
    modes = {policy.schema_contract, *(rule.schema_contract for rule in policy.rules)}
    if modes <= {"evolve", None}:
        return None
    from flows.parse.readers.contract import Contract

    try:
        with open_snapshot(home) as connection:
            return Contract(policy.contract_for, known_fields(connection))
    except NoWarehouseError:
        return Contract(policy.contract_for, {})


def judged(
    connection: duckdb.DuckDBPyConnection,
    this: ThisRun,
    met: Mapping[tuple[str, str, str, str], int],
    policy: Policy,
    judge: Judge,
) -> Sources:
    """Measure a run whose records are all loaded, and compare it with earlier ones. `met`: the fields of its dumps."""
    settings = drift(dict(policy.drift))
    measured = measure(connection, this, from_records=settings.records_measured)
    known = history(connection, this, measured, runs=settings.runs_compared)
    fields = field_rows(connection, this, met)
    rows, results, breaches = judge.judge_sources(measured, known, this.started, fields, settings)
    of_run = {"run_id": this.run_id}
    found = regraded(results, policy)
    return Sources([row | of_run for row in rows], [row | of_run for row in fields], found, breaches)
