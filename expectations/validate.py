"""Validation: a batch's articles in, a verdict on each out."""

from __future__ import annotations

import gc
import json
import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from expectations.article import ArticleFacts
from expectations.division import Division, Rows, divide, part, rows_of
from expectations.facts import facts
from expectations.gate import run_facts
from expectations.policy.model import DEFAULT, Policy
from expectations.policy.variants import resolved
from expectations.results import ExpectationResult, Verdict, gate_failures
from expectations.spec import CRITICAL, INFO, RUN, Expectation
from expectations.user_suites.own_facts import add_own_facts

if TYPE_CHECKING:
    import pandas as pd

    from expectations.plan import Outcome
    from expectations.prepared import Prepared

__all__ = ["ExpectationResult", "Verdict", "gate_failures", "judge_run", "validate", "warm"]


def validate(articles: Sequence[ArticleFacts], *, today: date | None = None, policy: Policy = DEFAULT) -> Verdict:
    """Judge every article of a batch, and the batch as a whole, as the policy has it.

    `today` is the day of the run, which dates are compared with; without it, the day it is now in UTC.
    Articles to which other rules of the policy apply are judged apart, and so is the batch of them.
    EvaluationError if an expectation cannot be evaluated; PolicyError if it is one of the user's own.
    """
    verdict = Verdict({}, set(), [])
    with _no_collection():
        frames = facts(articles, today=today or datetime.now(UTC).date())
        if policy.suites:
            frames = add_own_facts(frames, articles, policy)
        shared = list(_run(_shared_plans(policy), frames))
        for division in divide(articles, policy):
            own = _run(_own_plans(policy, division.rules), part(frames, division.places))
            _enter([*_divided(shared, division), *own], division, policy, verdict)
    return verdict._replace(failed=dict(sorted(verdict.failed.items())))


class _Found(NamedTuple):
    """An outcome, and the frame whose rows it names."""

    outcome: Outcome
    frame: pd.DataFrame


def _run(plans: Mapping[str, Iterable[Prepared]], frames: Mapping[str, pd.DataFrame]) -> Iterator[_Found]:
    for suite, frame in frames.items():
        for plan in plans.get(suite, ()):
            for outcome in plan.run(frame):
                yield _Found(outcome, frame)


def _divided(found: Iterable[_Found], division: Division) -> Iterator[_Found]:
    """What was found of each row of a batch, of the rows of one division."""
    masks: dict[str, Rows] = {}
    for outcome, frame in found:
        suite = outcome.expectation.suite
        if suite not in masks:
            masks[suite] = rows_of(frame, division.places)
        rows = [row for row in outcome.rows if masks[suite][row]]
        count = int(masks[suite].sum())
        yield _Found(
            outcome._replace(success=not rows, element_count=count, unexpected_count=len(rows), rows=rows), frame
        )


def _enter(found: list[_Found], division: Division, policy: Policy, verdict: Verdict) -> None:
    """Enter what was found of a division's articles into the verdict."""
    expectations = resolved(policy, division.rules)
    order = {expectation.name: place for place, expectation in enumerate(expectations)}
    failed: dict[int, set[str]] = {}
    for outcome, frame in found:
        expectation = outcome.expectation
        if outcome.success or not expectation.is_row_level or expectation.severity == INFO:
            continue
        records = set(frame["record_id"].to_numpy()[outcome.rows].tolist())
        for record in records:
            failed.setdefault(record, set()).add(expectation.name)
        if expectation.severity == CRITICAL:
            verdict.quarantined.update(records)
    critical = {e.name for e in expectations if e.severity == CRITICAL}
    for record, names in failed.items():
        verdict.failed[record] = sorted(names, key=lambda name: (name not in critical, order[name]))
    outcomes = sorted((outcome for outcome, _ in found), key=lambda outcome: order[outcome.expectation.name])
    verdict.results.extend(_result(outcome, division.scope) for outcome in outcomes)


def judge_run(counts: Mapping[str, int], policy: Policy = DEFAULT) -> list[ExpectationResult]:
    """Judge a run by its counts: seen, accepted, quarantined, rejected and skipped.

    `expectations.results.gate_failures` tells whether the run's quality gate has failed.
    """
    frame = run_facts(counts)
    figures: dict[str, float] = {str(name): float(column[0]) for name, column in frame.items()}
    return [
        _result(outcome._replace(observed=_number(figures[outcome.expectation.column])))
        for outcome, _ in _run(_own_plans(policy), {RUN: frame})
    ]


def _number(value: float) -> float | None:
    """The one figure that an expectation on a run looks at; None where there are too few records for it."""
    return None if math.isnan(value) else value


def warm(policy: Policy = DEFAULT) -> None:
    """Import Great Expectations and prepare every suite, so that processes forked from this one need not.

    The suites of a rule are prepared when the first article comes to which it applies.
    """
    _shared_plans(policy)
    _own_plans(policy)


def _shared_plans(policy: Policy) -> dict[str, list[Prepared]]:
    """Great Expectations is imported here, and not before."""
    from expectations.prepared import shared_plans

    return shared_plans(policy)


def _own_plans(policy: Policy, rules: tuple[int, ...] = ()) -> dict[str, list[Prepared]]:
    from expectations.prepared import own_plans

    return own_plans(policy, rules)


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


def _result(outcome: Outcome, scope: str = "") -> ExpectationResult:
    expectation: Expectation = outcome.expectation
    return ExpectationResult(
        expectation.suite,
        expectation.name,
        expectation.column,
        expectation.severity,
        expectation.description,
        outcome.success,
        outcome.element_count,
        outcome.unexpected_count,
        _percent(outcome),
        _figure(outcome.observed),
        scope,
    )


def _figure(observed: object) -> str | None:
    """What was observed as JSON, if it is a figure; the user may ask for values, and these are articles' text."""
    observed = observed.item() if isinstance(observed, np.generic) else observed
    return json.dumps(observed) if isinstance(observed, int | float) and math.isfinite(observed) else None


def _percent(outcome: Outcome) -> float | None:
    """The share of failing rows among all rows looked at, nulls counted in."""
    if outcome.unexpected_count is None or not outcome.element_count:
        return None if outcome.unexpected_count is None else 0.0
    return 100 * outcome.unexpected_count / outcome.element_count
