"""Which quoted runs are somebody's words, and which are scare quotes, titles of works, nicknames or coined terms."""

from __future__ import annotations

import re

from flows.parse.fields.attribution import TELLING, Attribution
from flows.parse.fields.quote_marks import Run

_NAMING = re.compile(
    r"(?:\b(?:known (?:\w+ )?as|dubbed|nicknamed|titled|entitled|headlined|named|so-called|self-described|stands for|"
    r"means|(?:co-)?hosts?|the (?:words?|terms?|phrases?|slogan|nickname|hashtag|acronym|title)|"
    r"(?:song|film|movie|book|series|show|novel|album|program|programme|column|episode|documentary|musical|play)|"
    r"(?:is|are|was|were|been|be|being|commonly|often|widely|system|is also|so) called|"
    r"on (?:NBC|CBS|ABC|CNN|Fox|MSNBC|Fox News|PBS|HBO)['’]s?|of a)\s?,?\s*)$"
)
_LEAD = 40  # characters before the mark in which naming words are looked for
_WORD = re.compile(r"[^\W\d_][\w’'-]*")
_INTRODUCING = (", ", ": ")


def is_quotation(text: str, run: Run, given: Attribution | None, carried: bool) -> bool:
    """Whether the run is a quotation; `given` attributes it, `carried`: it goes on from one that is attributed."""
    words = text.count(" ", run.start, run.end) + 1
    introduced = given is not None and text[run.opening - 2 : run.opening] in _INTRODUCING
    if run.single and (given is None or not given.near):
        return False
    if words < 12 and _NAMING.search(text, max(0, run.opening - _LEAD), run.opening):
        return False
    if words <= 14 and _is_title(text, run):
        chanted = given is not None and given.near and given.saying and given.cue not in TELLING
        if not (introduced or chanted) or (words <= 4 and text[run.opening - 1] == "("):
            return False
    if given is not None:
        return given.saying or given.near or words >= 2
    if carried:
        return words >= 3 or text[run.end - 1] in ".?!…"
    return words >= 6 and text[run.start].isupper() and text[run.end - 1] in ".?!,…—"


def _is_title(text: str, run: Run) -> bool:
    """Whether the run is set like the title of a work: all its longer words with a capital."""
    words = _WORD.findall(text, run.start, run.end)
    if not words or text[run.end - 1] in "?!" or not words[0][0].isupper():
        return False
    if len(words) == 1:
        return text[run.end - 1] != "." and text[run.closing : run.closing + 1] != ","
    return all(word[0].isupper() for word in words if len(word) > 3) or not any(len(word) > 3 for word in words)


def kind_of(text: str, run: Run) -> str:
    """`direct` for a whole statement, `mixed` for words inside a reported sentence."""
    whole = text[run.start].isupper() or not text[run.start].isalpha()
    return "direct" if (whole and " " in text[run.start : run.end]) or text[run.end - 1] in "?!" else "mixed"
