"""Which article, or rejected record, is meant by the beginning of an id."""

from __future__ import annotations

import re

import duckdb

from warehouse.query import QueryError
from warehouse.report.ask import Row, ask

NAMED = 8  # in an error message
HEADLINE = 60  # characters of each
ARTICLE_ID_DIGITS = 32
_HEXADECIMAL = re.compile(r"[0-9a-f]{1,64}")

# an article that was released from quarantine is in both tables; it is accepted
_ARTICLES = """
    SELECT 'accepted' AS outcome, article_id AS id, run_id, source_path AS path, record_locator AS locator,
           left(headline, $2) AS headline
    FROM articles WHERE starts_with(article_id, $1)
    UNION ALL BY NAME
    SELECT 'quarantined' AS outcome, article_id AS id, run_id, source_path AS path, record_locator AS locator,
           left(headline, $2) AS headline
    FROM quarantined_articles
    WHERE starts_with(article_id, $1) AND article_id NOT IN (SELECT article_id FROM articles)
    ORDER BY id LIMIT $3
"""
_REJECTIONS = """
    SELECT 'rejected' AS outcome, coalesce(record_sha256, raw_sha256) AS id, run_id, path, record_locator AS locator,
           left(message, $2) AS headline
    FROM rejections WHERE starts_with(coalesce(record_sha256, raw_sha256), $1)
    QUALIFY row_number() OVER (PARTITION BY id ORDER BY run_id DESC, path, record_locator) = 1
    ORDER BY id LIMIT $3
"""


def find(connection: duckdb.DuckDBPyConnection, prefix: str) -> Row:
    """The one article or rejected record whose id begins so: `outcome`, `id`; `run_id`, `path`, `locator` of its row.

    Of an article the SHA-256 of its record will do, too. QueryError if there is none, or several.
    """
    wanted = prefix.strip().lower()
    if not _HEXADECIMAL.fullmatch(wanted):
        raise QueryError(f"{prefix!r} is no id: ids are hexadecimal, as copydesk search shows them")
    limits = (HEADLINE, NAMED + 1)
    found = ask(connection, _ARTICLES, wanted[:ARTICLE_ID_DIGITS], *limits) or ask(
        connection, _REJECTIONS, wanted, *limits
    )
    if len(found) == 1:
        return found[0]
    if not found:
        raise QueryError(
            f"no article and no rejected record has an id that starts with {prefix!r}; `copydesk search WORDS` shows "
            "the ids of articles, `copydesk quarantine list` those of records that were kept out"
        )
    named = "\n".join(f"  {row['id'][:16]}  {row['headline'] or 'without a headline'}" for row in found[:NAMED])
    more = "\n  and more" if len(found) > NAMED else ""
    raise QueryError(f"several ids start with {prefix!r}:\n{named}{more}")
