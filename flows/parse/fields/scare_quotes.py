"""Which quoted runs are somebody's words, and which are scare quotes, titles of works, nicknames or coined terms."""

from __future__ import annotations

import re

from flows.parse.fields.attribution import TELLING
from flows.parse.fields.attribution_row import Attribution
from flows.parse.fields.quote_marks import Run

_NAMING = re.compile(
    r"(?:\b(?:(?:known (?:\w+ )?as|dubbed|nicknamed)(?: the| an?)?|titled|entitled|headlined|named|so-called|"
    r"self-described|stands for|"
    r"means|(?:co-)?hosts?|the (?:words?|terms?|phrases?|slogan|nickname|hashtag|acronym|title)|"
    r"(?:song|film|movie|book|series|show|novel|album|program|programme|column|episode|documentary|musical|play)|"
    r"(?:is|are|was|were|been|be|being|commonly|often|widely|system|is also|so|what['’]s) called|"
    r"on (?:NBC|CBS|ABC|CNN|Fox|MSNBC|Fox News|PBS|HBO)['’]s?|of a)\s?,?\s*)$"
)
# The last two letters of all that `_NAMING` ends in: a look at them spares most searches.
_NAMING_ENDS = frozenset(
    word[-2:]
    for word in (
        "as dubbed nicknamed titled entitled headlined named so-called self-described for means host hosts word words "
        "term terms phrase phrases slogan nickname hashtag acronym title song film movie book series show novel album "
        "program programme column episode documentary musical play the an"
    ).split()
) | {" a"}  # of a
_CHANNELS = ("'", "’", "'s", "’s")
_LEAD = 40  # characters before the mark in which naming words are looked for
_WORD = re.compile(r"[^\W\d_][\w’'-]*")
# Their object in the capitals of a title is no speech: who was told it, the song.
_NO_WORDS = TELLING | {"sing", "sings", "sang", "sung", "singing"}
_INTRODUCING = (", ", ": ")


def is_quotation(text: str, run: Run, given: Attribution | None, carried: bool, only_single: bool) -> bool:
    """Whether the run is a quotation; `given` attributes it, `carried`: it goes on from one that is attributed.

    `only_single`: the article has no double marks, so that single ones are its marks of quotation.
    """
    words = text.count(" ", run.start, run.end) + 1
    introduced = given is not None and text[run.opening - 2 : run.opening] in _INTRODUCING
    if run.single and not (carried if given is None else given.near or (only_single and given.saying)):
        return False
    title = words <= 14 and _is_title(text, run)
    told = not title and given is not None and run.closing + 1 in (given.start, given.cue_start)  # `…," she says`
    if words < 12 and not told and _is_named(text, run.opening):
        return False
    if title:
        chanted = given is not None and given.near and given.saying and given.cue not in _NO_WORDS
        goes_on = given is None and carried and words >= 4 and text[run.end - 1] == "."
        if not (introduced or chanted or goes_on) or (words <= 4 and text[run.opening - 1] == "("):
            return False
    if given is not None:
        return given.saying or given.near or words >= 2
    if carried:
        return words >= 3 or text[run.end - 1] in ".?!…"
    return words >= 6 and text[run.start].isupper() and text[run.end - 1] in ".?!,…—"


def _is_named(text: str, opening: int) -> bool:
    """Whether the words before the mark announce a name or a term."""
    if (
        text[opening - 1 : opening] == " "
        and text[opening - 2] not in "'’s,  \n"
        and (text[opening - 3 : opening - 1] not in _NAMING_ENDS)
    ):
        return False  # nearly all
    before = text[max(0, opening - _LEAD) : opening].rstrip().rstrip(",").rstrip()
    if before[-2:] not in _NAMING_ENDS and not before.endswith(_CHANNELS):
        return False
    return _NAMING.search(text, max(0, opening - _LEAD), opening) is not None


def _is_title(text: str, run: Run) -> bool:
    """Whether the run is set like the title of a work: all its longer words with a capital."""
    if text[run.end - 1] in "?!" or text[run.start].islower():
        return False
    stop = text.find(". ", run.start, run.end)
    if stop > run.start and text[max(run.start, stop - 3) : stop].isalpha():
        return False
    words = _WORD.findall(text, run.start, run.end)
    for index, word in enumerate(words):
        if not word[0].isupper() and (not index or len(word) > 3):
            return False
    if len(words) == 1:
        return text[run.end - 1] not in ".," and text[run.closing : run.closing + 1] != ","
    return bool(words)


def kind_of(text: str, run: Run) -> str:
    """`direct` for a whole statement, `mixed` for words inside a reported sentence."""
    whole = text[run.start].isupper() or not text[run.start].isalpha()
    return "direct" if (whole and " " in text[run.start : run.end]) or text[run.end - 1] in "?!" else "mixed"
