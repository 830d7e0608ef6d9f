"""What a record itself states, made ready for the columns: one line each, cleaned, mended, with its evidence."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import TypeVar

from flows.parse.headline import one_line
from flows.parse.model import Draft, Evidence, Image, Link
from flows.parse.mojibake import mended, repair

T = TypeVar("T")

CONFIDENCE = 0.95  # of a field that the record names
VALUE_CHARACTERS = 500  # of a value, in evidence
_DATES = ("date_published", "date_modified")


def tidy(draft: Draft) -> None:
    """Make every stated text one clean line, mojibake mended; the repairs go to the draft's evidence. Done once."""
    for column, value in draft.stated.items():
        if isinstance(value, str) and column not in _DATES:
            draft.stated[column] = _line(draft, column, value)
        elif isinstance(value, list):
            draft.stated[column] = [_line(draft, column, v) if isinstance(v, str) else v for v in value]


def _line(draft: Draft, column: str, value: str) -> str:
    if (fixed := mended(value)) is not None:
        draft.evidence.append(repair(column, value, fixed))
        value = fixed
    return one_line(value)


def stated_line(draft: Draft, column: str) -> str | None:
    """The record's own value for a column of text; None where it has none."""
    value = draft.stated.get(column)
    if value is None or isinstance(value, str):
        return value or None
    raise TypeError(f"`{column}` is stated as {type(value).__name__}, and its reader is to give text")


def stated_lines(draft: Draft, column: str) -> list[str]:
    """The record's own values for a column that is a list, each once."""
    values = draft.stated.get(column, [])
    if isinstance(values, list):
        return [str(value) for value in dict.fromkeys(values) if value]
    raise TypeError(f"`{column}` is stated as {type(values).__name__}, and its reader is to give a list")


def stated_date(draft: Draft, column: str) -> str | int | float | None:
    value = draft.stated.get(column)
    if value is None or isinstance(value, str | int | float):
        return value
    raise TypeError(f"`{column}` is stated as {type(value).__name__}, and its reader is to give text or a number")


def stated_images(draft: Draft) -> list[Image]:
    """Each picture once, under the fullest description it has."""
    found: dict[str | None, Image] = {}
    for image in _instances(draft.stated.get("images"), Image):
        known = found.get(image.url)
        found[image.url] = image if known is None else Image(
            image.url, known.caption or image.caption, known.credit or image.credit
        )  # fmt: skip
    return list(found.values())


def stated_links(draft: Draft) -> list[Link]:
    return list(dict.fromkeys(_instances(draft.stated.get("links"), Link)))


def method(draft: Draft, column: str) -> str:
    """How evidence calls the record's own field: `field:title`."""
    return f"field:{draft.named_in.get(column, column)}"


def because(draft: Draft, column: str, value: str | Iterable[str] | None, *, absent: str) -> Evidence:
    """The evidence for a column that only the record itself can fill."""
    shown = value if isinstance(value, str) or value is None else ", ".join(value)
    if not shown:
        refused = any(row.field == column for row in draft.evidence)
        return _unstated(column, "no field that names it could be used" if refused else absent)
    return Evidence(column, shown[:VALUE_CHARACTERS], method(draft, column), CONFIDENCE)


@lru_cache(maxsize=64)  # most columns, of most records
def _unstated(column: str, why: str) -> Evidence:
    return Evidence(column, None, "field", note=why)


def _instances(values: object, kind: type[T]) -> list[T]:
    return [value for value in values if isinstance(value, kind)] if isinstance(values, list) else []
