"""The fields of the index, and a row of `articles` as a document.

Bodies are not stored: snippets are made from `articles.article_body`, which an id look-up reads in about 2 ms for
twenty. What is compared, sorted and counted stands in fast fields (columns): the id as two halves, the fingerprint,
time and month, and the names that facets count.
"""

from __future__ import annotations

from datetime import UTC, datetime
from functools import cache
from typing import NamedTuple

from tantivy import Document, Index, Schema, SchemaBuilder

from warehouse.search.languages import OTHER, TONGUES, analyzer, name_analyzer, raw_analyzer, tongue

VERSION = 1  # of what follows and of the analyzers: an index of another is built anew
NAMES = ("publisher", "section", "language")  # compared whole, counted by facets
WORDS = ("author", "keyword")  # texts in no particular language

# what an article's document depends on: when one of these changes, the article is indexed anew
FINGERPRINT = "md5_number_lower(concat_ws(' ', article_id, content_sha256, run_id, is_current))"


class Row(NamedTuple):
    """What is read of an article; `COLUMNS` are the SQL expressions in the same order."""

    fingerprint: int
    article_id: str
    headline: str | None
    article_body: str
    authors: list[str]
    publisher: str | None
    in_language: str | None
    article_section: str | None
    keywords: list[str]
    date_published: datetime | None
    is_current: bool


COLUMNS = ", ".join((f"{FINGERPRINT} AS fingerprint", *Row._fields[1:]))


@cache
def schema() -> Schema:
    """The schema of the index."""
    builder = SchemaBuilder()
    for name in TONGUES:
        builder.add_text_field(f"body_{name}", tokenizer_name=name)
        builder.add_text_field(f"headline_{name}", tokenizer_name=name)
    for name in WORDS:
        builder.add_text_field(name, tokenizer_name=OTHER)
    for name in NAMES:
        builder.add_text_field(name, tokenizer_name="name", fast=True, index_option="basic")
    for name in ("language_tag", "tongue", "state"):
        builder.add_text_field(name, tokenizer_name="name", index_option="basic")
    builder.add_boolean_field("is_current", indexed=True)
    builder.add_integer_field("published", fast=True)  # seconds since 1970
    builder.add_integer_field("month", fast=True)  # 201912
    for name in ("id_high", "id_low"):
        builder.add_unsigned_field(name, fast=True)
    builder.add_unsigned_field("fingerprint", fast=True, indexed=True)
    builder.add_unsigned_field("version", stored=True)
    builder.add_text_field("manifest", stored=True, tokenizer_name="name", index_option="basic")
    return builder.build()


def register(index: Index) -> Index:
    """Give an index that was opened or made its analyzers."""
    for name in TONGUES:
        index.register_tokenizer(name, analyzer(name))
    index.register_tokenizer("name", name_analyzer())
    index.register_fast_field_tokenizer("name", raw_analyzer())
    return index


def document(row: Row) -> Document:
    """An article as it is indexed."""
    found = Document()
    name = tongue(row.in_language)
    found.add_text("tongue", name)
    found.add_text(f"body_{name}", row.article_body)
    if row.headline:
        found.add_text(f"headline_{name}", row.headline)
    for field, texts in (("author", row.authors), ("keyword", row.keywords)):
        for text in texts:
            found.add_text(field, text)
    if row.in_language:
        found.add_text("language", row.in_language.partition("-")[0].lower())
        found.add_text("language_tag", row.in_language)
    for field, value in (("publisher", row.publisher), ("section", row.article_section)):
        if value:
            found.add_text(field, value)
    if row.date_published is not None:
        published = row.date_published.astimezone(UTC)
        found.add_integer("published", int(published.timestamp()))
        found.add_integer("month", published.year * 100 + published.month)
    found.add_boolean("is_current", row.is_current)
    found.add_unsigned("id_high", int(row.article_id[:16], 16))
    found.add_unsigned("id_low", int(row.article_id[16:], 16))
    found.add_unsigned("fingerprint", row.fingerprint)
    return found
