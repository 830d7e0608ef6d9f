"""The expectations that follow from the schemas: what a column declares, its values must keep.

Severity: what the warehouse's DDL enforces (type, NOT NULL, vocabulary, bounds) is critical, for one row that broke
it would stop the whole load. A pattern, which the DDL leaves out, is a warning. A key that comes twice is only noted:
the load takes in the first row and skips the others.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from expectations.checks import absent, between, given, matches, one_of, unique
from expectations.parsed_columns import parsed_columns
from expectations.spec import CRITICAL, INFO, SCHEMAS, WARNING, Expectation
from schemas.column import Column, Table

NEVER_IN_FACTS = {
    "article_body": "Great Expectations copies what it looks at; that it is text is judged with the types",
}


def derived(table: Table) -> list[Expectation]:
    """The expectations on one table's parsed columns: types, nulls, vocabularies, bounds, patterns, and its key."""
    name = table.name
    types = f"Every value in `{name}` has the type its column declares."
    found = [
        Expectation(name, f"{name}_types", "wrong_type", CRITICAL, types, "Can the row be stored?", absent()),
    ]
    for column in parsed_columns(table):
        if column.name not in NEVER_IN_FACTS:
            found += _of_column(name, column)
    if table.primary_key == ("article_id",):
        once = "No two rows have the same `article_id`."
        question = "Is each row another one?"
        found.append(Expectation(name, f"{name}_article_id_unique", "article_id", INFO, once, question, unique()))
    return [replace(expectation, origin=SCHEMAS) for expectation in found]


def _of_column(table: str, column: Column) -> Iterator[Expectation]:
    """One expectation for each constraint that the column declares, named `<table>_<column>_<constraint>`."""
    name, stem = column.name, f"{table}_{column.name}"
    if not column.nullable:
        says = f"Every row of `{table}` has a value in `{name}`."
        yield Expectation(table, f"{stem}_given", name, CRITICAL, says, "Is it there?", given())
    if column.vocabulary is not None:
        says, question = f"`{name}` is one of {', '.join(column.vocabulary)}.", "Is it a value that queries know?"
        yield Expectation(table, f"{stem}_in_vocabulary", name, CRITICAL, says, question, one_of(column.vocabulary))
    if column.minimum is not None or column.maximum is not None:
        says, check = f"`{name}` is {_range(column.minimum, column.maximum)}.", between(column.minimum, column.maximum)
        yield Expectation(table, f"{stem}_in_range", name, CRITICAL, says, "Can it be true?", check)
    if column.pattern is not None:
        says, check = f"`{name}` has the form {column.pattern}.", matches(f"^(?:{column.pattern})$")
        yield Expectation(table, f"{stem}_well_formed", name, WARNING, says, "Can others read it?", check)


def _range(minimum: float | str | None, maximum: float | str | None) -> str:
    if minimum is None:
        return f"at most {maximum}"
    return f"at least {minimum}" if maximum is None else f"from {minimum} to {maximum}"
