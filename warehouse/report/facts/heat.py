"""Fill rates by publisher, by format and by language: the heat maps, with the marks of drift."""

from __future__ import annotations

from typing import Any

from schemas.ddl import literal
from warehouse.profiles.records import PUBLISHER
from warehouse.report.ask import Row
from warehouse.report.facts.asked import Asked
from warehouse.report.facts.filled import rates

SHOWN = 40  # rows of a map: publishers that strayed from what is usual, then those with the most articles
NAME = 200  # characters of a publisher's name
GROUPS = {"publisher": f"left({PUBLISHER}, {NAME})", "format": "source_format", "language": "nullif(in_language, '')"}
MEASURED = {"publisher": "publisher", "format": "source_format"}  # the columns by which sources are measured


def heat_facts(asked: Asked, where: str, judged: str) -> dict[str, Any]:
    """`heat`: for `publisher`, `format` and `language` rows of name, articles and fill (field → share); `heat_groups`:
    how many there are of each. `marks`: group → name → field → `low` or `high`, where the run `judged` strayed from
    what is usual. `where`: SQL, which articles."""
    strayed = f"name IN (SELECT left(publisher, {NAME}) FROM source_measurements WHERE {_breached(judged)}) DESC, "
    heat, counts = {}, {}
    for group, expression in GROUPS.items():
        rows = asked.rows(
            f"heat.{group}",
            f"SELECT {expression} AS name, count(*) AS articles, {rates()} AS fill, count(*) OVER () AS of\n"
            f"FROM articles WHERE {where} GROUP BY name\n"
            f"ORDER BY {strayed if group == 'publisher' else ''}articles DESC, name LIMIT {SHOWN}",
        )
        counts[group] = rows[0]["of"] if rows else 0
        distinct = f"count(DISTINCT coalesce({expression}, '')) AS groups"
        asked.queries[f"heat_groups.{group}"] = f"SELECT {distinct} FROM articles WHERE {where}"
        heat[group] = [{name: row[name] for name in ("name", "articles", "fill")} for row in rows]
    return {"heat": heat, "heat_groups": counts, "marks": _marks(asked, judged)}


def _marks(asked: Asked, judged: str) -> dict[str, dict[str, dict[str, str]]]:
    marks: dict[str, dict[str, dict[str, str]]] = {group: {} for group in GROUPS}
    for row in _breaches(asked, judged):
        for group, column in MEASURED.items():
            own = marks[group].setdefault(row[column], {})
            side = row["side"]
            own[row["field"]] = side if own.get(row["field"], side) == side else "both"
    return marks


def _breached(judged: str) -> str:
    return f"is_breach AND measure = 'fill_rate' AND run_id = {literal(judged)}"


def _breaches(asked: Asked, judged: str) -> list[Row]:
    sql = (
        f"SELECT left(publisher, {NAME}) AS publisher, source_format, field, "
        "CASE WHEN value < low THEN 'low' ELSE 'high' END AS side "
        f"FROM source_measurements WHERE {_breached(judged)}"
    )
    cursor = asked.connection.execute(sql + " ORDER BY ALL")
    names = [column[0] for column in cursor.description or ()]
    return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
