"""What a new version of an article changed: the paragraphs that differ, and in them the words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from itertools import islice
from typing import Any, NamedTuple

from warehouse.report.article.excerpts import shortened
from warehouse.report.article.layout import BREAK

PARAGRAPHS = 200  # of each version that are compared
WORDS = 150  # of a paragraph that are compared one by one
SHOWN, LONGEST = 20, 300  # paragraphs that differ, and characters of each piece


class Piece(NamedTuple):
    """Words of a paragraph: `kind` is `same`, `removed` or `added`."""

    kind: str
    text: str


class Edits(NamedTuple):
    """The paragraphs that differ, the headline first, each as its pieces in order; `more`: others are left out."""

    paragraphs: list[list[Piece]]
    more: bool


def edits(before: Mapping[str, Any], after: Mapping[str, Any]) -> Edits:
    """What `after` changed; both have `headline` and `article_body`."""
    old, new = ([row["headline"] or "", *row["article_body"].split(BREAK)][:PARAGRAPHS] for row in (before, after))
    found = list(islice(_differing(old, new), SHOWN + 1))
    return Edits(found[:SHOWN], len(found) > SHOWN)


def _differing(old: Sequence[str], new: Sequence[str]) -> Iterator[list[Piece]]:
    for what, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if what == "equal":
            continue
        together = min(b - a, d - c)
        for i in range(together):
            yield _pieces(old[a + i], new[c + i])
        yield from ([Piece("removed", shortened(text, LONGEST))] for text in old[a + together : b] if text)
        yield from ([Piece("added", shortened(text, LONGEST))] for text in new[c + together : d] if text)


def _pieces(old: str, new: str) -> list[Piece]:
    """One paragraph and what became of it, word by word; as a whole where too little is left of it."""
    before, after = old.split(" "), new.split(" ")
    whole = [Piece("removed", shortened(old, LONGEST)), Piece("added", shortened(new, LONGEST))]
    if max(len(before), len(after)) > WORDS:
        return whole
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    if matcher.ratio() < 0.4:
        return [piece for piece in whole if piece.text]
    found = []
    for what, a, b, c, d in matcher.get_opcodes():
        if what == "equal":
            found.append(Piece("same", shortened(" ".join(before[a:b]), LONGEST)))
        else:
            found += [Piece("removed", shortened(" ".join(before[a:b]), LONGEST))] if b > a else []
            found += [Piece("added", shortened(" ".join(after[c:d]), LONGEST))] if d > c else []
    return found
