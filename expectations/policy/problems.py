"""Whether what a policy says fits the expectations there are."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import permutations

from expectations.bounds import contradict
from expectations.policy.changes import merged, own_bounds, tunable, why_fixed
from expectations.policy.errors import Source, choices
from expectations.policy.model import Change, Policy
from expectations.policy.reading import BOUNDS
from expectations.policy.select import may_overlap
from expectations.spec import RUN, SOURCES, Expectation

SEE_ALL = "copydesk suites list"


def check_names(policy: Policy) -> None:
    """What can be told of a policy's changes before the user's own Python has run: a name that no expectation of ours
    has may be one of theirs."""
    from expectations.catalogue import named
    from expectations.user_suites.gx_file import read_suite

    ours = dict(named())
    for suite in policy.suites:
        if suite.path.endswith(".json"):
            ours |= {e.name: e for e in read_suite(suite).expectations}
    check_changes(policy, ours, complete=not any(suite.path.endswith(".py") for suite in policy.suites))
    if policy.source is not None:
        _check_drift(policy.source, dict(policy.drift))


def _check_drift(source: Source, given: Mapping[str, float]) -> None:
    from expectations.drift.settings import DRIFT_DEFAULTS, DriftError, drift

    for name in given:
        if name not in DRIFT_DEFAULTS:
            raise source.at_keys(("drift", name), f"no bound of drift {name!r}; {choices(name, DRIFT_DEFAULTS)}")
    try:
        drift(given)
    except DriftError as error:
        raise source.at_keys(("drift",), str(error)) from error


def check_changes(policy: Policy, expectations: Mapping[str, Expectation], *, complete: bool) -> None:
    """PolicyError for the first change that cannot be made. Names that are not there are let pass unless `complete`."""
    source = policy.source
    if source is None:
        return
    for change, rule in _all_changes(policy):
        expectation = expectations.get(change.expectation)
        if expectation is None:
            if complete:
                message = f"no expectation {change.expectation!r}; {choices(change.expectation, expectations, SEE_ALL)}"
                raise source.at_keys(change.keys, message)
            continue
        _check_change(source, expectation, change, is_in_rule=rule is not None)
    for name in {change.expectation for change, _ in _all_changes(policy)} & set(expectations):
        _check_ends(policy, source, expectations[name])


def _all_changes(policy: Policy) -> Iterator[tuple[Change, int | None]]:
    for change in policy.changes:
        yield change, None
    for place, rule in enumerate(policy.rules):
        for change in rule.changes:
            yield change, place


def _check_change(source: Source, expectation: Expectation, change: Change, *, is_in_rule: bool) -> None:
    name = expectation.name
    if is_in_rule and expectation.suite in (RUN, SOURCES):
        message = f"{name} judges a run as a whole; say it outside of the rules, under [expectations.{name}]"
        raise source.at_keys(change.keys, message)
    law = why_fixed(expectation)
    weaker = change.severity is not None and change.severity != expectation.severity
    if law and (change.enabled is False or weaker):
        key = "enabled" if change.enabled is False else "severity"
        raise source.at_keys((*change.keys, key), f"{name} cannot be switched off or re-graded: {law}")
    for key, _ in change.bounds:
        valid = tunable(expectation)
        if key not in valid:
            has = f"valid: {', '.join(valid)}" if valid else "it has no bounds"
            raise source.at_keys((*change.keys, key), f"{name} has no bound {key!r}; {has}")


def _check_ends(policy: Policy, source: Source, expectation: Expectation) -> None:
    """No combination of rules that may apply to one article gives a minimum above the maximum.

    The minimum that counts comes from one place and the maximum from one other, so all pairs of rules are all cases.
    """
    if len(tunable(expectation)) < len(BOUNDS):
        return
    setting = [
        place
        for place, rule in enumerate(policy.rules)
        if any(change.expectation == expectation.name and change.bounds for change in rule.changes)
    ]
    cases: list[tuple[int, ...]] = [(), *((place,) for place in setting)]
    for one, other in permutations(setting, 2):
        ours, theirs = policy.rules[one], policy.rules[other]
        if (
            one < other
            and may_overlap(ours.publishers, theirs.publishers)
            and may_overlap(ours.formats, theirs.formats)
        ):
            cases.append((one, other))
    for case in cases:
        change = merged(policy, case, expectation.name)
        bounds = own_bounds(expectation) | dict(change.bounds)
        if contradict(bounds):
            ends = f"min_value {bounds['min_value']:g} is above max_value {bounds['max_value']:g}"
            together = f" where {policy.scope(case)} applies" if case else ""
            raise source.at_keys(change.keys, f"{expectation.name}: {ends}{together}")
