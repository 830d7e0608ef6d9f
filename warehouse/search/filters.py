"""What narrows a question: days, publishers, languages, sections, authors."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from tantivy import FieldType, Query

from warehouse.search.fields import schema
from warehouse.search.folder import SearchError
from warehouse.search.languages import OTHER, analyzer, name_analyzer
from warehouse.search.matching import any_of

_DATE = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?")
_TAG = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")


@dataclass(frozen=True, slots=True)
class Filters:
    """Several values of a kind: any of them. Days are of UTC, the last one included."""

    first: date | None = None
    last: date | None = None
    publishers: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    sections: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()
    all_versions: bool = False


def first_day(text: str) -> date:
    """The first day of a year, month or day as written; SearchError if it is none of these."""
    return _days(text)[0]


def last_day(text: str) -> date:
    """The last day of a year, month or day as written; SearchError if it is none of these."""
    return _days(text)[1]


def _days(text: str) -> tuple[date, date]:
    match = _DATE.fullmatch(text.strip())
    try:
        if match is None:
            raise ValueError("it is not of that form")
        year, month, day = (int(part) if part else None for part in match.groups())
        first = date(year or 0, month or 1, day or 1)
        last_month = month or 12
        last = date(first.year, last_month, day or calendar.monthrange(first.year, last_month)[1])
    except ValueError as error:
        raise SearchError(
            f"{text!r} is no date: {error}. Give a day, a month or a year, such as 2019-12-31, 2019-12 or 2019."
        ) from error
    return first, last


def language_tag(text: str) -> str:
    """The tag; SearchError if it cannot be one."""
    if not _TAG.fullmatch(text):
        raise SearchError(f"{text!r} is no language tag. Give one such as en, de or pt-BR.")
    return text


def narrowing(filters: Filters) -> Iterator[Query]:
    """Queries that must all hold; they do not count for the score."""
    if filters.first or filters.last:
        low = _seconds(filters.first) if filters.first else None
        high = _seconds(filters.last + timedelta(days=1)) - 1 if filters.last else None
        bounds = Query.range_query(schema(), "published", FieldType.Integer, low, high)
        yield Query.const_score_query(bounds, 0.0)
    for field, names in (("publisher", filters.publishers), ("section", filters.sections)):
        if names:
            yield _named(field, names)
    if filters.languages:
        fields = [("language_tag" if "-" in tag else "language", language_tag(tag)) for tag in filters.languages]
        yield any_of(_named(field, (tag,)) for field, tag in fields)
    if filters.authors:
        yield Query.const_score_query(any_of(_author(name) for name in filters.authors), 0.0)


def _seconds(day: date) -> int:
    return int(datetime(day.year, day.month, day.day, tzinfo=UTC).timestamp())


def _named(field: str, names: tuple[str, ...]) -> Query:
    terms = [term for name in names for term in name_analyzer().analyze(name.strip())]
    return Query.const_score_query(any_of(Query.term_query(schema(), field, term, "basic") for term in terms), 0.0)


def _author(name: str) -> Query:
    """An author whose name has these words in this order."""
    terms = analyzer(OTHER).analyze(name)
    if not terms:
        raise SearchError(f"--author {name!r} has neither letters nor digits.")
    if len(terms) == 1:
        return Query.term_query(schema(), "author", terms[0], "freq")
    return Query.phrase_query(schema(), "author", list(terms))
