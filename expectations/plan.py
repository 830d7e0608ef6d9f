"""Great Expectations, asked quickly: a suite whose metrics are worked out once and computed batch after batch.

`Validator.validate_expectation_suite` works out anew, for every batch, which metrics each expectation needs, and in
which order: 8 ms an expectation, whatever the size of the frame. Both depend on the suite alone, so a Plan builds Great
Expectations' own ValidationGraph once and lets Great Expectations compute its metrics and judge the figures. Two more
things are left to the Plan: each expectation is shown its own column and no other (Great Expectations copies all that
it is shown to leave out one column's nulls), and which rows failed is asked only where a count says that some did.
Together: 1 ms an expectation. tests/expectations/test_plan.py compares the results with those of the public way.

Importing this module imports Great Expectations (2.5 CPU-seconds).
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import Any, NamedTuple

import pandas as pd

from expectations.catalogue import suites
from expectations.quick_import import quick_import
from expectations.spec import Expectation

os.environ.setdefault("GX_ANALYTICS_ENABLED", "false")  # read by Great Expectations when it is imported

with quick_import():
    from great_expectations.core.expectation_suite import ExpectationSuite
    from great_expectations.exceptions.exceptions import MetricResolutionError
    from great_expectations.execution_engine.pandas_execution_engine import PandasExecutionEngine
    from great_expectations.expectations.expectation import Expectation as GxExpectation
    from great_expectations.expectations.expectation_configuration import ExpectationConfiguration
    from great_expectations.expectations.metadata_types import FailureSeverity
    from great_expectations.expectations.registry import get_metric_provider
    from great_expectations.validator.metric_configuration import MetricConfiguration, MetricConfigurationID
    from great_expectations.validator.validation_graph import ValidationGraph

RESULT_FORMAT: dict[str, Any] = {
    "result_format": "COMPLETE",  # all failing rows, by their place in the frame
    "exclude_unexpected_values": True,
    "partial_unexpected_count": 0,
    "include_unexpected_rows": False,
    "return_unexpected_index_query": False,
}
_RUNTIME = {"result_format": RESULT_FORMAT}
_COUNT, _ROWS = ".unexpected_count", ".unexpected_index_list"
_ASKED_LATER = (_ROWS, ".unexpected_values", ".unexpected_index_query")  # the last two are never looked at


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


class _Step(NamedTuple):
    """An expectation with the metrics it is judged by. `failures`: how many rows failed; `rows`: which did."""

    expectation: Expectation
    domain: GxExpectation
    ids: dict[str, MetricConfigurationID]
    failures: MetricConfigurationID | None
    rows: MetricConfiguration | None


class Plan:
    """One suite, ready to be run on frames of facts, by as many threads as there are."""

    def __init__(self, suite: str, expectations: Sequence[Expectation]) -> None:
        self.suite = suite
        self._views: dict[str, pd.Index[Any] | None] = {}  # the columns shown under each batch id; None: all
        self._steps: list[_Step] = []
        engine = PandasExecutionEngine(caching=False)
        graph = ValidationGraph(execution_engine=engine)
        for expectation in expectations:
            self._add(expectation, graph, engine)
        self._layers = _layers(graph)
        self.columns = sorted({str(name) for view in self._views.values() if view is not None for name in view})

    def _add(self, expectation: Expectation, graph: ValidationGraph, engine: PandasExecutionEngine) -> None:
        names = _columns(expectation)
        view = f"{self.suite}.{'+'.join(names or ['*'])}"
        self._views[view] = None if names is None else pd.Index(names, dtype=object)
        domain = gx_expectation(expectation, batch_id=view)
        needs = domain.get_validation_dependencies(execution_engine=engine, runtime_configuration=_RUNTIME)
        needed = needs.metric_configurations
        for name, metric in needed.items():
            if not name.endswith(_ASKED_LATER):
                graph.build_metric_dependency_graph(metric, runtime_configuration=_RUNTIME)
        rows = next((metric for name, metric in needed.items() if name.endswith(_ROWS)), None)
        if rows is not None:
            rows.metric_dependencies = _dependencies(rows, engine)
        counted = None if rows is None else needed.get(rows.metric_name.removesuffix(_ROWS) + _COUNT)
        ids = {name: metric.id for name, metric in needed.items()}
        self._steps.append(_Step(expectation, domain, ids, None if counted is None else counted.id, rows))

    def run(self, frame: pd.DataFrame) -> list[Outcome]:
        """What each expectation says of the frame, in order; nothing is wrong with a frame without rows.

        EvaluationError if Great Expectations cannot evaluate one of them.
        """
        if frame.empty:
            return [Outcome(step.expectation, True, 0, 0, [], None) for step in self._steps]
        engine = PandasExecutionEngine(caching=False)
        for view, columns in self._views.items():
            engine.load_batch_data(view, frame if columns is None else _shown(frame, columns))
        metrics: dict[MetricConfigurationID, Any] = {}
        try:
            for layer in self._layers:
                metrics.update(engine.resolve_metrics(layer, metrics, _RUNTIME))
            late = [
                s.rows for s in self._steps if s.rows is not None and s.failures is not None and metrics[s.failures]
            ]
            if late:
                metrics.update(engine.resolve_metrics(late, metrics, _RUNTIME))
        except MetricResolutionError as error:
            raise EvaluationError(f"{self._named(error.failed_metrics)} could not be evaluated: {error}") from error
        return [_outcome(step, metrics, engine, len(frame)) for step in self._steps]

    def _named(self, failed: Iterable[MetricConfiguration]) -> str:
        """The expectations that wait for one of the metrics, or look at the same column."""
        domains = {metric.metric_domain_kwargs_id for metric in failed}
        values = {metric.metric_value_kwargs_id for metric in failed}
        near = [s for s in self._steps if any(i[1] in domains for i in s.ids.values())]
        exact = [s for s in near if any(i[2] in values for i in s.ids.values())]
        return ", ".join(step.expectation.name for step in exact or near or self._steps)


@cache
def plans() -> dict[str, Plan]:
    """A plan for every suite there is; prepared once (1 CPU-second)."""
    return {name: Plan(name, expectations) for name, expectations in suites().items()}


def _columns(expectation: Expectation) -> list[str] | None:
    """The columns that an expectation looks at; None where its arguments may name any."""
    arguments = expectation.check.arguments
    if "row_condition" in arguments or "column_list" in arguments or not expectation.column:
        return None
    other = arguments.get("column_B")
    return [expectation.column] if other is None else [expectation.column, str(other)]


def _shown(frame: pd.DataFrame, columns: pd.Index[Any]) -> pd.DataFrame:
    """Some columns of a frame, not copied; their names as objects, which pandas looks up fastest."""
    names = columns.tolist()
    shown = frame[names[0]].to_frame() if len(names) == 1 else frame[names]
    shown.columns = columns
    return shown


def _dependencies(metric: MetricConfiguration, engine: PandasExecutionEngine) -> dict[str, MetricConfiguration]:
    provider, _ = get_metric_provider(metric.metric_name, engine)
    needs: dict[str, MetricConfiguration] = provider.get_evaluation_dependencies(
        metric=metric, execution_engine=engine, runtime_configuration=_RUNTIME
    )
    return needs


def _layers(graph: ValidationGraph) -> list[list[MetricConfiguration]]:
    """The graph's metrics in an order in which they can be computed, each layer from those before it."""
    metrics = {edge.left.id: edge.left for edge in graph.edges}
    needs: dict[MetricConfigurationID, set[MetricConfigurationID]] = {i: set() for i in metrics}
    for edge in graph.edges:
        if edge.right is not None:
            needs[edge.left.id].add(edge.right.id)
    layers, done = [], set[MetricConfigurationID]()
    while ready := [i for i in needs if i not in done and needs[i] <= done]:
        layers.append([metrics[i] for i in ready])
        done.update(ready)
    return layers


def _outcome(step: _Step, metrics: Mapping[MetricConfigurationID, Any], engine: Any, rows: int) -> Outcome:
    """The judgement of Great Expectations upon its metrics."""
    known = {name: metrics[i] for name, i in step.ids.items() if i in metrics}
    found = step.domain._validate(metrics=known, runtime_configuration=dict(_RUNTIME), execution_engine=engine)
    result = found["result"]
    unexpected = result.get("unexpected_count")
    return Outcome(
        step.expectation,
        bool(found["success"]),
        int(result.get("element_count", rows)),
        None if unexpected is None else int(unexpected),
        [int(row) for row in result.get("unexpected_index_list") or ()],
        result.get("observed_value"),
    )
