"""What parsing a record anew changes: column by column, and child table by child table."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any, NamedTuple

import orjson

from flows.parse.model import ParsedArticle
from schemas.registry import ARTICLE_CHILDREN
from schemas.tables.articles import CONTENT

COLUMNS = ("uri", "publisher", "source_format", *(c.name for c in CONTENT if c.name != "content_sha256"))


class Difference(NamedTuple):
    """One column, or child table, that has another value. `change`: added, removed or changed; values as text.

    Of a child table, `old` holds the rows that are gone and `new` those that are new, as JSON, less ids and positions.
    """

    field: str
    change: str
    old: str | None
    new: str | None


def differences(
    row: Mapping[str, Any], children: Mapping[str, Sequence[tuple[Any, ...]]], article: ParsedArticle
) -> list[Difference]:
    """Everything in which the article differs from its stored row and child rows, in the order of the schema."""
    columns = [(name, row[name], getattr(article, name)) for name in COLUMNS]
    tables = [(t.name, children[t.name], [tuple(r) for r in getattr(article, t.name)]) for t in ARTICLE_CHILDREN]
    found = [_difference(name, old, new) for name, old, new in columns if not _same(old, new)]
    return found + [_rows(name, old, new) for name, old, new in tables if old != new]


def _rows(name: str, old: Sequence[tuple[Any, ...]], new: Sequence[tuple[Any, ...]]) -> Difference:
    """A child table: the rows that are in one of the two only; all of them, if they only changed places."""
    before, after = Counter(old), Counter(new)
    gone, come = list((before - after).elements()), list((after - before).elements())
    if not gone and not come:
        gone, come = list(old), list(new)
    change = "added" if not gone else "removed" if not come else "changed"
    return Difference(name, change, _text(gone), _text(come))


def _same(old: object, new: object) -> bool:
    if isinstance(old, Sequence) and isinstance(new, Sequence) and not isinstance(old, str):
        return list(old) == list(new)
    return old == new


def _difference(name: str, old: object, new: object) -> Difference:
    change = "added" if old in (None, []) else "removed" if new in (None, []) else "changed"
    return Difference(name, change, _text(old), _text(new))


def _text(value: object) -> str | None:
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, datetime | date):
        return value.isoformat()
    return orjson.dumps(value, default=_plain).decode()


def _plain(value: object) -> object:
    return list(value) if isinstance(value, Iterable) else str(value)
