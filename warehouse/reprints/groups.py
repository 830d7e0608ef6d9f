"""Groups: which texts hang together by verified pairs, and what is said of each article in a group."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from typing import NamedTuple

NEVER = datetime.max.replace(tzinfo=UTC)


class Member(NamedTuple):
    """An article of a group."""

    article_id: str
    body: int  # hash of its text
    work: str  # what its versions have in common
    date_published: datetime | None
    credit: str | None  # the agency that the record credits
    named: str | None  # the agency that its notes name


def components(texts: Iterable[int], pairs: Iterable[tuple[int, int]]) -> dict[int, int]:
    """The smallest text that each text hangs together with; which pairs come first makes no difference."""
    parent = {text: text for text in texts}

    def root(text: int) -> int:
        while parent[text] != text:
            parent[text] = parent[parent[text]]
            text = parent[text]
        return text

    for one, other in pairs:
        first, second = sorted((root(one), root(other)))
        parent[second] = first
    return {text: root(text) for text in parent}


def gather(members: Iterable[Member], component: Mapping[int, int]) -> list[list[Member]]:
    """The members of each group, the earliest first. Versions of one work alone are no group: nobody reprinted it."""
    groups: defaultdict[int, list[Member]] = defaultdict(list)
    for member in members:
        groups[component[member.body]].append(member)
    return [sorted(group, key=_age) for group in groups.values() if len({member.work for member in group}) > 1]


def _age(member: Member) -> tuple[datetime, str]:
    return member.date_published or NEVER, member.article_id


def group_id(group: Sequence[Member]) -> str:
    """Its smallest article_id, so that it does not depend on how the group came about."""
    return min(member.article_id for member in group)


def origin_agency(group: Sequence[Member]) -> str | None:
    """The agency that the text comes from: what the earliest credits, or most members, or what their notes name."""
    if group[0].credit:
        return group[0].credit
    return _most(member.credit for member in group) or group[0].named or _most(member.named for member in group)


def _most(names: Iterable[str | None]) -> str | None:
    counted = Counter(name for name in names if name)
    return min(counted, key=lambda name: (-counted[name], name)) if counted else None
