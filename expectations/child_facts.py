"""Facts on child rows: one entry a row, null where a fact does not apply to it."""

from __future__ import annotations

import math
from datetime import date
from typing import Any

from expectations.article_facts import Columns
from expectations.columns import Rows, days, flags, numbers, objects, utc
from expectations.text_facts import has_digit, has_letters
from schemas.column import Table, Type

YEARS = range(1900, 2101)  # a bare whole number in this range reads like a year


def declared_columns(table: Table, rows: Rows) -> Columns:
    """The table's own columns, ready to be compared: numbers as floats, instants as days, the rest as it is."""
    frame: Columns = {"wrong_type": objects(rows.wrong_type)}
    for name, values in rows.columns.items():
        kind = table.column(name).type
        if kind in (Type.INTEGER, Type.REAL):
            frame[name] = numbers(values)
        elif kind in (Type.DATE, Type.TIMESTAMP):
            frame[name] = days(values)
        else:
            frame[name] = objects(values)
    return frame


def matches_body(rows: Rows, bodies: list[str]) -> Columns:
    """matches_body: whether `article_body[body_start:body_end]` is the row's text, for every row with offsets."""
    columns = rows.columns
    found = [
        None if start is None or end is None else 0 <= start <= end and bodies[record][start:end] == text
        for record, start, end, text in zip(
            rows.record_id.tolist(), columns["body_start"], columns["body_end"], columns["text"], strict=True
        )
    ]
    return {"matches_body": flags(found)}


def quote_facts(rows: Rows) -> Columns:
    """characters; whether it has letters, holds a quotation mark, begins inside the one before; on its speaker."""
    texts = [text or "" for text in rows.columns["text"]]
    speakers, names = rows.columns["speaker"], rows.columns["speaker_name"]
    return {
        "characters": numbers(list(map(len, texts))),
        "has_letters": flags(list(map(has_letters, texts))),
        "holds_mark": flags(['"' in text or "“" in text for text in texts]),
        "overlaps_one_before": flags(_overlaps(rows)),
        "speaker_characters": numbers([None if speaker is None else len(speaker) for speaker in speakers]),
        "speaker_holds_mark": flags([
            None if speaker is None else '"' in speaker or "“" in speaker or "\n" in speaker for speaker in speakers
        ]),
        "name_without_speaker": flags([
            name is not None and speaker is None for name, speaker in zip(names, speakers, strict=True)
        ]),
    }  # fmt: skip


def _overlaps(rows: Rows) -> list[bool | None]:
    """For each quote with offsets: whether it begins before another of its article ends that began no later."""
    overlaps: list[bool | None] = [None] * len(rows)
    starts, ends = rows.columns["body_start"], rows.columns["body_end"]
    located = [
        (record, start, end, index)
        for index, (record, start, end) in enumerate(zip(rows.record_id.tolist(), starts, ends, strict=True))
        if start is not None and end is not None
    ]
    article, reached = -1, 0
    for record, start, end, index in sorted(located):
        if record != article:
            article, reached = record, 0
        overlaps[index] = start < reached
        reached = max(reached, end)
    return overlaps


def quote_share(rows: Rows, bodies: list[str]) -> Columns:
    """One entry an article. quote_share: the part of the body that is inside quotes, from 0 to 1."""
    quoted = [0] * len(bodies)
    for record, start, end in zip(
        rows.record_id.tolist(), rows.columns["body_start"], rows.columns["body_end"], strict=True
    ):
        if start is not None and end is not None:
            quoted[record] += max(end - start, 0)
    return {
        "quote_share": numbers([count / len(body) if body else 0.0 for count, body in zip(quoted, bodies, strict=True)])
    }


