"""An article with a value in every field and a row in every table, made from the schemas: for trying suites out."""

from __future__ import annotations

from collections import namedtuple
from datetime import UTC, date, datetime
from types import SimpleNamespace
from typing import Any, cast

from expectations.article import ArticleFacts
from expectations.parsed_columns import parsed_columns
from schemas.column import Column, Table, Type
from schemas.registry import ARTICLE_CHILDREN
from schemas.tables.articles import ARTICLES

DAY = date(2026, 3, 16)
_BY_TYPE: dict[Type, Any] = {
    Type.TEXT: "text", Type.INTEGER: 1, Type.REAL: 1.0, Type.BOOLEAN: False, Type.DATE: DAY,
    Type.TIMESTAMP: datetime(2026, 3, 16, tzinfo=UTC), Type.TEXT_LIST: ["text"], Type.JSON: "{}",
}  # fmt: skip


def sample_article() -> ArticleFacts:
    fields = {column.name: _value(column) for column in parsed_columns(ARTICLES)}
    body = "The ferry is back. Some text stands here, and it is of no importance."
    own = {"article_body": body, "data": body.encode(), "source_length": len(body), "word_count": len(body.split())}
    rows = {table.name: [_row(table)] for table in ARTICLE_CHILDREN}
    return cast(ArticleFacts, SimpleNamespace(**{**fields, **own, **rows}))


def _row(table: Table) -> tuple[Any, ...]:
    columns = parsed_columns(table)
    row = namedtuple(table.name, [column.name for column in columns])  # type: ignore[misc]  # the schema names them
    return cast("tuple[Any, ...]", row(*map(_value, columns)))


def _value(column: Column) -> Any:
    if column.vocabulary is not None:
        return column.vocabulary[0]
    return "en" if column.name == "in_language" else _BY_TYPE[column.type]
