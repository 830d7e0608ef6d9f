"""Why nothing was chosen, for a user who thinks that something should have been."""

from __future__ import annotations

from schemas.column import Table
from warehouse.export import Ask, rows_of
from warehouse.export.choice import Choice

SHOWN = 10


def why(ask: Ask, choice: Choice, root: Table) -> str:
    """One or more sentences."""
    asked = [
        ("publisher", "publisher", choice.publishers),
        ("in_language", "language", choice.languages),
        ("article_section", "section", choice.sections),
    ]
    said = [f"no row of `{root.name}` fits: the files are empty."]
    for column, noun, values in asked:
        if values:
            there = _commonest(ask, column, root)
            said.append(f"--{noun} {', '.join(map(repr, values))}: there are {there or 'none'}.")
    return " ".join(said)


def _commonest(ask: Ask, column: str, root: Table) -> str:
    """The commonest values of a column."""
    batches = ask(
        f'SELECT "{column}" FROM "{root.name}" WHERE "{column}" IS NOT NULL GROUP BY ALL '
        f"ORDER BY count(*) DESC, 1 LIMIT {SHOWN + 1}"
    )
    found = [repr(value) for (value,) in rows_of(batches)]
    return ", ".join(found[:SHOWN]) + (" and others" if len(found) > SHOWN else "")
