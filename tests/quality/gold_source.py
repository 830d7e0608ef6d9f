"""Gold labels as a person writes them: exact strings in TOML, turned into offsets and checked.

A source names its text by `path` and labels it in exact strings. Blocks are found one after the other: a string is
looked for behind the end of the one before. So are quotes and quantities, which count in paragraphs and list items
only. `first words […] last words` stands for everything between; `words##2` is the second such place, not the first.
Lines that no block names are paragraphs, one a line. `list_item*` labels each line of the stretch as a block.
"""

from __future__ import annotations

import re
import tomllib
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

from schemas.vocabularies import BLOCK_KINDS, MODIFIERS, PLATFORMS

ROOT = Path(__file__).parents[2]
SOURCES = ROOT / "tests" / "quality" / "source"
QUOTING_KINDS = ("paragraph", "list_item")  # the blocks whose quotes, people and quantities count
GAP = " […] "
BYTE_ORDER_MARK = "\ufeff"

FIELDS = {"headline", "byline", "dateline", "dateline_place", "agency", "authors", "date_published", "is_truncated"}
LISTS = {"blocks", "embeds", "quotes", "people", "quantities"}
KEYS = FIELDS | LISTS | {"path", "encoding", "in_language"}
Span = tuple[int, int]


class GoldError(ValueError):
    """A label that does not fit its text; the message names the source and the string."""


def read_text(path: str, encoding: str = "utf-8") -> str:
    """The text as the parser counts it: `\\r\\n` is one character."""
    return (ROOT / path).read_bytes().decode(encoding).replace("\r\n", "\n")


def is_blank(character: str) -> bool:
    return character.isspace() or character == BYTE_ORDER_MARK


def build(source: Path) -> dict[str, Any]:
    """The gold record of one source, with offsets; GoldError where a label does not fit."""
    try:
        labels = tomllib.loads(source.read_text(encoding="utf-8"))
        return _built(labels, source.stem)
    except (tomllib.TOMLDecodeError, ValueError, KeyError) as error:
        raise GoldError(f"{source.name}: {error}") from error


def _built(labels: dict[str, Any], name: str) -> dict[str, Any]:
    if unknown := set(labels) - KEYS:
        raise GoldError(f"unknown keys {sorted(unknown)}; valid are {sorted(KEYS)}")
    encoding = labels.get("encoding", "utf-8")
    text = read_text(labels["path"], encoding)
    blocks = _blocks(text, labels)
    quotable = [(block["start"], block["end"]) for block in blocks if block["kind"] in QUOTING_KINDS]
    for field in ("headline", "byline", "dateline"):
        if (value := labels.get(field)) is not None and value not in text:
            raise GoldError(f"{field} {value!r} is not in the text")
    for person in labels.get("people", []):
        if not any(person[0] in text[start:end] for start, end in quotable):
            raise GoldError(f"{person[0]!r} is named in no paragraph or list item")
    return {
        "id": name,
        "path": labels["path"],
        "encoding": encoding,
        "headline": labels.get("headline"),
        "byline": labels.get("byline"),
        "authors": labels.get("authors", []),
        "dateline": labels.get("dateline"),
        "dateline_place": labels.get("dateline_place"),
        "agency": labels.get("agency"),
        "date_published": _date(labels.get("date_published")),
        "in_language": labels["in_language"],
        "is_truncated": labels.get("is_truncated", False),
        "blocks": blocks,
        "embeds": _embeds(labels.get("embeds", []), blocks),
        "quotes": _quotes(text, labels.get("quotes", []), quotable),
        "people": [{"name": person[0], "title": person[1] if len(person) > 1 else None} for person in labels["people"]],
        "quantities": _quantities(text, labels.get("quantities", []), quotable),
    }


def locate(text: str, phrase: str, start: int, within: list[Span] | None = None) -> Span:
    """Where `phrase` stands behind `start`, as a whole word; GoldError if nowhere."""
    phrase, _, nth = phrase.partition("##")
    head, gap, tail = phrase.partition(GAP)
    left = r"(?<!\w)" if head[0].isalnum() else ""
    right = r"(?!\w)" if phrase[-1].isalnum() else ""
    between = f".*?{re.escape(tail)}" if gap else ""
    found = [
        match.span()
        for match in re.compile(left + re.escape(head) + between + right, re.DOTALL).finditer(text, start)
        if within is None or any(low <= match.start() and match.end() <= high for low, high in within)
    ]
    if len(found) < int(nth or 1):
        raise GoldError(f"{phrase!r} is not in the text behind {text[max(0, start - 30) : start]!r}")
    return found[int(nth or 1) - 1]


