"""The text in which a failing record's offending words stand, from what the warehouse and the raw store hold."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import duckdb
import pyarrow as pa

from warehouse.home import Home
from warehouse.report.ask import Row, ask
from warehouse.report.facts import focus
from warehouse.report.facts.focus import Excerpt
from warehouse.report.facts.raw_text import raw_texts

NOTE = 300  # characters
SEEN = focus.AROUND + 1  # characters read on each side of a place

# of each article and field the evidence that has a place in the text, else the one that says why there is none
_EVIDENCE = f"""
    SELECT w.article_id, w.field, left(e.note, {NOTE}) AS note, b.text, e.source_start - b.source_start AS start,
           e.source_end - b.source_start AS stop
    FROM wanted w JOIN evidence e USING (article_id, field)
    LEFT JOIN blocks b ON b.article_id = e.article_id AND e.source_start >= b.source_start
        AND e.source_start < b.source_end
    QUALIFY row_number() OVER (PARTITION BY w.article_id, w.field ORDER BY b.text IS NULL, e.position, b.position) = 1
"""
_BODIES = """
    SELECT article_id, left(article_body, 600) AS opens, right(article_body, 600) AS ends
    FROM articles WHERE article_id IN (SELECT article_id FROM wanted)
"""
_KEPT_OUT = """
    SELECT article_id, headline, alternative_headline, byline, dateline, credit,
           array_to_string(authors, ', ') AS authors,
           left(article_body, 600) AS article_body, right(article_body, 600) AS ends
    FROM quarantined_articles WHERE article_id IN (SELECT article_id FROM wanted)
"""
_EMPTY_ROWS = """
    SELECT article_id, min(body_start) AS start, arg_min(body_end, (body_start, position)) AS stop
    FROM {table} WHERE article_id IN (SELECT article_id FROM wanted) AND "{column}" IS NULL AND body_start IS NOT NULL
    GROUP BY article_id
"""


def add_excerpts(
    connection: duckdb.DuckDBPyConnection, home: Home, run_id: str, records: Sequence[Row], failed: Sequence[Row]
) -> None:
    """Give each record its `excerpt` (before, marked, after; None where there is none) and `note`."""
    speaks_of = {row["expectation"]: row for row in failed}
    for record in records:
        record["excerpt"] = record["note"] = None
    by_outcome = {
        outcome: [row for row in records if row["outcome"] == outcome] for outcome in ("accepted", "quarantined")
    }
    _of_accepted(connection, by_outcome["accepted"], speaks_of)
    _of_quarantined(connection, home, run_id, by_outcome["quarantined"], speaks_of)
    for record in records:
        record["excerpt"] = record["excerpt"]._asdict() if record["excerpt"] else None


def _of_accepted(connection: duckdb.DuckDBPyConnection, records: Sequence[Row], speaks_of: dict[str, Row]) -> None:
    fields = [_field(row, speaks_of) for row in records]
    _want(connection, [(row["article_id"], field) for row, field in zip(records, fields, strict=True)])
    evidence = {(row["article_id"], row["field"]): row for row in ask(connection, _EVIDENCE)}
    bodies = {row["article_id"]: row for row in ask(connection, _BODIES)}
    places = _empty_rows(connection, speaks_of)
    for record, field in zip(records, fields, strict=True):
        told, body = evidence.get((record["article_id"], field)), bodies.get(record["article_id"])
        if (place := places.get((record["expectation"], record["article_id"]))) is not None:
            record["excerpt"] = place
        elif told is not None and told["text"] is not None:
            record["excerpt"] = focus.around(told["text"], told["start"], told["stop"])
        elif body is not None:
            record["excerpt"] = focus.ending(body["ends"]) if field == focus.END else focus.opening(body["opens"])
        record["note"] = told["note"] if told else None


def _empty_rows(connection: duckdb.DuckDBPyConnection, speaks_of: dict[str, Row]) -> dict[tuple[str, str], Excerpt]:
    """(expectation, article) → the body around the first row of a child table whose column is empty."""
    found = {}
    for name, row in speaks_of.items():
        column = focus.empty_column(row["suite"], row["column"])
        if column is None or row["suite"] not in ("quotes", "mentions", "quantities", "time_expressions"):
            continue
        query = (
            f"SELECT o.article_id, substr(article_body, greatest(start - {SEEN} + 1, 1), "
            f"stop - greatest(start - {SEEN}, 0) + {SEEN}) AS text, "
            f"least(start, {SEEN}) AS start, stop - start AS length "
            f"FROM ({_EMPTY_ROWS.format(table=row['suite'], column=column)}) o JOIN articles USING (article_id)"
        )
        for place in ask(connection, query):
            end = place["start"] + place["length"]
            found[name, place["article_id"]] = focus.around(place["text"], place["start"], end)
    return found


def _of_quarantined(
    connection: duckdb.DuckDBPyConnection, home: Home, run_id: str, records: Sequence[Row], speaks_of: dict[str, Row]
) -> None:
    _want(connection, [(row["article_id"], _field(row, speaks_of)) for row in records])
    articles = {row["article_id"]: row for row in ask(connection, _KEPT_OUT)}
    texts = raw_texts(connection, home, run_id, list(articles))
    for record in records:
        article, field = articles.get(record["article_id"]), _field(record, speaks_of)
        if article is None:
            continue
        text = texts.get(record["article_id"])
        value = article["article_body"].split("\n", 1)[0] if field == focus.BODY else article.get(field)
        if field == focus.END:
            record["excerpt"] = focus.ending(article["ends"])
        elif text:
            record["excerpt"] = focus.found(text, value)
        else:
            record["excerpt"] = focus.opening(value or article["article_body"])


def _field(record: Row, speaks_of: dict[str, Row]) -> str:
    row = speaks_of.get(record["expectation"])
    return focus.field_of(row["suite"] if row else "", record["expectation"])


def _want(connection: duckdb.DuckDBPyConnection, pairs: Iterable[tuple[str, str]]) -> None:
    """Make the temporary table `wanted` of articles and fields."""
    chosen: list[Any] = sorted(set(pairs))
    ids, fields = pa.array([i for i, _ in chosen], pa.string()), pa.array([f for _, f in chosen], pa.string())
    connection.register("wanted_now", pa.table({"article_id": ids, "field": fields}))
    connection.execute("CREATE OR REPLACE TEMP TABLE wanted AS FROM wanted_now")
    connection.unregister("wanted_now")
