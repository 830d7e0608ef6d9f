"""One narrow row for each record that a run parsed: what all measures of sources are computed from."""

from __future__ import annotations

from collections.abc import Sequence

import duckdb

from schemas.column import Type
from schemas.tables.articles import ARTICLES

FILLED = (
    "headline", "alternative_headline", "abstract", "byline", "authors", "dateline", "dateline_place", "credit",
    "date_published", "date_modified", "in_language", "article_section", "keywords",
)  # fmt: skip
IMAGES = "images"  # a child table, and known of accepted articles only

HOST = r"regexp_extract(lower({0}), '^[a-z][a-z0-9+.-]*://(?:[^/@?#]*@)?(?:www\.)?([^/:?#]+)', 1)"
"""The host of an address, as SQL."""

_DATED = r"\d[\d._-]*|[a-z_]+=.*|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*"
FOLDER = (
    "coalesce(list_last(list_filter(string_split({0}, '/')[:-2], "
    f"folder -> folder <> '' AND NOT regexp_full_match(lower(folder), '{_DATED}'))), '/')"
)
"""The name of the folder in which the file lies, or of the nearest one around it whose name is no date."""

PUBLISHER = f"coalesce(nullif(trim(publisher), ''), nullif({HOST.format('uri')}, ''), {FOLDER.format('source_path')})"
SUFFIX = r"nullif(regexp_extract(headline, '^.*(\s(?:[|–—·»-]|::)\s.{2,60})$', 1), '')"


def filled(name: str) -> str:
    """SQL: whether the column of `articles` has a value."""
    kind = ARTICLES.column(name).type
    if kind is Type.TEXT_LIST:
        return f"len({name}) > 0"
    return f"coalesce({name}, '') <> ''" if kind is Type.TEXT else f"{name} IS NOT NULL"


def gather(connection: duckdb.DuckDBPyConnection, run_ids: Sequence[str]) -> None:
    """Make the temporary table `run_records` of what these runs parsed, quarantined articles included."""
    flags = ", ".join(f"{filled(name)} AS has_{name}" for name in FILLED)
    columns = (
        f"{PUBLISHER} AS publisher, source_format, source_path, article_id, word_count, is_truncated, date_published, "
        f"{SUFFIX} AS suffix, {flags}"
    )
    connection.execute(
        f"""
        CREATE OR REPLACE TEMP TABLE run_records AS
        WITH pictured AS (SELECT DISTINCT article_id FROM images WHERE run_id IN (SELECT unnest($runs)))
        SELECT *, true AS accepted, article_id IN (FROM pictured) AS has_images
        FROM (SELECT {columns} FROM articles WHERE run_id IN (SELECT unnest($runs)))
        UNION ALL
        SELECT *, false AS accepted, false AS has_images
        FROM (SELECT {columns} FROM quarantined_articles WHERE run_id IN (SELECT unnest($runs)))
        """,
        {"runs": list(run_ids)},
    )
