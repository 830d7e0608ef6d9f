"""`search('words')` inside SQL: a table of article_id, score and snippet, the best first.

    SELECT date_published, headline, snippet FROM search('embassy AND protest') JOIN articles USING (article_id)

DuckDB cannot ask the index itself, so the questions are read from the query's text and answered before it runs; their
hits wait in a temporary table behind a temporary macro. The query stays as it was written, and read-only. Every
version of an article is found: joining `current_articles` leaves out the old ones.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import zip_longest

import duckdb

from warehouse.home import Home
from warehouse.limits import QueryError
from warehouse.search.find import opened

SNIPPETS = 200  # of the best hits of a question; further ones have none
MOST = 8  # questions in one query
SETUP = """
CREATE OR REPLACE TEMP TABLE search_hits
    (question VARCHAR, rank INTEGER, article_id VARCHAR, score FLOAT, snippet VARCHAR);
CREATE OR REPLACE TEMP MACRO search(words) AS TABLE
    SELECT article_id, score, snippet FROM temp.search_hits WHERE question = words ORDER BY rank;
"""
INSERT = """
INSERT INTO temp.search_hits
SELECT $question, rank, format('{:016x}{:016x}', id_high, id_low), score, snippet FROM search_found
"""
SEARCH = re.compile(rb'search\b|"search"', re.IGNORECASE)
TEXT = re.compile(rb"'((?:[^']|'')*)'")


def prepare(home: Home, connection: duckdb.DuckDBPyConnection, sql: str) -> str:
    """Make `search('…')` work for the calls that stand in `sql`, which is returned as it came.

    SearchError (a QueryError) for a question that cannot be read, QueryError for a call whose words do not stand in
    the query.
    """
    asked = list(dict.fromkeys(questions(sql)))
    if len(asked) > MOST:
        raise QueryError(f"the query calls search() with {len(asked)} questions; {MOST} are allowed.")
    if asked:
        connection.execute(SETUP)
        with opened(home) as search:
            for question in asked:
                connection.register("search_found", search.table(question, snippets=SNIPPETS))
                connection.execute(INSERT, {"question": question})
                connection.unregister("search_found")
    return sql


def questions(sql: str) -> Iterator[str]:
    """The words of each call. Comments and texts that look like calls are none."""
    data = sql.encode()
    starts = [start for start, _ in duckdb.tokenize(sql)]
    for name, bracket, text, end in zip_longest(starts, starts[1:], starts[2:], starts[3:], fillvalue=len(data)):
        if SEARCH.match(data, name) and data[bracket : bracket + 1] == b"(":
            words = TEXT.match(data, text)
            if words is None or data[end : end + 1] != b")":
                raise QueryError(
                    "search() takes its words as one text in single quotes: search('embassy AND protest')."
                )
            yield words[1].decode().replace("''", "'")
