"""Each answer keeps its query, and a fact can be looked up by its name."""

from __future__ import annotations

import duckdb
import pytest

from warehouse.report.facts.asked import Answers, Asked, instant, looked_up


@pytest.fixture
def asked() -> Asked:
    return Asked(duckdb.connect())


def test_the_answer_stands_where_its_name_says(asked: Asked) -> None:
    facts = {
        "rows": asked.rows("rows", "SELECT i, {'a': i * 2} AS more FROM range(3) t(i) ORDER BY i"),
        "row": asked.row("row", 'SELECT 7 AS seen, 8 AS "two.parts"'),
        "value": asked.value("value", "SELECT 9 AS n"),
        "pairs": asked.pairs("pairs", "SELECT 'b.c' AS key, 3 AS value UNION ALL SELECT 'b', 4"),
    }
    assert facts["value"] == 9
    answers = Answers(asked.connection, asked.queries)
    shown = ("rows.2.i", "rows.1.more.a", "row.seen", "row.two.parts", "value", "pairs.b.c", "pairs.b")
    assert [answers[name] for name in shown] == [2, 2, 7, 8, 9, 3, 4]


def test_the_longest_name_counts(asked: Asked) -> None:
    asked.row("heat", "SELECT 1 AS a")
    asked.rows("heat.format", "SELECT 2 AS a")
    assert looked_up(asked.connection, asked.queries, "heat.format.0.a") == 2
    assert looked_up(asked.connection, asked.queries, "heat.a") == 1


def test_what_no_query_gives_is_an_error(asked: Asked) -> None:
    asked.value("counts", "SELECT 1 AS n")
    for name in ("countless", "other", "counts.n.deeper"):
        with pytest.raises(KeyError):
            looked_up(asked.connection, asked.queries, name)


def test_an_instant_is_told_in_utc_to_the_millisecond(asked: Asked) -> None:
    asked.connection.execute("SET TimeZone = 'Asia/Tokyo'")
    moment = instant("TIMESTAMPTZ '2026-11-01 10:10:00.123456+00'")
    assert asked.value("at", f"SELECT {moment} AS at") == "2026-11-01T10:10:00.123Z"
