"""Every expectation as a policy has it, for people to look through. Needs neither Great Expectations nor pandas."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from expectations.policy.changes import own_bounds
from expectations.policy.model import DEFAULT, Policy
from expectations.policy.reading import BOUNDS
from expectations.policy.variants import all_templates, resolved
from expectations.spec import JUDGED, SCHEMAS, Expectation

OFF = "off"
EVERYWHERE = "everywhere"


class Listed(NamedTuple):
    """`severity` is `off` for one that is switched off; `changed_in`: the rules that change it, or `everywhere`."""

    name: str
    severity: str
    suite: str
    column: str
    description: str
    question: str
    bounds: dict[str, float]
    origin: str
    changed_in: list[str]


def listing(policy: Policy = DEFAULT) -> list[Listed]:
    """All expectations in the order of the catalogue, the user's own last. Runs the user's Python."""
    asked = {e.name: e for e in resolved(policy)}
    shown = {e.name: e for e in resolved(DEFAULT)}
    return [_listed(asked.get(e.name) or shown.get(e.name, e), e.name in asked, policy) for e in all_templates(policy)]


def _listed(expectation: Expectation, is_on: bool, policy: Policy) -> Listed:
    name, arguments = expectation.name, expectation.check.arguments
    everywhere = [EVERYWHERE] if any(change.expectation == name for change in policy.changes) else []
    rules = [rule.scope for rule in policy.rules if any(change.expectation == name for change in rule.changes)]
    own = {key: value for key in BOUNDS if isinstance(value := arguments.get(key), int | float)}
    origin = expectation.origin if expectation.origin in (SCHEMAS, JUDGED) else Path(expectation.origin).name
    return Listed(
        name,
        expectation.severity if is_on else OFF,
        expectation.suite,
        expectation.column,
        expectation.description,
        expectation.question,
        own or own_bounds(expectation),
        origin,
        everywhere + rules,
    )
