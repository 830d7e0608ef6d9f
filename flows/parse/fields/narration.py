"""What a paragraph says around its quoted runs: reporting verbs, and phrases like `according to`.

Most runs are attributed by the first verb behind them or the last before them, so verbs are looked for stretch by
stretch as they are asked for; the phrases are rare, and looked for once an article.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cached_property
from operator import attrgetter
from typing import NamedTuple

from flows.parse.fields.cues import Cue, cues, following_cues
from flows.parse.fields.quote_marks import Run
from flows.parse.fields.scanning import places

_REFERRAL = re.compile(r"\b([Aa]ccording to|[Pp]er|[Ii]n the words of) (?=[\w“\"])")
# A literal in each of the phrases, and where in the phrase it begins.
_LITERALS = (("ccording to ", 1), ("Per ", 0), ("per ", 0), ("n the words of ", 1))
_REACH = 240  # characters in which a phrase is looked for
_START = attrgetter("start")


class Referral(NamedTuple):
    """`according to` and the like: the phrase, without the space behind it, and where the source's name begins."""

    start: int
    text: str
    end: int


def referrals(text: str) -> list[Referral]:
    """Every such phrase in the text, in order."""
    found = []
    for literal, lead in _LITERALS:
        for position in places(text, literal):
            match = _REFERRAL.match(text, max(0, position - lead))
            if match:
                found.append(Referral(match.start(), match.group(1), match.end()))
    found.sort()
    return found


class Narration:
    """The stretches of the paragraph `text[start:end]` between its quoted runs."""

    def __init__(self, text: str, start: int, end: int, marked: Sequence[Run], phrases: Sequence[Referral]) -> None:
        self.text = text
        self._start = start
        self._end = end
        self._marked = marked
        self._phrases = phrases  # of the whole text

    def verbs(self, start: int, end: int) -> list[Cue]:
        """Reporting verbs in a stretch that no run interrupts."""
        return cues(self.text, start, end)

    def verbs_from(self, start: int, end: int) -> Iterator[Cue]:
        """The same, one by one."""
        return following_cues(self.text, start, end)

    def verbs_around(self, start: int, end: int) -> list[Cue]:
        """Reporting verbs in a stretch, those in the quoted runs left out."""
        first = bisect_left(self._all, start, key=_START)
        return self._all[first : bisect_left(self._all, end, first, key=_START)]

    @cached_property
    def _all(self) -> list[Cue]:
        begins = [self._start, *(run.closing for run in self._marked)]
        ends = [*(run.opening for run in self._marked), self._end]
        return [verb for begin, end in zip(begins, ends, strict=True) for verb in cues(self.text, begin, end)]

    def referral(self, start: int, end: int) -> Referral | None:
        """The first phrase that stands, with the first character of its source, before `end`, at most 240 on."""
        index = bisect_left(self._phrases, (start,)) if self._phrases else 0
        if index == len(self._phrases):
            return None
        found = self._phrases[index]
        return found if found.end < min(end, start + _REACH) else None
