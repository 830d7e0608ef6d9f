"""What of an article an expectation speaks of, and a piece of text around it."""

from __future__ import annotations

import re
from typing import NamedTuple

from schemas.registry import ARTICLE_CHILDREN

AROUND = 100  # characters on each side
MARKED = 300  # characters of what is marked
OPENING = 240  # characters where nothing can be marked
BODY, END, OPENS = "article_body", "end", "opening"
_FIELDS = {  # how names of expectations on articles begin → the field they speak of
    "date_": "date_published", "change_": "date_modified", "headline_": "headline", "byline_": "byline",
    "alternative_headline_": "alternative_headline", "authors_": "authors", "dateline_": "dateline",
    "credit_": "credit", "body_ends_": END, "article_is_whole": END, "body_": BODY, "boilerplate_": OPENS,
}  # fmt: skip
_TABLES = {table.name: frozenset(table.column_names) for table in ARTICLE_CHILDREN}


_BLANK_LINES = re.compile(r"\n[ \t]*(?:\n[ \t]*)+")
_AT_BYTE = re.compile(r"\bat byte ([0-9,]{1,12})")


class Excerpt(NamedTuple):
    """A piece of text; `marked` is what is in question, empty where that cannot be told."""

    before: str
    marked: str
    after: str


def field_of(suite: str, expectation: str) -> str:
    """The field of `articles` that an expectation speaks of; `end` of the body, or its `opening`, where it is none."""
    del suite
    return next((field for start, field in _FIELDS.items() if expectation.startswith(start)), OPENS)


def empty_column(suite: str, column: str | None) -> str | None:
    """The column of a child table whose rows offend by having nothing in it, if that is what is asked."""
    return column if column and column in _TABLES.get(suite, ()) else None


def around(text: str, start: int, end: int) -> Excerpt:
    """The characters from start to end, marked, with some on each side."""
    end = min(end, start + MARKED)
    before = text[max(0, start - AROUND) : start]
    after = text[end : end + AROUND] + ("…" if len(text) > end + AROUND else "")
    return Excerpt(("…" if start > AROUND else "") + _close(before), text[start:end], _close(after))


def _close(text: str) -> str:
    """The text without blank lines."""
    return _BLANK_LINES.sub("\n", text)


def opening(text: str) -> Excerpt:
    return Excerpt(_close(text[:OPENING]) + ("…" if len(text) > OPENING else ""), "", "")


def ending(text: str) -> Excerpt:
    """The end of a text, its last words marked."""
    cut = max(len(text) - OPENING, 0)
    last = max(text.rfind(" ", cut, max(len(text) - 30, 0)) + 1, cut)
    return Excerpt(("…" if cut else "") + _close(text[cut:last]), text[last:], "")


def found(text: str, value: str | None) -> Excerpt:
    """The place in a text where a value stands as it is; the opening of the text where it does not."""
    place = text.find(value[:MARKED]) if value else -1
    return opening(text) if value is None or place < 0 else around(text, place, place + len(value))


def said_place(message: str, text: str) -> Excerpt:
    """The byte of a record's beginning that a message speaks of (`at byte 163`), marked; else nothing marked."""
    said = _AT_BYTE.search(message)
    before = text.encode()[: int(said[1].replace(",", ""))].decode("utf-8", "ignore") if said else text
    if len(before) >= len(text.rstrip()):
        return Excerpt(text, "", "")
    return Excerpt(before, text[len(before)], text[len(before) + 1 :])
