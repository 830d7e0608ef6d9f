"""Trying a policy out before a run starts: the user's suites are run, their columns, types and arguments looked at.

Imports Great Expectations: a worker does this, not the command line.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd

from expectations.fact_columns import RECORD_ID, fact_columns
from expectations.facts import facts
from expectations.policy.errors import choices, is_finite_number
from expectations.policy.model import Policy
from expectations.policy.problems import check_changes
from expectations.policy.reading import BOUNDS
from expectations.policy.variants import all_templates, resolved
from expectations.sample_article import DAY, sample_article
from expectations.spec import RUN, Expectation
from expectations.user_suites.files import UserSuite, load_suites
from expectations.user_suites.own_facts import add_own_facts, complaints, try_out


def check(policy: Policy) -> None:
    """PolicyError where the policy could not be used as it is; else everything is prepared for the first batch."""
    from expectations.validate import warm

    suites = load_suites(policy.suites)
    check_changes(policy, {e.name: e for e in all_templates(policy)}, complete=True)
    columns = _columns(suites)
    variants = [(), *((place,) for place in range(len(policy.rules)))]
    asked = {e.name: e for rules in variants for e in resolved(policy, rules)}
    for suite in suites:
        try_out(suite)
    frames = _frames(policy) if suites else {}
    for suite in suites:
        for template in suite.expectations:
            expectation = asked.get(template.name, template)
            if not expectation.check.bounds or set(expectation.check.bounds) <= set(expectation.check.arguments):
                _check(suite, expectation, columns, frames)
    warm(policy)


def _columns(suites: Sequence[UserSuite]) -> dict[str, set[str]]:
    """The columns of every suite, with the user's own. PolicyError where one of theirs is there already."""
    found = {suite: set(names) for suite, names in fact_columns().items()}
    for suite in suites:
        for table, own in suite.facts.items():
            for column in own:
                if column in found[table] or column == RECORD_ID:
                    line = suite.fact_lines.get(column, 1)
                    raise suite.source.at(line, f"{table} has a fact {column!r} already; rename it")
            found[table] |= {*own, complaints(suite.source.path, table)}
    return found


def _frames(policy: Policy) -> dict[str, pd.DataFrame]:
    from expectations.gate import run_facts

    articles = [sample_article()]
    counts = {"seen": 100, "accepted": 97, "quarantined": 1, "rejected": 1, "skipped": 1}
    return add_own_facts(facts(articles, today=DAY), articles, policy) | {RUN: run_facts(counts)}


def _check(
    suite: UserSuite, expectation: Expectation, columns: Mapping[str, set[str]], frames: Mapping[str, pd.DataFrame]
) -> None:
    """PolicyError where Great Expectations could not evaluate an expectation of the user's."""
    from expectations.user_suites.gx_types import check_arguments

    source, line = suite.source, suite.lines.get(expectation.name, 1)
    name, arguments = expectation.name, expectation.check.arguments
    valid = columns[expectation.suite]
    for column in (expectation.column, arguments.get("column_B", expectation.column)):
        if column not in valid:
            known = choices(column, valid, f"copydesk suites facts {expectation.suite}")
            raise source.at(line, f"{name}: {expectation.suite} has no column {column!r}; {known}")
    for key in BOUNDS:
        value = arguments.get(key)
        if isinstance(value, int | float) and not is_finite_number(value):
            raise source.at(line, f"{name}: {key} is {value!r}; give a finite number")
    low, high = (arguments.get(key) for key in BOUNDS)
    if isinstance(low, int | float) and isinstance(high, int | float) and low > high:
        raise source.at(line, f"{name}: min_value {low:g} is above max_value {high:g}")
    check_arguments(source, line, expectation)
    _evaluate(suite, line, expectation, frames[expectation.suite])


def _evaluate(suite: UserSuite, line: int, expectation: Expectation, frame: pd.DataFrame) -> None:
    from expectations.plan import Plan

    try:
        Plan(expectation.suite, [expectation]).run(frame)
    except Exception as error:  # whatever Great Expectations comes upon there, the user asked for it
        message = f"{expectation.name} cannot be evaluated on {expectation.column!r}: {error}"
        raise suite.source.at(line, message) from error