def quantity_facts(rows: Rows) -> Columns:
    """Whether value and value_high are finite; percent: the value where the unit is `percent`; looks_like_year."""
    values, highs, units = rows.columns["value"], rows.columns["value_high"], rows.columns["unit"]
    modifiers = rows.columns["modifier"]
    return {
        "is_finite": flags([_finite(value) and _finite(high) for value, high in zip(values, highs, strict=True)]),
        "percent": numbers([
            value if unit == "percent" else None for value, unit in zip(values, units, strict=True)
        ]),
        "looks_like_year": flags([
            unit is None and modifier is None and value in YEARS
            for value, unit, modifier in zip(values, units, modifiers, strict=True)
        ]),
        "unit_characters": numbers([None if unit is None else len(unit) for unit in units]),
        "has_digit_or_letter": flags([text is None or any(map(str.isalnum, text)) for text in rows.columns["text"]]),
    }  # fmt: skip


def _finite(value: float | None) -> bool:
    return value is None or math.isfinite(value)


def mention_facts(rows: Rows) -> Columns:
    """On names: characters, digits, marks of a sentence; titles; coordinates; whether the article has it already."""
    columns = rows.columns
    kinds = columns["kind"]
    names = [text if name is None else name for name, text in zip(columns["name"], columns["text"], strict=True)]
    people = [name if kind == "person" else None for name, kind in zip(names, kinds, strict=True)]
    seen: set[tuple[Any, ...]] = set()
    repeated = []
    for key in zip(rows.record_id.tolist(), kinds, names, strict=True):
        repeated.append(key in seen)
        seen.add(key)
    return {
        "name_characters": numbers([None if name is None else len(name) for name in names]),
        "name_has_letters": flags([None if name is None else has_letters(name) for name in names]),
        "person_has_digit": flags([None if name is None else has_digit(name) for name in people]),
        "name_crosses_sentences": flags([
            None if name is None else "\n" in name or "? " in name or "! " in name for name in names
        ]),
        "name_shorter_than_text": flags([
            None if name is None or text is None else len(name) < len(text)
            for name, text in zip(columns["name"], columns["text"], strict=True)
        ]),
        "title_characters": numbers([None if title is None else len(title) for title in columns["title"]]),
        "half_a_position": flags([
            (lat is None) != (lon is None)
            for lat, lon in zip(columns["latitude"], columns["longitude"], strict=True)
        ]),
        "is_repeated": flags(repeated),
    }  # fmt: skip


def embed_facts(rows: Rows, articles: Rows) -> Columns:
    """is_empty; text_characters; days_after_article: days from the last day the article can be of to the post."""
    latest = [
        high if at is None and high is not None else None if at is None else max(utc(at).date(), high or date.min)
        for at, high in zip(articles.columns["date_published"], articles.columns["date_published_latest"], strict=True)
    ]
    posted = rows.columns["posted_on"]
    texts, urls = rows.columns["text"], rows.columns["url"]
    own = [latest[record] for record in rows.record_id.tolist()]
    return {
        "is_empty": flags([not text and not url for text, url in zip(texts, urls, strict=True)]),
        "text_characters": numbers([None if text is None else len(text) for text in texts]),
        "days_after_article": numbers([
            None if day is None or end is None else (day - end).days for day, end in zip(posted, own, strict=True)
        ]),
    }  # fmt: skip


def evidence_facts(rows: Rows, articles: int, fields: frozenset[str]) -> Columns:
    """One entry an article. unexplained_fields: how many of the fields no evidence speaks of; other_page_type: whether
    its reader found that the page is sooner of another kind (`page_type` in flows.parse.html).
    """
    named, values = rows.columns["field"], rows.columns["value"]
    other = {i for i, field in enumerate(named) if field == "page_type" and values[i] != "article"}
    starts = [0, *rows.ends]
    return {
        "unexplained_fields": numbers([
            len(fields.difference(named[start:end])) for start, end in zip(starts, rows.ends, strict=False)
        ] if articles else []),
        "other_page_type": flags([
            not other.isdisjoint(range(start, end)) for start, end in zip(starts, rows.ends, strict=False)
        ] if articles else []),
    }  # fmt: skip
