"""What is wrong with a policy or a suite, said so that it can be mended: file, line, and what is valid."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from difflib import get_close_matches

from expectations.policy.toml_lines import Keys, lines_of

ALL_SHOWN = 40  # of a longer list of valid names, the nearest are shown, and where the others can be seen
NEAREST = 8
HUGE = 1e300


class PolicyError(ValueError):
    """A policy, or a suite of the user's own, cannot be used; nothing has started."""


@dataclass(frozen=True, slots=True)
class Source:
    """A file as it was read: what was checked at the start is what is used until the end."""

    path: str
    text: str = field(repr=False)

    def at(self, line: int, message: str) -> PolicyError:
        return PolicyError(f"{self.path}, line {line}: {message}")

    def at_keys(self, keys: Keys, message: str) -> PolicyError:
        """The error at the line of a TOML file where the keys stand, or the table that should have them."""
        lines = lines_of(self.text)
        while keys and keys not in lines:
            keys = keys[:-1]
        return self.at(lines.get(keys, 1), message)


def is_finite_number(value: object) -> bool:
    """Whether it is a number that a bound can be: no yes or no, no NaN, and not beyond what a float holds."""
    return not isinstance(value, bool) and isinstance(value, int | float) and -HUGE < value < HUGE


def choices(name: object, valid: Collection[str], more: str = "") -> str:
    """The valid names, those nearest to `name` first. `more`: the command that shows all of a long list."""
    near = get_close_matches(str(name), valid, NEAREST, 0.5)
    asked = f"did you mean {near[0]}? " if near else ""
    if len(valid) <= ALL_SHOWN or not more:
        return f"{asked}valid: {', '.join([*near, *sorted(set(valid) - set(near))])}"
    some = f"near it: {', '.join(near)}; " if len(near) > 1 else ""
    return f"{asked}{some}all {len(valid)}: {more}"
