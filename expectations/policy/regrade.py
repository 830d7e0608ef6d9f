"""A policy on results that were found without it: those on sources, which are judged for all sources at once."""

from __future__ import annotations

from collections.abc import Iterable

from expectations.policy.model import DEFAULT, Policy
from expectations.policy.variants import resolved
from expectations.results import ExpectationResult


def regraded(results: Iterable[ExpectationResult], policy: Policy = DEFAULT) -> list[ExpectationResult]:
    """The results with the severities of the policy, without what it switches off."""
    asked = {e.name: e for e in resolved(policy)}
    return [
        result._replace(severity=asked[result.expectation].severity)
        for result in results
        if result.expectation in asked
    ]
