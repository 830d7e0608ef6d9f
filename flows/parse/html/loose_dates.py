"""Dates for pages that state none and show none near the headline: asked last, in the page's whole text and its scripts.

Of pages without another source, a date that a word such as `Published` introduces was right on 12 of 13, a line that is
nothing but a date on 23 of 25, an editor's system's own JSON on 4 of 4.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from flows.parse.fields.date_formats import FoundDate, find_dates
from flows.parse.html.candidate import Candidate
from flows.parse.html.dom_dates import LONGEST_LABEL, said
from flows.parse.html.json_ld import plain
from flows.parse.html.page import Page

LONGEST_TEXT = 500_000  # characters
LONGEST_MARKUP = 2_000_000
LONGEST_LABELLED = 160
LONGEST_ALONE = 60
LONGEST_BESIDE = 12  # characters beside the date in a line that is nothing but it: a weekday, `Uhr`, a dash
_FOUR_DIGITS = re.compile(r"\d{4}")
# Members that systems call the day of publication in JSON that is not JSON-LD (`window.__DATA__ = {…}`).
_MEMBER = re.compile(
    r"\"(?:date_?published|published_?(?:at|on|date|time)|publish_?(?:date|time|at)|publication_?date|pub_?date"
    r"|first_?published(?:_?at|_?date)?|post_?date|posted_?(?:at|on)|article_?date)\\?\"\s*:\s*\\?\"([^\"\\]{8,40})",
    re.IGNORECASE,
)


def loose_dates(page: Page, headline: str) -> Iterator[Candidate]:
    """The surest first: introduced by a word, in a script's JSON, alone on its line."""
    alone: list[str] = []
    for value, labelled in _in_lines(_lines(page, headline)):
        if labelled:
            yield Candidate(value, "date with a label")
            break
        alone.append(value)
    for found in _MEMBER.finditer(page.markup[:LONGEST_MARKUP]):
        yield Candidate(found[1], "json in a script")
        break
    if alone:
        yield Candidate(alone[0], "date on its own line")


def _lines(page: Page, headline: str) -> list[str]:
    """The page's lines, those behind the headline first."""
    body = page.tree.body
    text = body.text(separator="\n") if body is not None else ""
    lines = [line for line in map(str.strip, text[:LONGEST_TEXT].split("\n")) if line]
    start = next((place for place, line in enumerate(lines) if headline and plain(line) == headline), 0)
    return lines[start:] + lines[:start]


def _in_lines(lines: list[str]) -> Iterator[tuple[str, bool]]:
    """Dates, and whether a word introduces them; those of updates, events and copyrights are left out."""
    before = ""
    for line in lines:
        if len(line) <= LONGEST_LABELLED and _FOUR_DIGITS.search(line):
            for found in find_dates(line)[:1]:
                value, words = line[found.start :], line[: found.start]
                kind = said(words if words.strip(" |:·-") else before)
                if kind == "publishes" and len(words) <= LONGEST_LABEL:
                    yield value, True
                elif kind in ("", "publishes") and _is_alone(found, line):
                    yield value, False
        before = line if len(line) <= LONGEST_LABEL else ""


def _is_alone(found: FoundDate, line: str) -> bool:
    return len(line) <= LONGEST_ALONE and len(line) - (found.end - found.start) <= LONGEST_BESIDE
