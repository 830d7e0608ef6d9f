"""Facts of the user's own: columns computed by functions of an article, or of a row and its article.

A function that fails on an article, or gives what no column can hold, leaves null there, and the article fails the
expectation NAME_facts_are_computed of its suite: one odd article does not stop a run, and is not passed over either.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from expectations.article import ArticleFacts
from expectations.checks import absent
from expectations.policy.model import Policy
from expectations.sample_article import sample_article
from expectations.spec import BATCH, WARNING, Expectation
from expectations.user_suites.files import OwnFact, UserSuite, line_in, load_suites
from expectations.user_suites.names import stem

if TYPE_CHECKING:
    import pandas as pd

KINDS: dict[type, str] = {
    bool: "yes or no", int: "number", float: "number", str: "text", date: "day", datetime: "day"
}  # fmt: skip
_INT64 = 2**63


def works(path: str, facts: Mapping[str, Mapping[str, OwnFact]]) -> list[Expectation]:
    """The expectations that a file's facts could be computed, one for each suite it has facts on."""
    return [
        Expectation(
            suite, f"{stem(path)}_{suite}_facts_are_computed", complaints(path, suite), WARNING,
            f"The facts that {Path(path).name} has on {suite} could be computed.", "Do my own facts work?",
            absent(), path,
        )
        for suite in facts
    ]  # fmt: skip


def complaints(path: str, suite: str) -> str:
    """The column that holds what went wrong, null where nothing did."""
    return f"_{stem(path)}_{suite}_complaint"


def try_out(suite: UserSuite) -> None:
    """Ask every function for its value on an invented article: PolicyError where it is plainly mistaken.

    What only an odd article brings out is told with that article's failed expectations.
    """
    article = sample_article()
    for table, columns in suite.facts.items():
        asked = (article,) if table in ("articles", BATCH) else (getattr(article, table)[0], article)
        for column, function in columns.items():
            try:
                value = function(*asked)
            except (AttributeError, NameError, TypeError, ImportError) as error:
                line = line_in(suite.source.path, error)
                raise suite.source.at(line, f"fact {column!r}: {type(error).__name__}: {error}") from error
            except Exception:  # noqa: S112  # values that are invented may be refused
                continue
            if value is not None and type(value) not in KINDS:
                valid = ", ".join(sorted({kind.__name__ for kind in KINDS}))
                message = f"fact {column!r} is a {type(value).__name__}; valid: {valid}, None"
                raise suite.source.at(suite.fact_lines.get(column, 1), message)


def add_own_facts(
    frames: Mapping[str, pd.DataFrame], articles: Sequence[ArticleFacts], policy: Policy
) -> dict[str, pd.DataFrame]:
    """The frames with the columns of the user's own facts; those of theirs without any are the same objects."""
    found = dict(frames)
    for suite in load_suites(policy.suites):
        for name, columns in suite.facts.items():
            found[name] = found[name].assign(**_columns(suite.source.path, name, columns, articles))
    return found


def _columns(
    path: str, suite: str, functions: Mapping[str, OwnFact], articles: Sequence[ArticleFacts]
) -> dict[str, Any]:
    from expectations.columns import objects

    asked: list[tuple[Any, ...]] = [(article,) for article in articles]
    if suite not in ("articles", BATCH):
        asked = [(row, article) for article in articles for row in getattr(article, suite)]
    wrong: list[str | None] = [None] * len(asked)
    columns = {column: _column(column, function, asked, wrong) for column, function in functions.items()}
    return columns | {complaints(path, suite): objects(wrong)}


def _column(column: str, function: Callable[..., Any], asked: list[tuple[Any, ...]], wrong: list[str | None]) -> Any:
    """One column. All its values are of the kind that the first one is of; others are null, with a complaint."""
    from expectations.columns import days, flags, numbers, objects

    values: list[Any] = []
    kind: str | None = None
    for place, arguments in enumerate(asked):
        try:
            value = function(*arguments)
        except Exception:  # the user's code on any text: what fails is kept as a complaint
            value, wrong[place] = None, column
        own = None if value is None else KINDS.get(type(value), "")
        kind = kind or own
        if own is not None and (own != kind or not _storable(value)):
            value, wrong[place] = None, column
        values.append(value)
    if kind == "number":
        return numbers(values)
    if kind == "yes or no":
        return flags(values)
    return days(values) if kind == "day" else objects(values)


def _storable(value: object) -> bool:
    return not isinstance(value, int) or -_INT64 <= value < _INT64
