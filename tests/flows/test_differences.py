"""What parsing anew changes is told column by column, and by rows of child tables."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from flows.differences import COLUMNS, Difference, differences
from flows.parse.model import ParsedArticle, Quantity
from schemas.registry import ARTICLE_CHILDREN

MILES = Quantity("nine miles", 9.0, None, None, "miles", 10, 20)
DAYS = Quantity("two days", 2.0, None, None, "days", 30, 38)


def _article(**changes: Any) -> ParsedArticle:
    return ParsedArticle("file", 0, b"x", "plain_text", "plain_text", "Body.", headline="Old", **changes)


def _stored(article: ParsedArticle) -> tuple[dict[str, Any], dict[str, list[tuple[Any, ...]]]]:
    """What the warehouse gives back of an article."""
    children = {table.name: [tuple(row) for row in getattr(article, table.name)] for table in ARTICLE_CHILDREN}
    return {name: getattr(article, name) for name in COLUMNS}, children


def test_the_same_result_has_no_differences() -> None:
    article = _article(quantities=[MILES], date_published=datetime(2020, 1, 5, tzinfo=UTC), authors=["Ada Quill"])
    assert differences(*_stored(article), article) == []


def test_columns_are_added_removed_and_changed() -> None:
    old = _article(byline="By Ada", authors=["Ada"])
    new = _article(abstract="Short.", authors=["Ada", "Ben"])
    assert differences(*_stored(old), new) == [
        Difference("abstract", "added", None, "Short."), Difference("byline", "removed", "By Ada", None),
        Difference("authors", "changed", '["Ada"]', '["Ada","Ben"]'),
    ]  # fmt: skip


def test_of_child_tables_the_rows_that_differ_are_told() -> None:
    [found] = differences(*_stored(_article(quantities=[MILES])), _article(quantities=[MILES, DAYS]))
    assert found == Difference("quantities", "added", "[]", '[["two days",2.0,null,null,"days",30,38]]')
    [turned] = differences(*_stored(_article(quantities=[MILES, DAYS])), _article(quantities=[DAYS, MILES]))
    assert (turned.change, len(turned.old or "")) == ("changed", len(turned.new or ""))
