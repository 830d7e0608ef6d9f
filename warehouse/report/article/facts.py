"""The facts of one article, or of a rejected record, asked of the warehouse; values that JSON can hold."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from typing import Any

from schemas.ddl import literal
from schemas.reasons import REASONS
from schemas.registry import ARTICLE_CHILDREN
from schemas.vocabularies import MENTION_KINDS
from warehouse.database import open_snapshot
from warehouse.home import Home
from warehouse.remote.mirror import address
from warehouse.report.article.find import find
from warehouse.report.ask import Row, ask, parsed
from warehouse.report.facts.asked import Asked

MEMORY = "512MB"
LISTED = 20  # versions, members of a group of reprints, meetings with the record, decisions: of each
LINE, CELL = 150, 300  # characters of a headline in a list, and of a value

_FAILED = """
    SELECT expectation, arg_max(severity, run_id) AS severity, arg_max(description, run_id) AS description,
           arg_max(suite, run_id) AS suite
    FROM expectation_results WHERE list_contains($1, expectation) AND (run_id = $2 OR NOT success)
    GROUP BY expectation
"""
_GROUP = "group_id = (SELECT group_id FROM reprints WHERE article_id = {id})"
_MET = "article_id = {id} OR record_sha256 = {record}"
_LISTS = {  # name → its rows, with the article's `id` and `work`, and its record's sha256
    "versions": f"""
        SELECT article_id, version, is_current, date_published, date_modified, ingested_at,
               left(headline, {LINE}) AS headline
        FROM articles WHERE work_id = {{work}} ORDER BY version DESC, article_id LIMIT {LISTED}
    """,
    "reprints": f"""
        SELECT r.article_id, r.similarity, r.method, r.is_earliest, r.origin_agency, a.publisher, a.date_published,
               left(a.headline, {LINE}) AS headline
        FROM reprints r JOIN articles a USING (article_id) WHERE {_GROUP}
        ORDER BY r.is_earliest DESC, r.similarity DESC NULLS LAST, r.article_id LIMIT {LISTED}
    """,
    "changes": f"""
        SELECT version, field, change, left(old_value, {CELL}) AS old_value, left(new_value, {CELL}) AS new_value,
               old_parser_version, run_id
        FROM field_changes WHERE article_id = {{id}} ORDER BY version DESC, field LIMIT {LISTED}
    """,
    "withdrawals": f"""
        SELECT uri, message, path, run_id FROM withdrawals WHERE work_id = {{work}} ORDER BY run_id, path LIMIT {LISTED}
    """,
}
_BEFORE = """
    SELECT article_id, version, headline, article_body FROM articles WHERE work_id = {work} AND version < {version}
    ORDER BY version DESC, article_id LIMIT 1
