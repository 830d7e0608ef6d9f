"""The story of a body: its paragraphs without what each paper or agency puts around it.

Datelines, writers' and editors' tails, copyright lines, photo credits and teasers differ between two prints of the same
text. The parser has taken most of them out of `article_body`; what it left, or what came from a format that says
nothing of them, is left out here, so that it does not make two prints differ or two stories alike.
"""

from __future__ import annotations

import hashlib
import re
import tomllib
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from typing import NamedTuple

LONGEST_NOTE = 400  # characters; a longer paragraph is the story's
NOTES_AT_END = 4  # paragraphs in which a phrase anywhere makes a note

_DATELINE = re.compile(
    r"(?=[^\W\d_]{2})(?P<head>[^\n]{2,80}?)\s?(?:--|[-–—])\s"  # "BAGHDAD (Reuters) - ", "PARIS, March 3 (AP) — "
)
_BRACKETED = re.compile(r"\(([^()\n]{2,40})\)")
_TAIL = re.compile(
    r"[(\[](?:additional |written and |further )?(?:reporting|writing|editing|reported|edited|compiled|written|"
    r"with reporting|with inputs?|with files|source|quelle|mit material)\b[^()\[\]\n]{0,300}[)\]]$",
    re.IGNORECASE,
)


class Story(NamedTuple):
    """What two prints have in common: the text, its paragraphs apart by a blank line; and whose it is said to be."""

    text: str
    agency: str | None


class _Phrases(NamedTuple):
    heads: frozenset[str]  # the first two letters of `start` and `line`
    start: tuple[str, ...]
    line: frozenset[str]
    holds: tuple[str, ...]
    agencies: re.Pattern[str]
    names: dict[str, str]


@cache
def _phrases() -> _Phrases:
    data = tomllib.loads((files("warehouse.reprints") / "data" / "notes.toml").read_text(encoding="utf-8"))
    names = {way: name for name, ways in data["agency"].items() for way in (name, *ways)}
    longest_first = sorted(names, key=len, reverse=True)
    pattern = re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, longest_first)) + r")(?!\w)")
    heads = frozenset(phrase[:2] for phrase in (*data["start"], *data["line"]))
    return _Phrases(heads, tuple(data["start"]), frozenset(data["line"]), tuple(data["holds"]), pattern, names)


def is_note(folded: str, *, at_end: bool) -> bool:
    """The paragraph, casefolded, stands around the story and is not part of it."""
    if len(folded) > LONGEST_NOTE:
        return False
    known, bare = _phrases(), folded.strip(" \t\n*_-–—([")
    if bare[:2] in known.heads and (bare.startswith(known.start) or bare.rstrip(".:)]…!> ") in known.line):
        return True
    return not bare or (at_end and any(phrase in bare for phrase in known.holds))


def story(body: str) -> Story:
    """The story of an `article_body`, and the agency that its dateline or its notes name."""
    kept: list[str] = []
    around: list[str] = []
    left = body.count("\n\n")
    for part, folded in zip(body.split("\n\n"), body.casefold().split("\n\n"), strict=True):
        (around if is_note(folded, at_end=left < NOTES_AT_END) else kept).append(part)
        left -= 1
    if kept:
        opening = dateline(kept[0])
        kept[0] = kept[0][len(opening) :]
        kept[-1] = kept[-1].rstrip()
        tail = _TAIL.search(kept[-1]) if kept[-1].endswith((")", "]")) else None
        kept[-1] = kept[-1][: tail.start()].rstrip() if tail else kept[-1]
        around = [*(f"({name})" for name in _BRACKETED.findall(opening)), tail[0] if tail else "", *around]
    return Story("\n\n".join(kept), named_agency(around))


def dateline(paragraph: str) -> str:
    """The dateline that opens a paragraph, with its dash; empty without one.

    It is one if it starts with a place in capitals, or holds an agency in brackets: "PARIS —", "Berlin (dpa) -".
    """
    match = _DATELINE.match(paragraph)
    if not match:
        return ""
    head = match["head"]
    bracketed = _BRACKETED.search(head)
    capitals = head.split(",")[0].split("(")[0].strip()
    known = bracketed and _phrases().agencies.search(bracketed[1])
    return match[0] if known or (len(capitals) > 2 and capitals.isupper()) else ""


def named_agency(notes: Iterable[str]) -> str | None:
    """The agency that is named first, in its usual short form."""
    for note in notes:
        found = _phrases().agencies.search(note)
        if found:
            return _phrases().names[found[0]]
    return None


@cache
def agencies() -> tuple[str, ...]:
    """All agencies that `story` can name."""
    return tuple(sorted(set(_phrases().names.values())))


@cache
def rules() -> str:
    """A hash of the phrases: signatures that were made with others cannot be compared."""
    return hashlib.sha256((files("warehouse.reprints") / "data" / "notes.toml").read_bytes()).hexdigest()[:16]
