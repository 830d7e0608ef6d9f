"""Plans for the suites of a policy, prepared once a process and shared wherever a policy changes nothing.

Importing this module imports Great Expectations.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

import pandas as pd

from expectations.catalogue import by_suite, catalogue
from expectations.plan import Outcome, Plan, plans
from expectations.policy.errors import PolicyError
from expectations.policy.model import Policy
from expectations.policy.variants import resolved, shared
from expectations.spec import JUDGED, SCHEMAS, SOURCES, Expectation

OURS = ""


class Prepared(NamedTuple):
    """A plan, and the file of the user's that its expectations stand in; ours stand in none."""

    origin: str
    plan: Plan

    def run(self, frame: pd.DataFrame) -> list[Outcome]:
        """EvaluationError if one of ours cannot be evaluated, PolicyError if one of the user's cannot."""
        if self.origin == OURS:
            return self.plan.run(frame)
        try:
            return self.plan.run(frame)
        except Exception as error:  # whatever Great Expectations comes upon there, the user asked for it
            raise PolicyError(f"{self.origin}: {error}") from error


@lru_cache(maxsize=16)
def shared_plans(policy: Policy) -> dict[str, list[Prepared]]:
    """The plans, by suite, of what is asked of a whole batch whatever rules apply to its articles."""
    names = shared(policy)
    return _prepared(e for e in resolved(policy) if e.name in names)


@lru_cache(maxsize=256)
def own_plans(policy: Policy, rules: tuple[int, ...] = ()) -> dict[str, list[Prepared]]:
    """The plans, by suite, of everything else that is asked where these rules apply; without rules, of everything."""
    names = shared(policy)
    return _prepared(e for e in resolved(policy, rules) if e.name not in names and e.suite != SOURCES)


def _prepared(expectations: Iterable[Expectation]) -> dict[str, list[Prepared]]:
    """The plans of each suite: ours, then one for each file of the user's that has expectations on it."""
    found: dict[str, list[Prepared]] = {}
    unchanged = by_suite(catalogue())
    for suite, asked in by_suite(expectations).items():
        for origin in dict.fromkeys(map(_origin, asked)):
            own = [e for e in asked if _origin(e) == origin]
            plan = plans()[suite] if own == unchanged.get(suite) else _plan(suite, _Asked(own))
            found.setdefault(suite, []).append(Prepared(origin, plan))
    return found


def _origin(expectation: Expectation) -> str:
    return OURS if expectation.origin in (SCHEMAS, JUDGED) else expectation.origin


class _Asked(tuple[Expectation, ...]):
    """Expectations that can be looked up in a cache: their arguments hold lists, which have no hash."""

    __slots__ = ()

    def __new__(cls, expectations: Iterable[Expectation]) -> _Asked:
        return super().__new__(cls, expectations)

    def __hash__(self) -> int:
        return hash(tuple((e.name, e.severity) for e in self))


@lru_cache(maxsize=512)
def _plan(suite: str, expectations: _Asked) -> Plan:
    return Plan(suite, expectations)