def _blocks(text: str, labels: dict[str, Any]) -> list[dict[str, Any]]:
    spans: list[tuple[int, int, str]] = []
    cursor = 0
    for kind, phrase in labels.get("blocks", []):
        start, cursor = locate(text, phrase, cursor)
        if kind.endswith("*"):
            spans += [(low, high, kind[:-1]) for low, high in _lines(text, start, cursor)]
        else:
            spans.append((start, cursor, kind))
    named = [span for span in spans if span[2] == "credit"]
    for kind in {"headline", "byline"} & set(labels):
        start, end = locate(text, labels[kind], 0)
        if not any(low <= start and end <= high for low, high, _ in named):  # "(Reporting by …)" stays a credit line
            spans.append((start, end, kind))
    spans.sort()
    for (_, end, kind), (start, _, after) in pairwise(spans):
        if start < end:
            raise GoldError(f"{kind} and {after} overlap at {text[start:end]!r}")
    rest, cursor = [], 0
    for start, end, _ in [*spans, (len(text), len(text), "")]:
        rest += [(low, high, "paragraph") for low, high in _lines(text, cursor, start)]
        cursor = end
    if unknown := {kind for _, _, kind in spans} - set(BLOCK_KINDS):
        raise GoldError(f"unknown block kinds {sorted(unknown)}; valid are {BLOCK_KINDS}")
    return [
        {"kind": kind, "start": start, "end": end, "text": text[start:end]} for start, end, kind in sorted(spans + rest)
    ]


def _lines(text: str, start: int, end: int) -> list[Span]:
    """The lines of text[start:end] that are not blank, without the blanks around them."""
    spans = []
    for match in re.compile(r"[^\n]+").finditer(text, start, end):
        low, high = match.span()
        while low < high and is_blank(text[low]):
            low += 1
        while low < high and is_blank(text[high - 1]):
            high -= 1
        if low < high:
            spans.append((low, high))
    return spans


def _date(value: dict[str, str] | None) -> dict[str, str] | None:
    if value is not None and not date.fromisoformat(value["earliest"]) <= date.fromisoformat(value["latest"]):
        raise GoldError(f"date_published ends before it begins: {value}")
    return value


def _embeds(rows: list[list[str]], blocks: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Rows are [platform, name, handle, day], "" for none, in the order of the blocks."""
    places = [(block["start"], block["end"]) for block in blocks if block["kind"] == "embed"]
    if len(rows) != len(places):
        raise GoldError(f"{len(rows)} embeds, but {len(places)} embed blocks")
    embeds = []
    for (platform, name, handle, day), (start, end) in zip(rows, places, strict=True):
        if platform not in PLATFORMS:
            raise GoldError(f"unknown platform {platform!r}; valid are {PLATFORMS}")
        embeds.append(
            {
                "platform": platform,
                "author_name": name or None,
                "author_handle": handle or None,
                "posted_on": date.fromisoformat(day).isoformat() if day else None,
                "start": start,
                "end": end,
            }
        )
    return embeds


def _quotes(text: str, rows: list[list[str]], within: list[Span]) -> list[dict[str, Any]]:
    """Rows are [words, speaker, cue], "" for none."""
    quotes, cursor = [], 0
    for phrase, speaker, cue in rows:
        start, cursor = locate(text, phrase, cursor, within)
        words = {"start": start, "end": cursor, "text": text[start:cursor]}
        quotes.append({**words, "speaker": speaker or None, "cue": cue or None})
    return quotes


def _quantities(text: str, rows: list[list[Any]], within: list[Span]) -> list[dict[str, Any]]:
    """Rows are [words, value or [value, value_high], unit] or [words, value, unit, modifier]."""
    quantities, cursor = [], 0
    for phrase, value, unit, *modifier in rows:
        start, cursor = locate(text, phrase, cursor, within)
        low, high = value if isinstance(value, list) else (value, None)
        if modifier and modifier[0] not in MODIFIERS:
            raise GoldError(f"unknown modifier {modifier[0]!r} of {phrase!r}; valid are {MODIFIERS}")
        quantities.append(
            {
                "start": start,
                "end": cursor,
                "text": text[start:cursor],
                "value": low,
                "value_high": high,
                "modifier": modifier[0] if modifier else None,
                "unit": unit or None,
            }
        )
    return quantities
