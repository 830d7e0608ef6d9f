"""Dates that the page shows round its headline, told apart by the words in front of each."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from flows.parse.fields.date_formats import find_dates, parse_date
from flows.parse.html.candidate import Candidate
from flows.parse.html.near_headline import Line

_WORDS: dict[str, list[str]] = tomllib.loads(
    (Path(__file__).parent / "data" / "date_words.toml").read_text(encoding="utf-8")
)
_UPDATES, _PUBLISHES, _NEITHER = (
    re.compile(rf"(?<![^\W\d_])(?:{'|'.join(map(re.escape, _WORDS[kind]))})", re.IGNORECASE)
    for kind in ("updates", "publishes", "neither")
)
LONGEST_LINE = 160  # characters of a line that may state a date
LONGEST_REST = 40  # characters beside the date, in a line that neither markup nor words call a date's
LONGEST_LABEL = 30
TIME_BEHIND = 24  # characters behind a date in which its time of day may stand


class ShownDates(NamedTuple):
    published: list[Candidate]
    updated: list[Candidate]


def shown_dates(lines: Sequence[Line]) -> ShownDates:
    """A label may stand in the line before (`Published`, then `3 May`). Dates of events and copyrights are left out."""
    shown = ShownDates([], [])
    label = ""
    for line in lines:
        if line.stamp and not line.text:
            shown.published.append(Candidate(line.stamp, "time near h1"))
            continue
        dates = find_dates(line.text) if len(line.text) <= LONGEST_LINE else []
        end = 0
        for found in dates:
            words = f"{label if not end else ''} {line.text[end : found.start]}"
            end = found.end
            kind = said(words)
            if kind == "neither":
                continue
            rest = len(line.text) - (found.end - found.start)
            if not line.date and not kind and rest > LONGEST_REST:
                continue
            into, name = (shown.updated, "update") if kind == "updates" else (shown.published, "date")
            if line.stamp and parse_date(line.stamp):
                into.append(Candidate(line.stamp, f"{name} near h1"))
            into.append(Candidate(line.text[found.start : found.end + TIME_BEHIND], f"{name} near h1"))
        label = line.text if not dates and len(line.text) <= LONGEST_LABEL else ""
    return shown


def said(words: str) -> str:
    """What the words before a date say of it; of several, the last."""
    if not words.strip():
        return ""
    update, publish = _last(_UPDATES, words), _last(_PUBLISHES, words)
    if max(update, publish) < 0:
        return "neither" if _NEITHER.search(words) else ""
    return "updates" if update > publish else "publishes"


def _last(pattern: re.Pattern[str], words: str) -> int:
    return max((found.start() for found in pattern.finditer(words)), default=-1)
