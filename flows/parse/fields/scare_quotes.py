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
# The last two letters of all that `_NAMING` ends in: a look at them spares most searches.
_NAMING_ENDS = frozenset(
    word[-2:]
    for word in (
        "as dubbed nicknamed titled entitled headlined named so-called self-described for means host hosts word words "
        "term terms phrase phrases slogan nickname hashtag acronym title song film movie book series show novel album "
        "program programme column episode documentary musical play"
    ).split()
) | {" a"}  # of a
_CHANNELS = ("'", "’", "'s", "’s")
_LEAD = 40  # characters before the mark in which naming words are looked for
_WORD = re.compile(r"[^\W\d_][\w’'-]*")
_INTRODUCING = (", ", ": ")


def is_quotation(text: str, run: Run, given: Attribution | None, carried: bool) -> bool:
    """Whether the run is a quotation; `given` attributes it, `carried`: it goes on from one that is attributed."""
    words = text.count(" ", run.start, run.end) + 1
    introduced = given is not None and text[run.opening - 2 : run.opening] in _INTRODUCING
    if run.single and (given is None or not given.near):
        return False
    if words < 12 and _is_named(text, run.opening):
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


def _is_named(text: str, opening: int) -> bool:
    """Whether the words before the mark announce a name or a term."""
    before = text[max(0, opening - _LEAD) : opening].rstrip().rstrip(",").rstrip()
    if before[-2:] not in _NAMING_ENDS and not before.endswith(_CHANNELS):
        return False
    return _NAMING.search(text, max(0, opening - _LEAD), opening) is not None


def _is_title(text: str, run: Run) -> bool:
    """Whether the run is set like the title of a work: all its longer words with a capital."""
    if text[run.end - 1] in "?!" or text[run.start].islower():
        return False
    count = 0
    for found in _WORD.finditer(text, run.start, run.end):
        word = found.group()
        count += 1
        if not word[0].isupper() and (count == 1 or len(word) > 3):
            return False
    if count == 1:
        return text[run.end - 1] != "." and text[run.closing : run.closing + 1] != ","
    return count > 0


def kind_of(text: str, run: Run) -> str:
    """`direct` for a whole statement, `mixed` for words inside a reported sentence."""
    whole = text[run.start].isupper() or not text[run.start].isalpha()
    return "direct" if (whole and " " in text[run.start : run.end]) or text[run.end - 1] in "?!" else "mixed"
