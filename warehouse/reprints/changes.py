"""What a reprint cut, added and changed, paragraph by paragraph."""

from __future__ import annotations

from difflib import SequenceMatcher
from typing import NamedTuple

EDITED = 0.6  # share of common words from which a paragraph is another's edited form
COMPARED = 40  # paragraphs on each side of one place that are compared with each other


class Change(NamedTuple):
    """One paragraph: `kind` is kept, cut, added or edited; the side that has none is null."""

    kind: str
    original: str | None
    reprint: str | None


def changes(original: str, reprint: str) -> list[Change]:
    """How `reprint` came from `original` (both an `article_body`), in the order in which the two are read."""
    before, after = ([part for part in body.split("\n\n") if part.strip()] for body in (original, reprint))
    one, other = ([" ".join(part.casefold().split()) for part in side] for side in (before, after))
    found: list[Change] = []
    for kind, i1, i2, j1, j2 in SequenceMatcher(None, one, other, autojunk=False).get_opcodes():
        if kind == "equal":
            found += [Change("kept", *both) for both in zip(before[i1:i2], after[j1:j2], strict=True)]
        else:
            found += _replaced(before[i1:i2], after[j1:j2])
    return found


def _replaced(before: list[str], after: list[str]) -> list[Change]:
    """Paragraphs where others stood: each of `after` is an edited form of the next of `before` like it, or added."""
    found: list[Change] = []
    position = 0
    for paragraph in after:
        likeness = [_likeness(part, paragraph) for part in before[position : position + COMPARED]]
        best = max(range(len(likeness)), key=likeness.__getitem__, default=-1)
        if best < 0 or likeness[best] < EDITED:
            found.append(Change("added", None, paragraph))
            continue
        found += [Change("cut", part, None) for part in before[position : position + best]]
        found.append(Change("edited", before[position + best], paragraph))
        position += best + 1
    return [*found, *(Change("cut", part, None) for part in before[position:])]


def _likeness(one: str, other: str) -> float:
    matcher = SequenceMatcher(None, one.split(), other.split(), autojunk=False)
    return matcher.ratio() if matcher.real_quick_ratio() >= EDITED and matcher.quick_ratio() >= EDITED else 0.0
