"""SQL on whether a field holds something."""

from __future__ import annotations

from schemas.column import Column, Type
from schemas.tables.articles import CONTENT, IDENTITY

FIELDS = tuple(c for c in (*IDENTITY, *CONTENT) if c.nullable or c.type is Type.TEXT_LIST)  # the others always hold
FOLLOWED = (
    "headline", "alternative_headline", "abstract", "byline", "authors", "dateline", "dateline_place", "credit",
    "date_published", "date_modified", "in_language", "article_section", "keywords", "publisher", "uri",
)  # fmt: skip
"""The fields of the heat maps and of the trend: those that a reader knows from the page or the wire."""


def is_filled(column: Column) -> str:
    """SQL: the column holds something. An empty text, list or object holds nothing; 0 and false do."""
    name = f'"{column.name}"'
    if column.type is Type.TEXT:
        return f"{name} <> ''"
    if column.type is Type.TEXT_LIST:
        return f"len({name}) > 0"
    if column.type is Type.JSON:
        return f"{name}::VARCHAR NOT IN ('', '{{}}', '[]', 'null')"
    return f"{name} IS NOT NULL"


def rate(column: Column) -> str:
    """SQL, over many articles: the share of them in which the column holds something; null without articles."""
    return f"round(count(*) FILTER ({is_filled(column)}) / nullif(count(*), 0), 6)"


def rates(names: tuple[str, ...] = FOLLOWED) -> str:
    """SQL, over many articles: field → share, as a structure."""
    columns = {column.name: column for column in FIELDS}
    return "{" + ", ".join(f"'{name}': {rate(columns[name])}" for name in names) + "}"
