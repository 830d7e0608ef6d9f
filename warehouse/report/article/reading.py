"""What a record's bytes come to when they are read again: the text that source offsets count in, and rows not stored.

The warehouse knows nothing of parsing: who asks for the page does the reading, and hands this over.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from warehouse.report.article.facts import row_counts
from warehouse.report.ask import Row


@dataclass(frozen=True, slots=True)
class Reading:
    """`raw`: the bytes as text, None where they are no text or were not kept; `size`: how many they are. `text`: what
    source offsets count in, None where the format has no such text. `body` and `children`: the article's text, and
    child table → rows, each with its `position`. `offences`: what fails today, see `with_reading`. `problem`: why
    nothing, or not all, could be read."""

    parser_version: str
    raw: str | None = None
    size: int = 0
    text: str | None = None
    body: str | None = None
    children: Mapping[str, Sequence[Row]] = field(default_factory=dict)
    offences: Sequence[Row] = ()
    problem: str | None = None


def with_reading(facts: dict[str, Any], reading: Reading) -> dict[str, Any]:
    """The facts with what the reading adds: rows that are not stored (of a quarantined article), and where and how each
    expectation was failed.

    An offence names the `expectation`, what was `found`, an `excerpt`, and what it speaks of: the `field` (a column of
    `articles`) or the `table` and the `position` of a row in it.
    """
    if facts["outcome"] == "rejected":
        return facts | {"reading_problem": reading.problem}
    children, version, body = facts["children"], facts["children_parser_version"], facts["fields"]["article_body"]
    if not any(children.values()) and any(reading.children.values()):
        children = {name: list(reading.children.get(name, ())) for name in children}
        version = reading.parser_version
        body = reading.body if reading.body is not None else body
    return facts | {
        "children": children,
        "other_body": body if body != facts["fields"]["article_body"] else None,
        "counts": row_counts(children) | facts["counts"],
        "children_parser_version": version,
        "failed": [_explained(row, children, reading) for row in facts["failed"]],
        "also_failing": _unknown(facts["failed"], reading.offences),
        "reading_problem": reading.problem,
    }


def body_of(facts: Mapping[str, Any]) -> str:
    """The text that the child rows point into: the article's own, or what reading it again gave, if that is another."""
    other = facts.get("other_body")
    return str(facts["fields"]["article_body"] if other is None else other)


def _explained(failed: Row, children: Mapping[str, Sequence[Row]], reading: Reading) -> Row:
    """A failed expectation with where it is failed; a row is named only if the stored one says the same."""
    own = [dict(row) for row in reading.offences if row["expectation"] == failed["expectation"]]
    for row in own:
        table, position = row["table"], row["position"]
        if table is not None and not _same_row(children, reading.children, table, position):
            row["position"] = None
    told = {name: failed.get(name) or next((row[name] for row in own), None) for name in ("question", "field")}
    return failed | told | {"offences": own}


def _same_row(
    stored: Mapping[str, Sequence[Row]], read: Mapping[str, Sequence[Row]], table: str, position: int | None
) -> bool:
    rows, others = stored.get(table, ()), read.get(table, ())
    if position is None or position >= len(rows) or position >= len(others):
        return False
    return rows[position].get("text") == others[position].get("text")


def _unknown(failed: Sequence[Row], offences: Sequence[Row]) -> list[Row]:
    """What fails today and was not failed when the article was judged."""
    known = {row["expectation"] for row in failed}
    return [dict(row) for row in offences if row["expectation"] not in known]
