"""Dates for pages that state none and show none near the headline: asked last, in the whole text and the scripts.

On 29 pages without another source, a date that a word such as `Published` introduces was right 11 times of 11, a line
that is nothing but a date 13 of 15, the JSON of an editorial system 3 of 3.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from flows.parse.fields.date_formats import FoundDate, find_dates
from flows.parse.html.candidate import Candidate
from flows.parse.html.class_words import part_of
from flows.parse.html.dom_dates import LONGEST_LABEL, said
from flows.parse.html.page import Page

LONGEST_MARKUP = 2_000_000
MOST_LOOKED_AT = 40  # dates
MOST_ELEMENTS = 3_000
MOST_REGIONS = 40
LONGEST_REGION = 50_000  # characters
_WHOLE = frozenset(("html", "body", "main", "article"))  # whose classes tell of everything that the page has
_OTHERS = frozenset(("nav", "aside", "form"))
LONGEST_LABELLED = 160
LONGEST_ALONE = 60
LONGEST_BESIDE = 12  # characters beside the date in a line that is nothing but it: a weekday, `Uhr`, a dash
_YEAR = re.compile(r"20\d\d(?!\d)")
# Members that systems call the day of publication in JSON that is not JSON-LD (`window.__DATA__ = {…}`): `publishedAt`,
# `publication_date`, `publish_time`. It begins with letters that are rare, so that the search is fast.
_MEMBER = re.compile(
    r"ubli(?:shed|sh|cation)_?(?:[Aa]t|[Oo]n|[Dd]ate|[Tt]ime|DateTime)?\\?\"\s*:\s*\\?\"([^\"\\]{8,40})"
)


_LABELLED, _IN_SCRIPT, _ALONE = "date with a label", "json in a script", "date on its own line"
LOOSE = frozenset((_LABELLED, _IN_SCRIPT, _ALONE))  # dates that other kinds of pages have as well as articles


def loose_dates(page: Page, text: str, headline: str) -> Iterator[Candidate]:
    """The surest first: introduced by a word, in a script's JSON, alone on its line."""
    alone = ""
    others: list[str] | None = None
    for found, line, labelled in islice(_in_lines(_from_headline(text, headline)), MOST_LOOKED_AT):
        if alone and not labelled:
            continue
        words = line[found.start : found.end]
        others = _texts_of_others(page) if others is None else others
        if text.count(words) <= sum(other.count(words) for other in others):
            continue
        if labelled:
            yield Candidate(line[found.start :], _LABELLED)
            break
        alone = line[found.start :]
    if member := _MEMBER.search(page.markup, 0, LONGEST_MARKUP):
        yield Candidate(member[1], _IN_SCRIPT)
    if alone:
        yield Candidate(alone, _ALONE)


def _texts_of_others(page: Page) -> list[str]:
    """What stands in regions about other articles, readers or the site."""
    found: list[str] = []
    for node in page.tree.css("nav, aside, form, [class], [id]")[:MOST_ELEMENTS]:
        if node.tag in _WHOLE:
            continue
        named = part_of(node)
        if node.tag in _OTHERS or (named is not None and named.of_others):
            text = node.text(separator="\n")[:LONGEST_REGION]
            if not found or text not in found[-1]:  # one region inside the other
                found.append(text)
                if len(found) == MOST_REGIONS:
                    break
    return found


def _from_headline(text: str, headline: str) -> str:
    """The page's text, what follows the headline first."""
    start = max(text.find(headline), 0) if headline else 0
    return f"{text[start:]}\n{text[:start]}"


def _in_lines(text: str) -> Iterator[tuple[FoundDate, str, bool]]:
    """Dates, their lines, and whether a word introduces them; those of updates, events and copyrights are left out."""
    end = -1
    for year in _YEAR.finditer(text):
        if year.start() < end:
            continue
        start = text.rfind("\n", max(0, year.start() - LONGEST_LABELLED), year.start()) + 1
        end = text.find("\n", year.end())
        end = len(text) if end < 0 else end
        line = text[start:end].strip()
        if (not start and year.start() > LONGEST_LABELLED) or len(line) > LONGEST_LABELLED:
            continue
        for found in find_dates(line)[:1]:
            words = line[: found.start]
            kind = said(words if words.strip(" |:·-") else _line_before(text, start))
            if kind == "publishes" and len(words) <= LONGEST_LABEL:
                yield found, line, True
            elif kind in ("", "publishes") and _is_alone(found, line):
                yield found, line, False


def _line_before(text: str, start: int) -> str:
    """The line in front of the one that begins at `start`, if it is as short as a label is."""
    before = text[max(0, start - 4 * LONGEST_LABEL) : start].rstrip()
    label = before[before.rfind("\n") + 1 :].strip()
    return label if len(label) <= LONGEST_LABEL else ""


def _is_alone(found: FoundDate, line: str) -> bool:
    return len(line) <= LONGEST_ALONE and len(line) - (found.end - found.start) <= LONGEST_BESIDE
