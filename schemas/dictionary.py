"""The data dictionary, docs/data-dictionary.md: `python -m schemas.dictionary PATH` writes it."""

from __future__ import annotations

import sys
from pathlib import Path

from schemas.column import Column, Table
from schemas.reasons import REASONS
from schemas.registry import TABLES


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ")


def _limits(column: Column) -> str:
    parts = [] if column.nullable else ["not null"]
    if column.vocabulary:
        parts.append("one of " + ", ".join(f"`{value}`" for value in column.vocabulary))
    if column.minimum is not None:
        parts.append(f"≥ {column.minimum}")
    if column.maximum is not None:
        parts.append(f"≤ {column.maximum}")
    if column.pattern:
        parts.append(f"matches `{column.pattern}`")
    return "; ".join(parts)


def _section(table: Table) -> str:
    key = ", ".join(f"`{name}`" for name in table.primary_key)
    rows = [
        f"| `{c.name}` | {c.type.value} | {_cell(c.description)} | {_cell(_limits(c))} | {_cell(c.term)} |"
        for c in table.columns
    ]
    head = f"## {table.name}\n\nA row is {table.row}. Key: {key}.\n"
    return "\n".join([head, "| column | type | meaning | limits | term |", "|---|---|---|---|---|", *rows])


def dictionary() -> str:
    """The whole dictionary as Markdown."""
    intro = (
        "# Data dictionary\n\nGenerated from `schemas/` by `make docs`; do not edit. "
        "Types are those of `schemas.column.Type`; `copydesk schema` prints the same on a terminal."
    )
    reasons = "\n".join(
        ["## Reason codes\n", "| code | outcome | meaning | what to do |", "|---|---|---|---|"]
        + [f"| `{r.code}` | {r.outcome} | {_cell(r.meaning)} | {_cell(r.remedy)} |" for r in REASONS.values()]
    )
    return "\n\n".join([intro, *map(_section, TABLES.values()), reasons]) + "\n"


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(dictionary(), encoding="utf-8")
