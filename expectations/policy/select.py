"""Which articles a rule picks out: names, and patterns in which * stands for anything."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache
from urllib.parse import urlsplit


def matches(patterns: Sequence[str], name: str | None) -> bool:
    """Whether one of the patterns is the name, upper and lower case alike. No patterns: any name, and none."""
    if not patterns:
        return True
    return name is not None and any(_fits(pattern.casefold(), name.casefold()) for pattern in patterns)


def _fits(pattern: str, name: str) -> bool:
    """Linear in the name, however many * there are: each piece between two of them is taken where it comes first."""
    first, *pieces = pattern.split("*")
    if not pieces:
        return pattern == name
    *pieces, last = pieces
    if not name.startswith(first) or not name.endswith(last) or len(name) < len(first) + len(last):
        return False
    at, end = len(first), len(name) - len(last)
    for piece in pieces:
        found = name.find(piece, at, end)
        if found < 0:
            return False
        at = found + len(piece)
    return True


def host(uri: str | None) -> str | None:
    """The host of an address, in lower case."""
    if not uri:
        return None
    try:
        return urlsplit(uri).hostname
    except ValueError:
        return None


def may_overlap(one: Iterable[str], other: Iterable[str]) -> bool:
    """Whether some name fits a pattern of each; no patterns: any name."""
    ours, theirs = tuple(one), tuple(other)
    return not ours or not theirs or any(_meet(a.casefold(), b.casefold()) for a in ours for b in theirs)


@cache
def _meet(one: str, other: str) -> bool:
    """Whether two patterns have a name in common: walked through together, letter by letter."""
    if not one or not other:
        return not (one + other).strip("*")
    if one[0] == "*":
        return _meet(one[1:], other) or _meet(one, other[1:])
    if other[0] == "*":
        return _meet(other, one)
    return one[0] == other[0] and _meet(one[1:], other[1:])
