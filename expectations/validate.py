"""Validation: a batch's articles in, a verdict on each out."""

from __future__ import annotations

import gc
import json
import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, NamedTuple

from expectations.article import ArticleFacts
from expectations.catalogue import catalogue
from expectations.facts import facts
from expectations.gate import run_facts
from expectations.spec import CRITICAL, INFO, RUN

if TYPE_CHECKING:
    import pandas as pd

    from expectations.plan import Outcome, Plan


class ExpectationResult(NamedTuple):
    """One expectation on one batch: a row of `expectation_results`, less batch and run_id."""

    suite: str
    expectation: str
    column: str
    severity: str
    description: str
    success: bool
    element_count: int | None
    unexpected_count: int | None
    unexpected_percent: float | None
    observed: str | None


class Verdict(NamedTuple):
    """What validation finds in a batch. A record_id is the article's place in the batch.

    failed: for each record that failed any, the names of the expectations it failed: critical ones first, then
    warnings, each in the order of the catalogue; what is only noted (info) is left out. quarantined: the records that
    failed a critical one.
    """

    failed: dict[int, list[str]]
    quarantined: set[int]
    results: list[ExpectationResult]


def validate(articles: Sequence[ArticleFacts], *, today: date | None = None) -> Verdict:
    """Judge every article of a batch, and the batch as a whole.

    `today` is the day of the run, which dates are compared with; without it, the day it is now in UTC.
    EvaluationError if an expectation cannot be evaluated.
    """
    suites = _plans()
    with _no_collection():
        frames = facts(articles, today=today or datetime.now(UTC).date())
        outcomes = {suite: suites[suite].run(frame) for suite, frame in frames.items()}
    order = {expectation.name: place for place, expectation in enumerate(catalogue())}
    failed: dict[int, set[str]] = {}
    quarantined: set[int] = set()
    for suite, found in outcomes.items():
        for outcome in found:
            expectation = outcome.expectation
            if outcome.success or not expectation.is_row_level or expectation.severity == INFO:
                continue
            records = _records(outcome, frames[suite])
            for record in records:
                failed.setdefault(record, set()).add(expectation.name)
            if expectation.severity == CRITICAL:
                quarantined |= records
    results = sorted(_results(o for found in outcomes.values() for o in found), key=lambda r: order[r.expectation])
    critical = {e.name for e in catalogue() if e.severity == CRITICAL}
    names = {
        record: sorted(names, key=lambda name: (name not in critical, order[name]))
        for record, names in sorted(failed.items())
    }
    return Verdict(names, quarantined, results)


def judge_run(counts: Mapping[str, int]) -> list[ExpectationResult]:
    """Judge a run by its counts: seen, accepted, quarantined, rejected and skipped.

    The run's quality gate has failed if a critical expectation has.
    """
    frame = run_facts(counts)
    found = _plans()[RUN].run(frame)
    figures: dict[str, float] = {str(name): float(column[0]) for name, column in frame.items()}
    return _results(o._replace(observed=_number(figures[o.expectation.column])) for o in found)


def _number(value: float) -> float | None:
    """The one figure that an expectation on a run looks at; None where there are too few records for it."""
    return None if math.isnan(value) else value


def gate_failures(results: Iterable[ExpectationResult]) -> list[ExpectationResult]:
    """The critical expectations on a run that failed; none: the gate is passed."""
    return [r for r in results if r.suite == RUN and r.severity == CRITICAL and not r.success]


def warm() -> None:
    """Import Great Expectations and prepare every suite, so that processes forked from this one need not."""
    _plans()


def _plans() -> dict[str, Plan]:
    """The plans. Great Expectations is imported here, and not before."""
    from expectations.plan import plans

    return plans()


@contextmanager
def _no_collection() -> Iterator[None]:
    """Without cyclic garbage collection: facts make a great many tuples and no cycles, and the collector, walking
    through the whole batch over and over, would take a quarter of the time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _records(outcome: Outcome, frame: pd.DataFrame) -> set[int]:
    """The records whose rows failed."""
    return set(frame["record_id"].to_numpy()[outcome.rows].tolist())


def _results(outcomes: Iterable[Outcome]) -> list[ExpectationResult]:
    return [
        ExpectationResult(
            o.expectation.suite,
            o.expectation.name,
            o.expectation.column,
            o.expectation.severity,
            o.expectation.description,
            o.success,
            o.element_count,
            o.unexpected_count,
            _percent(o),
            None if o.observed is None else json.dumps(o.observed, default=str),
        )
        for o in outcomes
    ]


def _percent(outcome: Outcome) -> float | None:
    """The share of failing rows among all rows looked at, nulls counted in."""
    if outcome.unexpected_count is None or not outcome.element_count:
        return None if outcome.unexpected_count is None else 0.0
    return 100 * outcome.unexpected_count / outcome.element_count
