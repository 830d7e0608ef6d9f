"""Great Expectations, asked quickly: a suite whose metrics are worked out once and computed batch after batch.

`Validator.validate_expectation_suite` works out anew, for every batch, which metrics each expectation needs: 8 ms an
expectation, whatever the size of the frame. The metrics depend on the suite alone, so a Plan builds Great
Expectations' own ValidationGraph once and lets Great Expectations resolve it for each frame and judge the figures:
2 ms an expectation. tests/expectations/test_plan.py compares the results with those of the public way.

Importing this module imports Great Expectations (2.5 CPU-seconds).
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from threading import Lock
from typing import Any, NamedTuple

import pandas as pd

from expectations.catalogue import suites
from expectations.quick_import import quick_import
from expectations.spec import Expectation

os.environ.setdefault("GX_ANALYTICS_ENABLED", "false")  # read by Great Expectations when it is imported

with quick_import():
    from great_expectations.core.expectation_suite import ExpectationSuite
    from great_expectations.execution_engine.pandas_execution_engine import PandasExecutionEngine
    from great_expectations.expectations.expectation import Expectation as GxExpectation
    from great_expectations.expectations.expectation_configuration import ExpectationConfiguration
    from great_expectations.expectations.metadata_types import FailureSeverity
    from great_expectations.validator.metric_configuration import MetricConfigurationID
    from great_expectations.validator.validation_graph import ValidationGraph

RESULT_FORMAT: dict[str, Any] = {
    "result_format": "COMPLETE",  # all failing rows, by their place in the frame
    "exclude_unexpected_values": True,
    "partial_unexpected_count": 0,
    "include_unexpected_rows": False,
    "return_unexpected_index_query": False,
}
_RUNTIME = {"result_format": RESULT_FORMAT}


class EvaluationError(RuntimeError):
    """An expectation could not be evaluated: a fault of ours, never of the data."""


class Outcome(NamedTuple):
    """What Great Expectations found. `rows`: places in the frame of the rows that failed."""

    expectation: Expectation
    success: bool
    element_count: int | None
    unexpected_count: int | None
    rows: list[int]
    observed: object


def gx_expectation(expectation: Expectation, **more: object) -> GxExpectation:
    """The Great Expectations object that evaluates an expectation."""
    pair = "column_B" in expectation.check.arguments
    column = {"column_A" if pair else "column": expectation.column}
    configuration = ExpectationConfiguration(
        type=expectation.check.type,
        kwargs={**column, **expectation.check.arguments, **more},
        severity=FailureSeverity(expectation.severity),
        meta={"name": expectation.name},
    )
    return configuration.to_domain_obj()


def gx_suite(name: str, expectations: Sequence[Expectation]) -> ExpectationSuite:
    """The same expectations as a suite for a Data Context, a Checkpoint or a notebook."""
    return ExpectationSuite(name=name, expectations=[gx_expectation(e) for e in expectations])


class Plan:
    """One suite, ready to be run on frames of facts. Runs one frame at a time, whatever the number of threads."""

    def __init__(self, suite: str, expectations: Sequence[Expectation]) -> None:
        self.suite = suite
        self._batch_id = suite
        self._engine = PandasExecutionEngine(caching=False)
        self._graph = ValidationGraph(execution_engine=self._engine)
        self._lock = Lock()
        self._steps: list[tuple[Expectation, GxExpectation, dict[str, MetricConfigurationID]]] = []
        for expectation in expectations:
            domain = gx_expectation(expectation, batch_id=self._batch_id)
            needs = domain.get_validation_dependencies(execution_engine=self._engine, runtime_configuration=_RUNTIME)
            for metric in needs.get_metric_configurations():
                self._graph.build_metric_dependency_graph(metric, runtime_configuration=_RUNTIME)
            ids = {name: metric.id for name, metric in needs.metric_configurations.items()}
            self._steps.append((expectation, domain, ids))
        self.columns = sorted(
            {str(c) for e in expectations for c in (e.column, e.check.arguments.get("column_B")) if c is not None}
        )

    def run(self, frame: pd.DataFrame) -> list[Outcome]:
        """What each expectation says of the frame, in order; nothing is wrong with a frame without rows.

        EvaluationError if Great Expectations cannot evaluate one of them.
        """
        if frame.empty:
            return [Outcome(e, True, 0, 0, [], None) for e, _, _ in self._steps]
        with self._lock:
            # only what is looked at: Great Expectations copies the whole frame to leave out a column's nulls
            self._engine.load_batch_data(self._batch_id, frame[self.columns])
            try:
                metrics, aborted = self._graph.resolve(runtime_configuration=_RUNTIME, show_progress_bars=False)
            finally:
                self._engine.load_batch_data(self._batch_id, frame.iloc[:0])
        outcomes = []
        for expectation, domain, ids in self._steps:
            if not all(i in metrics for i in ids.values()):
                raise EvaluationError(f"{expectation.name} could not be evaluated: {_reasons(aborted, ids.values())}")
            found = domain._validate(
                metrics={name: metrics[i] for name, i in ids.items()},
                runtime_configuration=dict(_RUNTIME),
                execution_engine=self._engine,
            )
            outcomes.append(_outcome(expectation, found, len(frame)))
        return outcomes


@cache
def plans() -> dict[str, Plan]:
    """A plan for every suite there is; prepared once (1 CPU-second)."""
    return {name: Plan(name, expectations) for name, expectations in suites().items()}


def _reasons(aborted: Mapping[MetricConfigurationID, Any], needed: Iterable[MetricConfigurationID]) -> str:
    """Why metrics could not be computed, as Great Expectations says it."""
    domains = {metric.metric_domain_kwargs_id for metric in needed}
    found = [
        f"{metric.metric_name}: {info['exception_info'].exception_message}"
        for metric, info in aborted.items()
        if metric.metric_domain_kwargs_id in domains
    ]
    return "; ".join(found) or "a metric is missing"


def _outcome(expectation: Expectation, found: Any, rows: int) -> Outcome:
    result = found["result"]
    unexpected = result.get("unexpected_count")
    return Outcome(
        expectation,
        bool(found["success"]),
        int(result.get("element_count", rows)),
        None if unexpected is None else int(unexpected),
        [int(row) for row in result.get("unexpected_index_list") or ()],
        result.get("observed_value"),
    )
