"""Turns of a dialogue that is printed as such: paragraphs that open with `Q:` and `A:`, or with who speaks.

Transcripts and interviews set no marks: `ANN ROE: The bridge is safe.` One such paragraph may be a heading or a
warning; a dialogue has at least two voices that each come back.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from flows.parse.model import BodySpan

_LABEL = re.compile(
    r"(?:[QA]|(?:[A-ZÀ-Þ][A-ZÀ-Þ.'’-]+|Mc[A-Z]+)(?: (?:[A-ZÀ-Þ][A-ZÀ-Þ.'’-]*|Mc[A-Z]+)){0,4}|"
    r"[A-ZÀ-Þ][\w.’'-]+ [A-ZÀ-Þ][\w.’'-]+(?: [A-ZÀ-Þ][\w.’'-]+)?)(?: \([^()]{1,30}\))?"
)
_LONGEST_LABEL = 48
_FEWEST, _EACH = 4, 2  # turns in a dialogue, and of each of its two voices
_MARKS = "\"“«„'‘"


class Turn(NamedTuple):
    """`label` as printed; `start`–`end` are the words."""

    label: str
    label_start: int
    start: int
    end: int


def turns(text: str, spans: Sequence[BodySpan]) -> list[Turn]:
    """The turns of a dialogue, in order; none where the paragraphs are no dialogue."""
    if text.count(": ") < _FEWEST:
        return []
    found = []
    for span in spans:
        colon = text.find(": ", span.start, min(span.end, span.start + _LONGEST_LABEL))
        if colon > 0 and span.kind == "paragraph" and text[colon + 2 : colon + 3] not in _MARKS:
            label = text[span.start : colon]
            if _LABEL.fullmatch(label):
                found.append(Turn(label, span.start, colon + 2, span.end))
    if len(found) < _FEWEST:
        return []
    voices = Counter(turn.label for turn in found)
    again = {label for label, count in voices.items() if count >= _EACH}
    return found if len(again) >= 2 else []
