"""How much memory reading takes. DuckDB reads a column 2,048 rows at a time, however few of them are wanted."""

from __future__ import annotations

from warehouse.export import Ask, rows_of

AT_A_TIME = 2_048
BYTES_A_WORD, COPIES = 8, 4  # of a text, and of it on its way through a query
LEAST, MOST = 192_000_000, 4_000_000_000  # bytes


def memory(ask: Ask) -> int:
    """Bytes that a query on whole articles needs, judged by the words of the longest that lie together."""
    sql = f"SELECT max(words) FROM (SELECT sum(word_count) AS words FROM articles GROUP BY rowid // {AT_A_TIME})"
    [(words,)] = rows_of(ask(sql))
    return min(max(LEAST, int(words or 0) * BYTES_A_WORD * COPIES), MOST)
