"""An article for the page's tests, with something in every table, as facts and as a home."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from schemas.registry import TABLES
from tests.warehouse.report.homes import START, HomeBuilder, article_id
from warehouse.home import Home
from warehouse.report.article.facts import article_facts
from warehouse.report.article.reading import Reading, with_reading

RUN = "20261101T101000.000000Z"
PARAGRAPHS = (
    'Mayor Ada Wren opened the bridge in Aalen on Monday. "It holds about 600 people," she said.',
    "“Nobody fell in,” said Otto Quill.",
)
BODY = "\n\n".join(PARAGRAPHS)
BLOCKS = (
    ("headline", "Bridge opens"), ("byline", "By Ada Quill"), ("paragraph", PARAGRAPHS[0]),
    ("embed", "A fine bridge! — Otto (@otto) 1 November 2026"), ("paragraph", PARAGRAPHS[1]), ("boilerplate", "Share"),
)  # fmt: skip
SOURCE = "\n\n".join(text for _, text in BLOCKS) + "\n"


def at(words: str) -> dict[str, Any]:
    """Where words stand in the body."""
    start = BODY.index(words)
    return {"text": words, "body_start": start, "body_end": start + len(words)}


def in_source(words: str) -> dict[str, int]:
    start = SOURCE.index(words)
    return {"source_start": start, "source_end": start + len(words)}


def blocks(rows: Sequence[tuple[str, str]] = BLOCKS) -> list[dict[str, Any]]:
    """Rows of `blocks` as they stand one after another, a blank line between two."""
    made, position = [], 0
    for kind, text in rows:
        made.append({"kind": kind, "text": text, "source_start": position, "source_end": position + len(text)})
        position += len(text) + 2
    return made


CHILDREN: Mapping[str, list[dict[str, Any]]] = {
    "blocks": blocks(),
    "quotes": [
        {**at("It holds about 600 people,"), "kind": "direct", "speaker": "she", "speaker_name": "Ada Wren",
         "cue": "said"},
        {**at("Nobody fell in,"), "kind": "direct", "speaker": "Otto Quill", "speaker_name": "Otto Quill",
         "cue": "said"},
    ],
    "mentions": [
        {**at("Ada Wren"), "kind": "person", "name": "Ada Wren", "title": "Mayor", "method": "title"},
        {**at("Aalen"), "kind": "place", "country_code": "DE", "latitude": 48.8366, "longitude": 10.097,
         "method": "list"},
    ],
    "quantities": [{**at("about 600 people"), "value": 600.0, "modifier": "about", "unit": "people"}],
    "time_expressions": [{**at("Monday"), "earliest": "2026-11-01", "latest": "2026-11-01", "basis": "date_published"}],
    "embeds": [{"platform": "x", "author_name": "Otto", "author_handle": "otto", "posted_on": "2026-11-01",
                "text": "A fine bridge!", **in_source(BLOCKS[3][1])}],
    "images": [{"url": "https://invented.example/bridge.jpg", "caption": "The bridge"}],
    "links": [{"url": "https://invented.example/", "text": "more"}],
    "evidence": [
        {"field": "headline", "value": "Bridge opens", "method": "block:headline", "confidence": 0.8,
         **in_source("Bridge opens")},
        {"field": "byline", "value": "By Ada Quill", "method": "byline", "confidence": 0.85,
         **in_source("By Ada Quill")},
        {"field": "authors", "value": "Ada Quill", "method": "byline", "confidence": 0.85, **in_source("Ada Quill")},
        {"field": "date_published", "value": "2026-10-31", "method": "path", "confidence": 0.6,
         "note": "not used: older"},
        {"field": "date_published", "value": "2026-11-01T10:10:00+00:00", "method": "line:published",
         "confidence": 0.9},
        {"field": "abstract", "value": None, "method": "field", "note": "the record states no summary"},
        {"field": "page_type", "value": "article", "method": "page_signs", "confidence": 0.95},
    ],
}  # fmt: skip
FIELDS = {
    "headline": "Bridge opens", "byline": "By Ada Quill", "authors": ["Ada Quill"], "article_body": BODY,
    "word_count": 21, "date_published": START, "date_published_precision": "minute", "date_published_basis": "stated",
    "date_published_earliest": "2026-11-01", "date_published_latest": "2026-11-01", "in_language": "en",
}  # fmt: skip


def home_with(
    root: Path, children: Mapping[str, list[dict[str, Any]]] = CHILDREN, table: str = "articles", **fields: Any
) -> Home:
    """A home that holds the article as its number 1, and a rejected record."""
    builder = HomeBuilder(root).run(RUN, accepted=1, rejected=1)
    more = {"status": "open"} if table == "quarantined_articles" else {}
    builder.articles(RUN, [1], table, **(FIELDS | more | fields))
    for name, rows in (children if table == "articles" else {}).items():
        builder.insert(
            name,
            ({"article_id": article_id(1), "position": i, "run_id": RUN, **row} for i, row in enumerate(rows)),
        )
    builder.reject(RUN, [7], "invalid_json", record_sha256="f" * 64)
    return builder.publish()


def full_rows() -> dict[str, list[dict[str, Any]]]:
    """Rows with every column of their table, as parsing gives them."""
    left_out = ("article_id", "run_id")
    return {
        name: [
            {column: None for column in TABLES[name].column_names if column not in left_out} | {"position": i, **row}
            for i, row in enumerate(rows)
        ]
        for name, rows in CHILDREN.items()
    }


def facts_of(home: Home, reading: Reading | None = None) -> dict[str, Any]:
    """The facts of its article."""
    return with_reading(article_facts(home, article_id(1)), reading or Reading("0.1.0"))
