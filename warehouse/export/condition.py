"""The user's own condition: one expression and nothing beside it, and errors that name it."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Iterator

from schemas.ddl import literal
from warehouse.export import Ask, rows_of
from warehouse.limits import QueryError

NO_UNSAFE = ("; --unsafe lifts that", ", --unsafe lifts them all")  # advice of `sql`'s that helps nobody here


def check(ask: Ask, condition: str) -> None:
    """QueryError unless the condition is one expression.

    It is one if it parses with parentheses around it and without: what closes them, or goes on behind them (UNION, a
    second statement), parses at most one way.
    """
    for written in (f"({condition}\n)", f"{condition}\n"):
        sql = literal(f"SELECT 1 FROM articles WHERE {written}")
        [(text,)] = rows_of(ask(f"SELECT json_serialize_sql({sql})"))
        parsed = json.loads(text)
        if parsed["error"]:
            raise QueryError(
                f"--where {condition!r}: {parsed['error_message']}; valid is one condition, as after WHERE in SQL"
            )


@contextlib.contextmanager
def named(condition: str | None) -> Iterator[None]:
    """Errors of a query tell which condition it had."""
    try:
        yield
    except QueryError as error:
        if condition is None:
            raise
        said = str(error).split("\n\nLINE")[0]
        for advice in NO_UNSAFE:
            said = said.replace(advice, "")
        raise QueryError(f"--where {condition!r}: {said}") from error
