"""What a paragraph says around its quoted runs: reporting verbs, and phrases like `according to`.

Most runs are attributed by the first verb behind them or the last before them, so verbs are looked for stretch by
stretch as they are asked for; the phrases are rare, and looked for once a paragraph.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from operator import attrgetter
from typing import NamedTuple

from flows.parse.fields.cues import Cue, preceding_cues
from flows.parse.fields.quote_marks import Run
from flows.parse.fields.vocabulary import Sought

_REFERRAL = re.compile(r"\b([Aa]ccording to|[Pp]er|[Ii]n the words of) (?=[\w“\"])")
# A word of each of the phrases; a literal in it, and where in the phrase that begins.
_LITERALS = (
    ("according", "ccording to ", 1), ("According", "ccording to ", 1), ("Per", "Per ", 0), ("per", " per ", -1),
    ("per", "(per ", -1), ("words", "n the words of ", 1),
)  # fmt: skip
_WORDS = Sought(word for word, _, _ in _LITERALS)
Literals = tuple[tuple[str, int], ...]
_REACH = 240  # characters in which a phrase is looked for
_CLAUSE = 320  # characters before a run in which its verb is looked for
_OPENING = attrgetter("opening")


class Referral(NamedTuple):
    """`according to` and the like: the phrase, without the space behind it, and where the source's name begins."""

    start: int
    text: str
    end: int


def literals(text: str) -> Literals:
    """What to look for in the text's paragraphs, by the words it holds."""
    words = _WORDS.within(text)
    return tuple({(literal, lead) for word, literal, lead in _LITERALS if word in words})


def referrals(text: str, start: int, end: int, wanted: Literals) -> list[Referral]:
    """Every such phrase in `text[start:end]`, in order."""
    found = []
    for literal, lead in wanted:
        position = text.find(literal, start, end)
        while position >= 0:
            match = _REFERRAL.match(text, max(0, position - lead))
            if match:
                found.append(Referral(match.start(), match.group(1), match.end()))
            position = text.find(literal, position + len(literal), end)
    if len(found) > 1:
        found.sort()
    return found


class Narration:
    """The stretches of the paragraph `text[start:end]` between its quoted runs."""

    def __init__(self, text: str, start: int, end: int, marked: Sequence[Run], wanted: Literals) -> None:
        self.text = text
        self._marked = marked
        self.phrases = referrals(text, start, end, wanted) if wanted else []
        self._mute: set[int] = set()  # runs behind which no verb stands before the next run

    def verbs_before(self, start: int, end: int) -> Iterator[Cue]:
        """Reporting verbs in a stretch, the last first; those in quoted runs, and farther than a clause, left out."""
        start = max(start, end - _CLAUSE)
        for index in range(bisect_left(self._marked, end, key=_OPENING) - 1, -1, -1):
            run = self._marked[index]
            if run.closing <= start:
                break
            if run.closing not in self._mute:
                cue = None
                for cue in preceding_cues(self.text, run.closing, end):
                    yield cue
                if cue is None and index + 1 < len(self._marked) and end == self._marked[index + 1].opening:
                    self._mute.add(run.closing)
            end = run.opening
        if start < end:
            yield from preceding_cues(self.text, start, end)

    def referral(self, start: int, end: int) -> Referral | None:
        """The first phrase that stands, with the first character of its source, before `end`, at most 240 on."""
        phrases = self.phrases
        index = bisect_left(phrases, (start,))
        if index == len(phrases):
            return None
        found = phrases[index]
        return found if found.end < min(end, start + _REACH) else None
