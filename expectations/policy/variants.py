"""The expectations that a policy makes of those there are, for each set of rules that applies to articles."""

from __future__ import annotations

from functools import lru_cache

from expectations.catalogue import named
from expectations.policy.changes import changed, merged
from expectations.policy.model import Policy
from expectations.spec import Expectation
from expectations.user_suites.files import load_suites


def all_templates(policy: Policy) -> tuple[Expectation, ...]:
    """Ours and the user's, as they come. Runs the user's Python; PolicyError where that fails."""
    return tuple(named().values()) + tuple(e for suite in load_suites(policy.suites) for e in suite.expectations)


ROW_BY_ROW = frozenset(
    f"expect_column_{end}"
    for end in (
        "values_to_be_between", "values_to_be_in_set", "values_to_not_be_in_set", "values_to_be_null",
        "values_to_not_be_null", "values_to_match_regex", "values_to_not_match_regex", "value_lengths_to_be_between",
    )
)  # fmt: skip


@lru_cache(maxsize=16)
def shared(policy: Policy) -> frozenset[str]:
    """The expectations that say the same of a row whatever rows stand beside it, and that no rule speaks of.

    They are asked of a whole batch, and what is said is divided; the others are asked of each division. None where
    there are no rules.
    """
    if not policy.rules:
        return frozenset()
    touched = {change.expectation for rule in policy.rules for change in rule.changes}
    return frozenset(
        e.name
        for e in resolved(policy)
        if e.is_row_level
        and e.name not in touched
        and e.check.type in ROW_BY_ROW
        and not {"mostly", "row_condition"} & set(e.check.arguments)
    )


@lru_cache(maxsize=256)
def resolved(policy: Policy, rules: tuple[int, ...] = ()) -> tuple[Expectation, ...]:
    """The expectations on articles to which these rules apply, on runs and on sources: bounds filled in, those that
    are switched off left out."""
    touched = {change.expectation for change in policy.changes}
    touched |= {change.expectation for place in rules for change in policy.rules[place].changes}
    found = []
    for template in all_templates(policy):
        if template.name not in touched and not template.check.bounds:
            found.append(template)
        elif (expectation := changed(template, merged(policy, rules, template.name))) is not None:
            found.append(expectation)
    return tuple(found)
