"""What was found in the text, table by table: quotes, mentions, quantities, dates, posts, pictures, links."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any, NamedTuple

from warehouse.report.article.excerpts import excerpt, report, shortened, weight
from warehouse.report.article.layout import IN_BODY, Layout
from warehouse.report.article.marked_text import Sense
from warehouse.report.article.meanings import MEANINGS
from warehouse.report.article.reading import body_of
from warehouse.report.ask import Row

NAMES = IN_BODY | {"embeds": "embed", "images": "image", "links": "link"}
TITLES = {  # in full, and in a word
    "quotes": ("Quotes", "Quotes"), "mentions": ("People, organisations, places", "Names"),
    "quantities": ("Quantities", "Quantities"), "time_expressions": ("Dates in the text", "Dates"),
    "embeds": ("Embedded posts", "Posts"), "images": ("Pictures", "Pictures"), "links": ("Links", "Links"),
}  # fmt: skip
PLACE = {"position", "text", "body_start", "body_end", "source_start", "source_end"}
TOLD = {  # columns that a row's words, their place and their meaning tell
    "quotes": {"speaker_name", "cue"}, "mentions": {"name", "title", "country_code", "latitude", "longitude"},
    "quantities": {"value", "value_high", "modifier", "unit"}, "time_expressions": {"earliest", "latest"},
    "embeds": {"platform", "author_name", "author_handle", "posted_on"}, "images": set(), "links": set(),
}  # fmt: skip
FOUND_BYTES = 350_000
SENSE = 120  # characters of a meaning in the text
_FRAME = 900  # bytes of markup around a row


class ShownRow(NamedTuple):
    """`anchor`: the row's own name on the page; `place`: that of its words in the text, None if they have none;
    `words`: as written; `sense`: what they mean; `columns`: what else the row says."""

    anchor: str
    place: str | None
    kind: str
    words: str
    sense: str | None
    columns: list[tuple[str, str]]
    report: str


class ShownTable(NamedTuple):
    """`rows`: as many as fit; `total`: all."""

    name: str
    title: str
    short: str
    rows: list[ShownRow]
    total: int


def senses(facts: Mapping[str, Any], on_page: Collection[str]) -> dict[str, Sense]:
    """Name of a span → what it means, and the row that says so, if that says more than the words and is on the page.
    Evidence leads to the field it speaks of."""
    found = {}
    for table, meaning in MEANINGS.items():
        for row in facts["children"][table]:
            name, words = f"{NAMES[table]}-{row['position']}", shortened(meaning(row), SENSE)
            says_more = words.casefold() != (row["text"] or "").casefold()
            found[name] = Sense(f"row-{name}" if says_more and f"row-{name}" in on_page else None, words)
    for row in facts["children"]["evidence"]:
        field = f"field-{row['field']}"
        words = row["field"].replace("_", " ")
        found[f"evidence-{row['position']}"] = Sense(field if field in on_page else None, words)
    return found


def shown_tables(facts: Mapping[str, Any], laid_out: Layout, size: int = FOUND_BYTES) -> list[ShownTable]:
    """The tables that have rows. All together take about `size` bytes; of each some are shown."""
    tables = [name for name in NAMES if facts["children"][name]]
    shown = []
    for left, name in zip(range(len(tables), 0, -1), tables, strict=True):
        rows: list[ShownRow] = []
        share = size // left
        for row in facts["children"][name]:
            made = _row(facts, name, row, laid_out)
            share -= _weight(made)
            if share < 0:
                break
            size -= _weight(made)
            rows.append(made)
        shown.append(ShownTable(name, *TITLES[name], rows, len(facts["children"][name])))
    return shown


def _row(facts: Mapping[str, Any], table: str, row: Row, laid_out: Layout) -> ShownRow:
    name = f"{NAMES[table]}-{row['position']}"
    words = row.get("text") or row.get("caption") or row.get("url") or ""
    sense = MEANINGS[table](row) if table in MEANINGS else None
    columns = [(key, shortened(_text(value))) for key, value in row.items()
               if key not in PLACE | TOLD[table] and value is not None and value != words]  # fmt: skip
    what = {"table": table, "position": row["position"], "found": {
        key: shortened(value) if isinstance(value, str) else value
        for key, value in row.items() if key not in ("position", "body_start", "body_end") and value is not None
    }}  # fmt: skip
    if row.get("body_start") is not None and row.get("body_end") is not None:
        what["excerpt"] = excerpt(body_of(facts), row["body_start"], row["body_end"])
    kind = row["kind"] if table == "mentions" else NAMES[table]
    if sense is not None and sense.casefold() == words.casefold():
        sense = None
    return ShownRow(
        f"row-{name}", laid_out.places.get(name), kind, shortened(words), sense and shortened(sense), columns,
        report(facts, what),
    )  # fmt: skip


def _text(value: object) -> str:
    return f"{value:.6g}" if isinstance(value, float) else str(value)


def _weight(row: ShownRow) -> int:
    """Bytes of the row on the page, roughly."""
    texts = [row.words, row.sense or "", row.report, *(text for column in row.columns for text in column)]
    return _FRAME + sum(map(weight, texts)) + 40 * len(row.columns)
