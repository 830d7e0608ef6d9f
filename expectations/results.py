"""What validation says. Light to import: whoever only reads results needs neither pandas nor Great Expectations."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from expectations.spec import CRITICAL, RUN, SOURCES, WARNING

GATES: dict[str, frozenset[str]] = {
    "critical": frozenset({CRITICAL}),
    "warning": frozenset({CRITICAL, WARNING}),
    "off": frozenset(),
}  # the severities that fail a run
ALWAYS = "run_accounts_for_every_record"  # whatever the gate: no record may go missing unseen


class ExpectationResult(NamedTuple):
    """One expectation on one batch: a row of `expectation_results`, less batch and run_id.

    `scope` names the rule of the policy that picks out the articles it is about; empty: all others, or all.
    """

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
    scope: str = ""


class Verdict(NamedTuple):
    """What validation finds in a batch. A record_id is the article's place in the batch.

    failed: for each record that failed any, the names of the expectations it failed: critical ones first, then
    warnings, each in the order of the catalogue; what is only noted (info) is left out. quarantined: the records that
    failed a critical one.
    """

    failed: dict[int, list[str]]
    quarantined: set[int]
    results: list[ExpectationResult]


def gate_failures(results: Iterable[ExpectationResult], gate: str = CRITICAL) -> list[ExpectationResult]:
    """The expectations on a run, and on its sources, that failed and are as severe as the gate; none: it is passed.

    KeyError if there is no such gate.
    """
    fatal = GATES[gate]
    return [
        result
        for result in results
        if result.suite in (RUN, SOURCES)
        and not result.success
        and (result.severity in fatal or result.expectation == ALWAYS)
    ]
