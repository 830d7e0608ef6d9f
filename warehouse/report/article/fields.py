"""The fields, each with its evidence, its place in the text, and a report of it that can be copied."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from schemas.column import Column
from schemas.tables.articles import ARTICLES
from warehouse.report.article.excerpts import excerpt, report, shortened, weight
from warehouse.report.article.layout import Layout
from warehouse.report.ask import Row

SHOWN = (
    "headline", "alternative_headline", "abstract", "byline", "authors", "dateline", "dateline_place", "credit",
    "date_published", "date_modified", "in_language", "article_section", "keywords", "publisher", "uri",
    "article_body", "is_truncated", "extra",
)  # fmt: skip
VALUE, EXTRA = 1_000, 300  # characters of a value, and of what no column takes
ITEMS, ITEM = 30, 150  # of a list, and characters of each
EVIDENCE_BYTES = 200_000  # of all rows of evidence on the page
NOTE = 300
_FRAME = 200  # bytes of markup around a row


class ShownEvidence(NamedTuple):
    """Row `number` of the facts. `place`: the name of its span in the text."""

    number: int
    row: Row
    value: str | None
    note: str | None
    place: str | None


class ShownField(NamedTuple):
    """`value`: the fact, None for none; `items` instead, if it is a list. `is_cut`: not all of it is shown. `why`: the
    row of evidence that explains it. `place`: where its words stand: the span of that evidence, or (`by_words`) a block
    that holds the same words."""

    column: Column
    value: Any
    items: list[str] | None
    is_cut: bool
    why: ShownEvidence | None
    evidence: list[ShownEvidence]
    place: str | None
    by_words: bool
    report: str

    @property
    def holds(self) -> bool:
        """Whether there is a value. A text without words is one: its `word_count` says so."""
        return bool(self.items) or self.value is not None or self.column.name == "article_body"


def shown_fields(facts: Mapping[str, Any], laid_out: Layout) -> list[ShownField]:
    """The fields in order."""
    rows = shown_evidence(facts)
    excerpts = _excerpts(laid_out)
    return [_field(facts, ARTICLES.column(name), rows, laid_out, excerpts) for name in SHOWN]


def other_evidence(facts: Mapping[str, Any], laid_out: Layout) -> list[ShownEvidence]:
    """Evidence on what is no field that is shown: the page's type, fields that were left out."""
    rows = shown_evidence(facts)
    return [_evidence(number, row, laid_out) for number, row in rows if row["field"] not in SHOWN]


def shown_evidence(facts: Mapping[str, Any]) -> list[tuple[int, Row]]:
    """(number, row) of the rows of evidence that fit on the page."""
    rows, size = [], EVIDENCE_BYTES
    for number, row in enumerate(facts["children"]["evidence"]):
        size -= _FRAME + 2 * weight(shortened(row["value"] or "")) + weight(shortened(row["note"] or "", NOTE))
        if size < 0:
            break
        rows.append((number, row))
    return rows


def _field(
    facts: Mapping[str, Any],
    column: Column,
    rows: Sequence[tuple[int, Row]],
    laid_out: Layout,
    excerpts: Mapping[str, str],
) -> ShownField:
    name, value = column.name, facts["fields"][column.name]
    longest = EXTRA if name == "extra" else VALUE
    evidence = [_evidence(number, row, laid_out) for number, row in rows if row["field"] == name]
    explains = explaining(facts, name)
    why = next((shown for shown in evidence if shown.row is explains), None)
    if name == "article_body":
        value = None
    place = why.place if why else None
    by_words = place is None and f"field-{name}" in laid_out.places
    if by_words:
        place = laid_out.places[f"field-{name}"]
    items = [shortened(item, ITEM) for item in value[:ITEMS]] if isinstance(value, list) else None
    is_cut = len(value or ()) > ITEMS if items is not None else isinstance(value, str) and len(value) > longest
    shown = shortened(value, longest) if isinstance(value, str) else value
    return ShownField(
        column, None if items is not None else shown, items, is_cut, why, evidence, place, by_words,
        report(facts, _wrong(name, value, why, excerpts.get(place or ""))),
    )  # fmt: skip


def explaining(facts: Mapping[str, Any], name: str) -> Row | None:
    """The row of evidence that explains the field's value: of those that speak for it one that was used, then the
    surest, then the first. The body's last row tells its make-up."""
    rows = [row for row in facts["children"]["evidence"] if row["field"] == name]
    if name == "article_body":
        return rows[-1] if rows else None
    says_so = _values(name, facts["fields"])
    return max((row for row in rows if row["value"] in says_so), key=_weight, default=None)


def _wrong(name: str, value: Any, why: ShownEvidence | None, words: str | None) -> dict[str, Any]:
    found = [shortened(item, ITEM) for item in value[:ITEMS]] if isinstance(value, list) else value
    what: dict[str, Any] = {"field": name, "found": shortened(found) if isinstance(found, str) else found}
    if name == "article_body":
        what["found"] = why.value if why else None
    if why:
        what["evidence"] = {
            key: why.row[key]
            for key in ("method", "confidence", "source_start", "source_end")
            if why.row[key] is not None
        } | ({"note": why.note} if why.note else {})
    return what | ({"excerpt": words} if words else {})


def _evidence(number: int, row: Row, laid_out: Layout) -> ShownEvidence:
    name = f"evidence-{row['position']}"
    value, note = row["value"], row["note"]
    return ShownEvidence(
        number, row, None if value is None else shortened(value), None if note is None else shortened(note, NOTE),
        name if name in laid_out.places else None,
    )  # fmt: skip


def _values(name: str, fields: Mapping[str, Any]) -> tuple[str | None, ...]:
    """How evidence may write a field's value: a day for its first instant, an interval for its two bounds."""
    value = fields[name]
    if isinstance(value, bool):
        return (str(value).lower(),)
    if isinstance(value, list):
        return (", ".join(value) or None,)
    if name == "date_published" and value is not None:
        first, last = fields["date_published_earliest"], fields["date_published_latest"]
        return (value, f"{first}/{last}") if fields["date_published_precision"] == "range" else (value, value[:10])
    return (value,)


def _weight(row: Row) -> tuple[bool, float]:
    return not (row["note"] or "").startswith("not used"), row["confidence"] or 0.0


def _excerpts(laid_out: Layout) -> dict[str, str]:
    """The words of each span of evidence with the text around them, and the beginning of each block."""
    found = {block.name: shortened(block.text) for block in laid_out.blocks}
    for block in laid_out.blocks:
        for span in block.spans:
            if span.kind.startswith("evidence"):
                found.setdefault(span.name, excerpt(block.text, span.start, span.end))
    return found
