"""Which rows an export takes, as SQL: what the options say, and the user's own condition."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from schemas.column import Table
from schemas.ddl import literal
from warehouse.limits import QueryError

UNDATED = "0"  # the year of what has no date, as in the folders of the home
SPLIT_KEYS = {"year": "year", "publisher": "published_by"}  # not `publisher`: the rows have a column of that name
NOBODY = "_nobody"  # pandas does not read folders of Hive's own word for null


@dataclass(frozen=True, slots=True)
class Choice:
    """Several values of a kind: any of them. Days are of UTC, the last one included. `where` is a condition in SQL."""

    where: str | None = None
    first: date | None = None
    last: date | None = None
    publishers: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    sections: tuple[str, ...] = ()
    all_versions: bool = False

    def narrows(self) -> bool:
        return self.where is not None or bool(
            self.first or self.last or self.publishers or self.languages or self.sections
        )


def conditions(choice: Choice, root: Table) -> Iterator[str]:
    """Conditions that must all hold for a row of `root`; the user's own is not among them.

    QueryError where the table has no column to choose by.
    """
    if root.name == "articles" and not choice.all_versions:
        yield '"is_current"'
    if choice.first or choice.last:
        yield _published(choice, root)
    if choice.publishers:
        yield _same(root, "publisher", choice.publishers, "--publisher")
    if choice.sections:
        yield _same(root, "article_section", choice.sections, "--section")
    if choice.languages:
        _need(root, "in_language", "--language")
        yield "(" + " OR ".join(map(_of_language, choice.languages)) + ")"


def _need(root: Table, column: str, option: str) -> None:
    if column not in root.column_names:
        raise QueryError(
            f"{option} cannot choose rows of `{root.name}`: it has no column `{column}`. "
            "Choose with --where, or export the table whole."
        )


def _published(choice: Choice, root: Table) -> str:
    _need(root, "date_published", "--from or --to")
    bounds = []
    if choice.first:
        bounds.append(f"\"date_published\" >= TIMESTAMPTZ '{choice.first.isoformat()} 00:00:00+00'")
    if choice.last:
        after = choice.last + timedelta(days=1)
        bounds.append(f"\"date_published\" < TIMESTAMPTZ '{after.isoformat()} 00:00:00+00'")
    return " AND ".join(bounds)


def _same(root: Table, column: str, values: tuple[str, ...], option: str) -> str:
    """The column is one of the values, whatever their case and accents."""
    _need(root, column, option)
    folded = ", ".join(f"lower(strip_accents({literal(value.strip())}))" for value in values)
    return f'lower(strip_accents("{column}")) IN ({folded})'


def _of_language(tag: str) -> str:
    """`de` means de-AT, too."""
    tag = tag.strip().lower()
    return f'lower("in_language") = {literal(tag)} OR starts_with(lower("in_language"), {literal(f"{tag}-")})'


def split_expression(split: str | None, root: Table) -> str:
    """The value by which rows of `root` are divided into files, as text; NULL for one file."""
    if split is None:
        return "NULL::VARCHAR"
    column = {"year": "date_published", "publisher": "publisher"}[split]
    _need(root, column, f"--split-by {split}")
    if split == "year":
        return f"coalesce(year(\"date_published\" AT TIME ZONE 'UTC')::VARCHAR, '{UNDATED}')"
    return f"coalesce(nullif(\"publisher\", ''), '{NOBODY}')"