"""
_OF_RECORD = {
    "records": f"""
        SELECT run_id, path, record_locator, outcome, reason_code, raw_sha256, record_sha256, byte_offset, byte_length
        FROM records WHERE {_MET} ORDER BY run_id, path, record_locator LIMIT {LISTED}
    """,
    "history": f"""
        SELECT acted_at, actor, action, was, became, reasons, note FROM quarantine_history WHERE {_MET}
        ORDER BY acted_at, run_id LIMIT {LISTED}
    """,
}
_COUNTED = {
    "versions": "SELECT count(*) FROM articles WHERE work_id = {work}",
    "reprints": f"SELECT count(*) FROM reprints WHERE {_GROUP}",
}


def article_facts(home: Home, prefix: str) -> dict[str, Any]:
    """What the warehouse knows of the article, or rejected record, whose id begins so.

    `outcome`, `id`; `fields`: its row; `children`: child table → its rows, those of a quarantined article are not
    stored; `failed`: the expectations it failed; `before`: headline and body of the version before; `versions`,
    `reprints`, `records` (every meeting with its record), `history`, `changes`, `withdrawals`, `run`; `counts`.
    `queries`: a fact's name → the SQL that gives it. QueryError and NoWarehouseError as `find` and `open_snapshot`.
    """
    with open_snapshot(home) as connection:
        connection.execute(f"SET memory_limit = '{MEMORY}'")
        connection.execute("SET TimeZone = 'UTC'")
        found = find(connection, prefix)
        asked = Asked(connection)
        facts = _rejected(asked, found) if found["outcome"] == "rejected" else _article(asked, found)
        run = asked.rows(
            "run", f"SELECT run_id, kind, started_at, versions FROM runs WHERE run_id = {literal(found['run_id'])}"
        )
    for row in run:
        row["versions"] = parsed(row["versions"])
    own = {"home": address(home), "outcome": found["outcome"], "id": found["id"], "run": run[0] if run else None}
    ready: dict[str, Any] = _ready(own | facts | {"queries": asked.queries})
    return ready


def _article(asked: Asked, found: Row) -> dict[str, Any]:
    own = literal(found["id"])
    table = "articles" if found["outcome"] == "accepted" else "quarantined_articles"
    fields = asked.row("fields", f"FROM {table} WHERE article_id = {own}")
    names = {"id": own, "work": literal(fields["work_id"]), "record": "NULL"}
    children = {child.name: _rows(asked, child.name, own, found["outcome"]) for child in ARTICLE_CHILDREN}
    record = _record(asked, found) | {"raw_sha256": fields["raw_sha256"]}
    if record["record_sha256"]:
        names["record"] = literal(record["record_sha256"])
    counts = {name: asked.value(f"counts.{name}", sql.format(**names)) for name, sql in _COUNTED.items()}
    if found["outcome"] == "accepted":
        rows = row_counts(children)
        counts |= rows
        asked.queries |= {f"counts.{name}": _count_of(name, own) for name in rows}
    before = ask(asked.connection, _BEFORE.format(work=names["work"], version=fields["version"]))
    return {
        "before": before[0] if before else None,
        "status": fields.pop("status", None),
        "fields": fields,
        "children": children,
        "children_parser_version": fields["parser_version"] if any(children.values()) else None,
        "failed": _failed(asked, fields["failed_expectations"], found["run_id"]),
        "record": record,
        "counts": counts,
        **{name: asked.rows(name, sql.format(**names)) for name, sql in (_LISTS | _OF_RECORD).items()},
    }


def _rejected(asked: Asked, found: Row) -> dict[str, Any]:
    row = asked.row("rejection", f"FROM rejections WHERE {_place(found)}")
    reason = REASONS.get(row["reason_code"])
    digest = row["record_sha256"] or row["raw_sha256"]
    names = {"id": "NULL", "record": literal(digest)}
    return {
        "rejection": row | {"meaning": reason.meaning if reason else None, "remedy": reason.remedy if reason else None},
        "record": _record(asked, found) | {"raw_sha256": row["raw_sha256"], "record_sha256": row["record_sha256"]},
        **{name: asked.rows(name, sql.format(**names)) for name, sql in _OF_RECORD.items()},
    }


def _place(found: Row) -> str:
    """SQL: the row of a ledger table that is about this record in this run."""
    run, path, locator = (literal(found[name]) for name in ("run_id", "path", "locator"))
    return f"run_id = {run} AND path = {path} AND record_locator = {locator}"


def _record(asked: Asked, found: Row) -> Row:
    """Where the record lies; what the ledger does not tell is None."""
    rows = asked.rows("record", f"SELECT byte_offset, byte_length, record_sha256 FROM records WHERE {_place(found)}")
    unknown: Row = {"byte_offset": None, "byte_length": None, "record_sha256": None}
    return {"path": found["path"], "record_locator": found["locator"]} | (rows[0] if rows else unknown)


def _rows(asked: Asked, table: str, own: str, outcome: str) -> list[Row]:
    """The article's rows of a child table; none of one that was not accepted is stored."""
    if outcome != "accepted":
        return []
    sql = f"SELECT * EXCLUDE (article_id, run_id) FROM {table} WHERE article_id = {own} ORDER BY position"
    return asked.rows(f"children.{table}", sql)


def _count_of(name: str, own: str) -> str:
    kind = f" AND kind = {literal(name)}" if name in MENTION_KINDS else ""
    return f"SELECT count(*) FROM {'mentions' if kind else name} WHERE article_id = {own}{kind}"


def _failed(asked: Asked, names: list[str], run_id: str) -> list[Row]:
    """The failed expectations in the article's own order; one that no run speaks of by its name alone."""
    if not names:
        return []
    known = {row["expectation"]: row for row in ask(asked.connection, _FAILED, names, run_id)}
    unknown: Row = {"severity": None, "description": None, "suite": None}
    return [{"expectation": name} | known.get(name, unknown) for name in names]


def row_counts(children: Mapping[str, Sequence[Row]]) -> dict[str, int]:
    """Rows of each child table, and of the mentions those of each kind."""
    kinds = Counter(row["kind"] for row in children["mentions"])
    return {name: len(rows) for name, rows in children.items()} | {kind: kinds[kind] for kind in MENTION_KINDS}


def _ready(value: Any) -> Any:
    """The value with instants and days as ISO text."""
    if isinstance(value, dict):
        return {key: _ready(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_ready(item) for item in value]
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    return value.isoformat() if isinstance(value, date) else value
