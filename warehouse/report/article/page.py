"""The page: facts and the record read again in, HTML out; the same bytes for the same facts.

It asks for nothing, and everything on it works without its script, which adds buttons that copy: what is shown and
hidden in the text hangs on check boxes, by style alone.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from jinja2 import Environment
from markupsafe import Markup

from schemas.tables.articles import ARTICLES
from warehouse.report.article.commands import ArticleCommands
from warehouse.report.article.edits import edits
from warehouse.report.article.excerpts import shortened, weight
from warehouse.report.article.fields import SHOWN, other_evidence, shown_fields
from warehouse.report.article.found import senses, shown_tables
from warehouse.report.article.graphemes import cut_before
from warehouse.report.article.layout import IN_BODY, Layout, layout
from warehouse.report.article.marked_text import MarkedText, marked_text
from warehouse.report.article.meanings import day, interval
from warehouse.report.article.notes import notes, particulars
from warehouse.report.article.reading import Reading
from warehouse.report.figures import Figures, day_and_time
from warehouse.report.page.environment import environment, policy, style
from warehouse.report.visible import visible

_LANGUAGE = re.compile(ARTICLES.column("in_language").pattern or "")  # what was kept out may hold anything
RAW_BYTES = 150_000  # of the record as it came
FAILED_BYTES = 150_000  # of what was failed where
LEGEND = (
    ("quote", "quotes", "quotes"), ("person", "people", "person"), ("organisation", "organisations", "organisation"),
    ("place", "places", "place"), ("quantity", "quantities", "quantities"), ("time", "dates", "time_expressions"),
)  # fmt: skip


def render(facts: dict[str, Any], reading: Reading, *, links: bool = False) -> str:
    """The page of an article or of a rejected record. `links`: to the report's pages, a folder above."""
    sheets, script = style("tokens.css", "article.css"), style("script.js")
    shared: dict[str, Any] = {
        "facts": facts, "figures": Figures(facts), "commands": ArticleCommands(facts["id"], facts["home"]),
        "style": sheets, "script": script, "policy": policy(sheets, script),
        "links": links, "rejection": facts.get("rejection"), "notes": notes(facts, reading), **_raw(reading),
    }  # fmt: skip
    if facts["outcome"] == "rejected":
        shared["title"] = facts["rejection"]["reason_code"]
    else:
        shared |= _of_article(facts, reading)
    return _environment().get_template("article.html.j2").render(shared)


def _of_article(facts: dict[str, Any], reading: Reading) -> dict[str, Any]:
    laid_out = layout(facts, reading.text)
    tables = shown_tables(facts, laid_out)
    rows = {row.anchor for table in tables for row in table.rows} | {f"field-{name}" for name in SHOWN}
    text = marked_text(laid_out.blocks, senses(facts, rows))
    fields = facts["fields"]
    return {
        "title": fields["headline"] or "Without a headline",
        "language": fields["in_language"] if _LANGUAGE.fullmatch(fields["in_language"] or "") else None,
        "particulars": particulars(fields),
        "edits": edits(facts["before"], fields) if facts["before"] else None,
        "problems": laid_out.problems,
        **_failures(facts),
        "text": text,
        "anchors": text.anchors,
        "rows": rows,
        "legend": _legend(facts, laid_out),
        "fields": shown_fields(facts, laid_out),
        "other_evidence": other_evidence(facts, laid_out),
        "published": _published(fields),
        "bounds": _bounds(fields),
        "tables": tables,
        "offence_place": lambda offence: _offence_place(offence, laid_out, text, rows),
    }


def _published(fields: Mapping[str, Any]) -> Markup | None:
    """The day, and the time of day where it is known."""
    value = fields["date_published"]
    if value is None:
        return None
    timed = fields["date_published_precision"] in ("second", "minute", "hour")
    shown = day_and_time(value) if timed else day(value[:10])
    return Markup('<time datetime="{}" data-fact="fields.date_published">{}</time>').format(value, shown)


def _bounds(fields: Mapping[str, Any]) -> str:
    """How exactly that is known."""
    if fields["date_published_precision"] == "range":
        return interval(fields["date_published_earliest"], fields["date_published_latest"]) or "a range"
    return f"to the {fields['date_published_precision']}"


def _legend(facts: Mapping[str, Any], laid_out: Layout) -> list[tuple[str, str, str | None]]:
    """(kind, label, name of the count) of what can be shown and hidden."""
    found = [(kind, label, count) for kind, label, count in LEGEND if facts["counts"][count]]
    kinds = {span.kind for block in laid_out.blocks for span in block.spans}
    return [
        *found,
        *([("evidence", "evidence", None)] if "evidence" in kinds else []),
        *([("outside", "what is not the body", None)] if _outside(laid_out) else []),
        *([("senses", "what each mark means", None)] if kinds else []),
    ]


def _outside(laid_out: Layout) -> bool:
    return any(block.body_start is None for block in laid_out.blocks)


def _offence_place(offence: Mapping[str, Any], laid_out: Layout, text: MarkedText, rows: set[str]) -> str | None:
    """Where on the page the failure is to be seen: in the text, else in the list of rows or fields."""
    if offence["field"]:
        return f"field-{offence['field']}" if offence["field"] in SHOWN else None
    table, position = offence["table"], offence["position"]
    if table is None or position is None:
        return None
    if table == "blocks":
        return f"block-{position}" if f"block-{position}" in text.anchors else None
    name = f"{IN_BODY.get(table, table.removesuffix('s'))}-{position}"
    place = laid_out.places.get(name)
    if place in text.anchors:
        return place
    return f"row-{name}" if f"row-{name}" in rows else None


def _failures(facts: Mapping[str, Any]) -> dict[str, Any]:
    """`failed` and `also_failing`, as many of the offences in them as fit."""
    left = FAILED_BYTES

    def fitting(offences: Sequence[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
        nonlocal left
        shown = []
        for offence in offences:
            left -= 200 + weight(shortened(offence["excerpt"] or "")) + weight(shortened(offence["found"] or ""))
            if left > 0:
                shown.append(offence)
        return shown

    failed = [row | {"offences": fitting(row["offences"])} for row in facts["failed"]]
    return {"failed": failed, "also_failing": fitting(facts["also_failing"])}


def _raw(reading: Reading) -> dict[str, Any]:
    raw = reading.raw
    if raw is None:
        problem = reading.problem or (f"The record is no text: {reading.size:,} bytes." if reading.size else None)
        return {"raw": None, "raw_problem": problem}
    shown = raw[: cut_before(raw, RAW_BYTES)]
    while len(Markup.escape(visible(shown)).encode()) > RAW_BYTES:
        shown = shown[: cut_before(shown, int(len(shown) * 0.8))]
    return {"raw": shown, "raw_length": len(raw), "raw_is_cut": len(shown) < len(raw)}


@cache
def _environment() -> Environment:
    """That of all pages, with what only this page needs."""
    own = environment().overlay()
    own.filters = own.filters | {"offending": _offending, "rounded": _rounded}
    return own


def _rounded(found: str) -> str:
    """What an expectation found; a number with four digits that count."""
    try:
        return f"{float(found):.4g}"
    except ValueError:
        return found


def _offending(text: str) -> Markup:
    """An excerpt, what stands between « and » marked, if that is once."""
    before, _, rest = visible(text).partition("«")
    words, closed, after = rest.partition("»")
    return Markup("{}<mark>{}</mark>{}").format(before, words, after) if closed else Markup.escape(visible(text))
