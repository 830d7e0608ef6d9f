"""What an article failed, for its page: the question behind each expectation, and the field or the row it speaks of.

Great Expectations takes seconds to load: it is asked only where a row of a child table is to be found.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from typing import Any

from expectations.catalogue import named
from flows.parse.model import ParsedArticle
from schemas.registry import ARTICLE_CHILDREN
from schemas.tables.articles import ARTICLES

CHILDREN = frozenset(table.name for table in ARTICLE_CHILDREN)
_SUBJECTS = {  # how names of expectations on articles begin → the field they speak of
    "body": "article_body", "article": "article_body", "date": "date_published", "change": "date_modified",
    "headline": "headline", "alternative": "alternative_headline", "byline": "byline", "authors": "authors",
    "dateline": "dateline", "language": "in_language",
}  # fmt: skip

Row = dict[str, Any]


def explained(failed: Iterable[Mapping[str, Any]]) -> list[Row]:
    """The failed expectations with the `question` that each answers and the `field` that it speaks of; None for both of
    one that is not ours."""
    return [dict(row) | about(row["expectation"]) for row in failed]


def about(name: str) -> Row:
    """The question and the field of an expectation."""
    known = named().get(name)
    if known is None:
        return {"question": None, "field": None}
    if known.suite != ARTICLES.name:
        return {"question": known.question, "field": None}
    subject = known.column if known.column in ARTICLES.column_names else _SUBJECTS.get(name.split("_", maxsplit=1)[0])
    return {"question": known.question, "field": subject}


def speaks_of_rows(failed: Iterable[Mapping[str, Any]]) -> bool:
    """Whether any of them judges rows of a child table."""
    return any(row["suite"] in CHILDREN for row in failed)


def offences_in(article: ParsedArticle) -> list[Row]:
    """What the article fails today, and where: see `warehouse.report.article.reading.with_reading`."""
    from expectations.offences import offences

    rows = []
    for offence in offences(article, today=datetime.now(UTC).date()):
        known = named().get(offence.expectation)
        table = known.suite if known and known.suite in CHILDREN else None
        rows.append({
            "severity": offence.severity, "expectation": offence.expectation, "description": offence.description,
            "found": offence.found, "excerpt": offence.excerpt, "table": table,
            "position": offence.row if table else None, **about(offence.expectation),
        })  # fmt: skip
    return rows
