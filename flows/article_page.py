"""The page of one article: what the warehouse knows of it, and its bytes read again, which only parsing can do."""

from __future__ import annotations

from collections.abc import Mapping
from importlib.metadata import version
from pathlib import Path
from typing import Any

from flows.article_judgement import explained, offences_in, speaks_of_rows
from flows.items import path_hint
from flows.parse.assemble import parse
from flows.parse.encoding import Undecodable, looks_binary
from flows.parse.html.charset import decode_page
from flows.parse.model import Draft, ParsedArticle, RawRecord
from flows.parse.options import Options
from flows.parse.readers.registry import READERS
from flows.parsing import parse_options
from flows.settings import Settings
from schemas.registry import ARTICLE_CHILDREN
from warehouse.home import Home
from warehouse.report.article.facts import article_facts
from warehouse.report.article.page import render
from warehouse.report.article.reading import Reading, with_reading
from warehouse.stored import StoredRecord, raw_bytes, with_parts

PARSER = version("copydesk")
_NOT_KEPT = "The record's bytes are not in HOME/raw: the text cannot be shown as it came, nor be parsed again."


def facts_of(home: Home, prefix: str) -> dict[str, Any]:
    """The facts of the article whose id begins so. QueryError if there is none, or several; NoWarehouseError without a
    warehouse. What is not stored of a quarantined article is read again; nothing is judged."""
    facts = _facts(home, prefix)
    return with_reading(facts, read_again(home, facts) if facts["outcome"] == "quarantined" else Reading(PARSER))


def page_of(home: Home, prefix: str, *, links: bool = False) -> tuple[dict[str, Any], str]:
    """The facts and the page. `links`: to the report's other pages, where the page lies a folder below them."""
    facts = _facts(home, prefix)
    reading = read_again(home, facts, judge=True)
    facts = with_reading(facts, reading)
    return facts, render(facts, reading, links=links)


def _facts(home: Home, prefix: str) -> dict[str, Any]:
    facts = article_facts(home, prefix)
    return facts if facts["outcome"] == "rejected" else facts | {"failed": explained(facts["failed"])}


def read_again(home: Home, facts: Mapping[str, Any], *, judge: bool = False) -> Reading:
    """The record's bytes read again, with today's parser and settings. `judge`: rows that failed are looked for, which
    takes some seconds."""
    record, fields = facts["record"], facts.get("fields") or {}
    if not (digest := record["record_sha256"]):
        return Reading(PARSER, problem=_NOT_KEPT)
    stored = StoredRecord(
        digest, record["path"], record["record_locator"], record["raw_sha256"] or "", record["byte_offset"] or 0,
        facts["id"], facts["outcome"], (), 1, fields.get("parser") or "", "", None, None,
    )  # fmt: skip
    part = with_parts(home, [stored])[0].part
    if not part.endswith(".parquet"):
        return Reading(PARSER, problem=_NOT_KEPT)
    reader, context, data = raw_bytes(home, part, [digest])[digest]
    reader = reader or stored.reader
    if facts["outcome"] == "rejected" or reader not in READERS:
        return Reading(PARSER, as_text(data, context), len(data))
    raw = RawRecord(stored.locator, stored.byte_offset, data, reader, context)
    options = parse_options(Settings.load(home=home.root))
    parses = facts["outcome"] == "quarantined" or (judge and speaks_of_rows(facts["failed"]))
    return _read(raw, stored.path, options, parses=parses, judges=judge)


def _read(raw: RawRecord, path: str, options: Options, *, parses: bool, judges: bool) -> Reading:
    hint = path_hint(path, raw.locator)
    draft = READERS[raw.reader].read(raw, hint, options)
    text = draft.text if isinstance(draft, Draft) and draft.blocks is None else None
    shown = text if raw.reader == "plain_text" and text is not None else as_text(raw.data, raw.context)
    article = parse(raw, raw.reader, hint, options) if parses else None
    if not isinstance(article, ParsedArticle):
        problem = None if article is None else f"Read again today, the record is rejected: {article.message}"
        return Reading(PARSER, shown, len(raw.data), text, problem=problem)
    offences = offences_in(article) if judges else ()
    return Reading(PARSER, shown, len(raw.data), text, article.article_body, _children(article), offences)


def as_text(data: bytes, context: Mapping[str, str]) -> str | None:
    """The bytes as text to look at; None where they are none."""
    if looks_binary(data):
        return None
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        decoded = decode_page(data, context.get("charset"))
    return None if isinstance(decoded, Undecodable) else decoded.text


def _children(article: ParsedArticle) -> dict[str, list[dict[str, Any]]]:
    """The rows of the child tables, as the facts hold them."""
    return {
        table.name: [
            {"position": position, **{name: _plain(value) for name, value in row._asdict().items()}}
            for position, row in enumerate(getattr(article, table.name))
        ]
        for table in ARTICLE_CHILDREN
    }


def _plain(value: object) -> object:
    return value.isoformat() if hasattr(value, "isoformat") else value


def page_path(home: Home, article_id: str) -> Path:
    """Where the page of an article is kept."""
    return home.reports / "articles" / f"{article_id}.html"
