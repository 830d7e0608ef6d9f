"""What is wrong with one article, and where: the failing rows of every expectation, with the text around them."""

from __future__ import annotations

from datetime import date
from typing import Any, NamedTuple

import pandas as pd

from expectations.article import ArticleFacts
from expectations.facts import facts
from expectations.plan import plans
from expectations.spec import BATCH, INFO, Expectation

AROUND = 60  # characters on each side
SHOWN = 5  # rows of one expectation
FIELDS = {  # how names of expectations on articles begin → the column they speak of
    "date_": "date_published", "change_": "date_modified", "headline_": "headline", "byline_": "byline",
    "authors_": "authors", "dateline_": "dateline", "language_": "in_language",
}  # fmt: skip
MARKS = ("«", "»")  # around the offending words, which stand in plain text


class Offence(NamedTuple):
    """`found`: the value that the expectation looked at; `excerpt`: the text it speaks of, the words in question marked
    by « and »; `row`: the place, from 0, of the row that it judged among those of its suite."""

    severity: str
    expectation: str
    description: str
    found: str | None
    excerpt: str | None
    row: int | None = None


def offences(article: ArticleFacts, *, today: date) -> list[Offence]:
    """Every row-level expectation that the article fails, gravest first; what is only noted (info) is left out."""
    frames = facts([article], today=today)
    found: list[tuple[int, Offence]] = []
    for suite, plan in plans().items():
        if suite not in frames or suite == BATCH:
            continue
        for outcome in plan.run(frames[suite]):
            expectation = outcome.expectation
            if outcome.success or expectation.severity == INFO:
                continue
            rank = ("critical", "warning").index(expectation.severity)
            found += [(rank, _offence(article, expectation, frames[suite], row)) for row in outcome.rows[:SHOWN]]
    return [offence for _, offence in sorted(found, key=lambda pair: pair[0])]


def _offence(article: ArticleFacts, expectation: Expectation, frame: pd.DataFrame, row: int) -> Offence:
    value = frame[expectation.column].iloc[row]
    shown = None if value is None or value != value else str(value)  # noqa: PLR0124  # NaN is not itself
    excerpt = _in_body(article, expectation.suite, row) or _in_source(article, expectation.name)
    return Offence(expectation.severity, expectation.name, expectation.description, shown, excerpt, row)


def _in_body(article: ArticleFacts, suite: str, row: int) -> str | None:
    """The place in the body that a child row points at; None for other rows."""
    children: Any = getattr(article, suite, None)
    place = children[row] if children and row < len(children) else None
    start, end = getattr(place, "body_start", None), getattr(place, "body_end", None)
    if start is None or end is None:
        return None
    return _around(article.article_body, start, end)


def _in_source(article: Any, name: str) -> str | None:
    """The place in the record's text that the field in question was read from; None where no evidence tells."""
    field = next((field for start, field in FIELDS.items() if name.startswith(start)), None)
    for row in article.evidence:
        if row.field == field and row.source_start is not None and row.source_end is not None:
            return _marked(article.blocks, row.source_start, row.source_end)
    return None


def _marked(blocks: Any, start: int, end: int) -> str | None:
    """The block that holds the characters from start to end of the record's text, those characters marked."""
    for block in blocks:
        if block.source_start is not None and block.source_start <= start < (block.source_end or 0):
            place = min(start - block.source_start, len(block.text))
            stop = max(place, min(end - block.source_start, len(block.text)))
            return _around(block.text, place, stop)
    return None


def _around(text: str, start: int, end: int) -> str:
    """The characters from start to end, marked, with some on each side."""
    before, after = text[max(0, start - AROUND) : start], text[end : end + AROUND]
    return f"{before}{MARKS[0]}{text[start:end]}{MARKS[1]}{after}"
