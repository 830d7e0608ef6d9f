"""What the parser made of a row's words, in short: `Anna Berg, mayor`, `about 600 soldiers`, `7 April 2026`."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable
from datetime import date

from warehouse.report.ask import Row
from warehouse.report.figures import MONTHS

MODIFIERS = {"about": "about ", "more_than": "more than ", "at_least": "at least ", "up_to": "up to ",
             "less_than": "less than "}  # fmt: skip


def quote(row: Row) -> str:
    who = row["speaker_name"] or row["speaker"] or "nobody named"
    return f"{who} ({row['cue']})" if row["cue"] else who


def mention(row: Row) -> str:
    about = [row["name"] or row["text"], row["title"] or row["country_code"]]
    return ", ".join(filter(None, about))


def quantity(row: Row) -> str:
    value = number(row["value"])
    if row["value_high"] is not None:
        value += f" to {number(row['value_high'])}"
    unit = f" {row['unit']}" if row["unit"] else ""
    return f"{MODIFIERS.get(row['modifier'] or '', '')}{value}{unit}"


def time_expression(row: Row) -> str:
    return interval(row["earliest"], row["latest"]) or "nothing tells which day"


def embed(row: Row) -> str:
    name, handle = row["author_name"], row["author_handle"]
    who = " ".join(filter(None, (name, f"@{handle}" if handle else None)))
    when = day(row["posted_on"]) if row["posted_on"] else None
    return ", ".join(filter(None, (row["platform"].replace("_", " "), who, when)))


MEANINGS: dict[str, Callable[[Row], str]] = {
    "quotes": quote, "mentions": mention, "quantities": quantity, "time_expressions": time_expression, "embeds": embed,
}  # fmt: skip


def number(value: float) -> str:
    """1300.0 → `1,300`; as many decimals as it has."""
    return f"{value:,.0f}" if value.is_integer() else f"{value:,}"


def interval(earliest: str | None, latest: str | None) -> str | None:
    """Two ISO days as `7 April 2026`, `April 2026`, `2026`, or first to last."""
    if earliest is None or latest is None:
        return None
    if earliest == latest:
        return day(earliest)
    first, last = date.fromisoformat(earliest), date.fromisoformat(latest)
    if (first.month, first.day, last.month, last.day) == (1, 1, 12, 31) and first.year == last.year:
        return str(first.year)
    whole_month = (first.day, last.day) == (1, monthrange(last.year, last.month)[1])
    if whole_month and (first.year, first.month) == (last.year, last.month):
        return f"{MONTHS[first.month - 1]} {first.year}"
    return f"{day(earliest)} to {day(latest)}"


def day(iso: str) -> str:
    value = date.fromisoformat(iso)
    return f"{value.day} {MONTHS[value.month - 1]} {value.year}"
