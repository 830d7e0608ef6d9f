"""One record that was kept out, looked at closely: parsed again, to show what is wrong and where."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any, NamedTuple

from flows.items import parsed
from flows.job import Job
from flows.parse.model import ParsedArticle, RawRecord
from flows.parse.readers.registry import READERS
from flows.parsing import parse_options
from flows.settings import Settings
from warehouse.database import open_snapshot
from warehouse.home import Home
from warehouse.query import QueryError
from warehouse.stored import Selection, StoredRecord, kept_out, raw_bytes, with_parts

EXCERPT = 600  # characters of the record's own text


class Inspection(NamedTuple):
    """`fields`: the record's, those of the article if there is one. `failed`: a row for each expectation that it
    fails today or failed then: severity, expectation, description, what was found, and the text around it."""

    fields: dict[str, Any]
    failed: list[dict[str, Any]]
    history: list[tuple[Any, ...]]
    raw_excerpt: str


def inspect(home: Home, prefix: str) -> Inspection:
    """Look at the record whose id begins so. QueryError if there is none, or several."""
    record = _find(home, prefix)
    fields, failed, history = _stored(home, record)
    data, article = _parsed_again(home, record)
    if article is not None:
        from expectations.offences import offences

        today = datetime.now(UTC).date()
        found = [offence._asdict() for offence in offences(article, today=today)]
        names = {row["expectation"] for row in found}
        failed = found + [row for row in failed if row["expectation"] not in names]
    text = data[: EXCERPT * 4].decode("utf-8", "backslashreplace")[:EXCERPT]
    return Inspection(fields, failed, history, text)


def _find(home: Home, prefix: str) -> StoredRecord:
    with open_snapshot(home) as connection:
        found: dict[str, StoredRecord] = {}
        for dismissed in (False, True):
            everything = kept_out(connection, Selection(dismissed=dismissed))
            found |= {r.record_sha256: r for r in everything if (r.record_sha256 or "").startswith(prefix)}
    if len(found) != 1:
        number = "no record that was kept out has" if not found else f"{len(found)} records have"
        raise QueryError(f"{number} an id that starts with {prefix!r}; `copydesk quarantine list` shows them all")
    return with_parts(home, list(found.values()))[0]


def _stored(home: Home, record: StoredRecord) -> tuple[dict[str, Any], list[dict[str, Any]], list[tuple[Any, ...]]]:
    """What the warehouse says of it: its fields, the expectations it failed then, the decisions on it."""
    with open_snapshot(home) as connection:
        table, path = ("quarantined_articles", "source_path") if record.article_id else ("rejections", "path")
        cursor = connection.execute(
            f"FROM {table} WHERE run_id = ? AND {path} = ? AND record_locator = ?",
            [record.run_id, record.path, record.locator],
        )
        fields = dict(zip([c[0] for c in cursor.description or ()], cursor.fetchall()[0], strict=True))
        failed = connection.execute(
            "SELECT DISTINCT severity, expectation, description FROM expectation_results "
            "WHERE run_id = ? AND list_contains(?, expectation) "
            "ORDER BY list_position(['critical', 'warning', 'info'], severity), expectation",
            [record.run_id, list(record.reasons)],
        ).fetchall()
        history = connection.execute(
            "SELECT acted_at, actor, action, became, note FROM quarantine_history WHERE record_sha256 = ? ORDER BY 1",
            [record.record_sha256],
        ).fetchall()
    rows = [{"severity": s, "expectation": e, "description": d, "found": None, "excerpt": None} for s, e, d in failed]
    return fields, rows, history


def _parsed_again(home: Home, record: StoredRecord) -> tuple[bytes, ParsedArticle | None]:
    """The record's bytes, and the article in them if they can be parsed by themselves."""
    if not record.part.endswith(".parquet"):
        return b"", None
    reader, context, data = raw_bytes(home, record.part, [record.record_sha256])[record.record_sha256]
    reader = reader or record.reader
    if reader not in READERS:
        return data, None
    settings = Settings.load(home=home.root)
    job = Job("", str(home.root), "", datetime.now(UTC), limits=settings.limits, options=parse_options(settings))
    result = parsed(RawRecord(record.locator, record.byte_offset or 0, data, reader, context), record.path, job)
    return data, result if isinstance(result, ParsedArticle) else None
