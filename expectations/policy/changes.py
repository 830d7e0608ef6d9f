"""Making a policy's changes to expectations."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from functools import cache

from expectations.bounds import Bounds, bound, read_bounds
from expectations.policy.errors import PolicyError
from expectations.policy.model import Change, Policy
from expectations.policy.reading import BOUNDS
from expectations.results import ALWAYS
from expectations.spec import CRITICAL, SCHEMAS, Expectation


def why_fixed(expectation: Expectation) -> str:
    """Why no policy may switch an expectation off or re-grade it; empty: one may."""
    if expectation.name == ALWAYS:
        return "no record may go missing unseen"
    if expectation.origin == SCHEMAS and expectation.severity == CRITICAL:
        return "the warehouse demands it of every row, and one that broke it would stop the load"
    return ""


def tunable(expectation: Expectation) -> tuple[str, ...]:
    """The bounds that a policy may set: those from bounds.toml, and numbers that stand in the check itself."""
    if expectation.origin == SCHEMAS or expectation.name == ALWAYS:
        return ()
    arguments = expectation.check.arguments
    written = [key for key in BOUNDS if isinstance(arguments.get(key), int | float)]
    return tuple(dict.fromkeys([*expectation.check.bounds, *written]))


@cache
def _built_in_bounds() -> dict[str, Bounds]:
    from expectations.judged import JUDGED

    return read_bounds(JUDGED)


def own_bounds(template: Expectation) -> dict[str, float]:
    """The bounds that an expectation comes with."""
    arguments = template.check.arguments
    written = {key: value for key in BOUNDS if isinstance(value := arguments.get(key), int | float)}
    return {**written, **(_built_in_bounds().get(template.name, {}) if template.check.bounds else {})}


def merged(policy: Policy, rules: Iterable[int], name: str) -> Change:
    """What the policy changes about one expectation where these rules apply; `keys`: where the last word is said."""
    found = Change(name)
    for change in (*policy.changes, *(change for place in rules for change in policy.rules[place].changes)):
        if change.expectation == name:
            found = Change(
                name,
                found.enabled if change.enabled is None else change.enabled,
                change.severity or found.severity,
                tuple({**dict(found.bounds), **dict(change.bounds)}.items()),
                change.keys,
            )
    return found


def changed(template: Expectation, change: Change) -> Expectation | None:
    """The expectation as the policy wants it, its bounds filled in; None if it is switched off.

    PolicyError for one of the user's whose bounds are nowhere given.
    """
    if change.enabled is False:
        return None
    found = template
    if template.check.bounds:
        bounds = own_bounds(template) | dict(change.bounds)
        if missing := [key for key in template.check.bounds if key not in bounds]:
            ends = " and ".join(missing)
            message = f"{template.name} lacks {ends}; give it under [expectations.{template.name}] in copydesk.toml, or"
            raise PolicyError(f"{template.origin}: {message} use expectations.checks.between(…)")
        found = bound(found, bounds)
    elif change.bounds:
        found = bound(replace(found, description=_said(found.description, change.bounds)), dict(change.bounds))
    return replace(found, severity=change.severity) if change.severity else found


def _said(description: str, bounds: Iterable[tuple[str, float]]) -> str:
    """The description of an expectation whose sentence has no place for bounds, with those of the policy."""
    ends = ", ".join(f"{key} {{{key}}}" for key, _ in bounds)
    return f"{description.replace('{', '{{').replace('}', '}}')} (as the policy has it: {ends})"
