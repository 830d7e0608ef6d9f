"""The columns of facts of each suite, for whoever writes expectations on them."""

from __future__ import annotations

from datetime import date
from typing import Any, NamedTuple

import pandas as pd

from expectations.fact_columns import RECORD_ID
from expectations.facts import facts
from expectations.gate import run_facts
from expectations.policy.model import DEFAULT, Policy
from expectations.policy.variants import all_templates
from expectations.sample_article import DAY, sample_article
from expectations.spec import BATCH, RUN
from expectations.user_suites.files import load_suites
from expectations.user_suites.own_facts import add_own_facts
from schemas.registry import TABLES

KINDS: dict[type, str] = {str: "text", bool: "yes or no", int: "number", float: "number", date: "day", list: "list"}
_COUNTS = {"seen": 100, "accepted": 97, "quarantined": 1, "rejected": 1, "skipped": 1}
_ROWS = {BATCH: "one article of the batch; expectations are on whole columns", RUN: "one run"}


class Fact(NamedTuple):
    """`row`: what a row of its suite is; `kind`: what values are; `asked_by`: the expectations that look at it."""

    row: str
    column: str
    kind: str
    meaning: str
    asked_by: list[str]


def fact_listing(policy: Policy = DEFAULT) -> dict[str, list[Fact]]:
    """The facts of each suite: those of an article in which everything has a value. Runs the user's Python."""
    articles = [sample_article()]
    frames = add_own_facts(facts(articles, today=DAY), articles, policy) | {RUN: run_facts(_COUNTS)}
    asked: dict[tuple[str, str], list[str]] = {}
    for e in all_templates(policy):
        for column in dict.fromkeys((e.column, str(e.check.arguments.get("column_B", e.column)))):
            asked.setdefault((e.suite, column), []).append(e.name)
    origins = {
        (table, column): suite.source.path
        for suite in load_suites(policy.suites)
        for table, own in suite.facts.items()
        for column in own
    }
    return {
        suite: [
            Fact(_row(suite), name, _kind(frame[name]), _meaning(suite, name, origins), asked.get((suite, name), []))
            for name in map(str, frame.columns)
            if name != RECORD_ID and not name.startswith("_")
        ]
        for suite, frame in sorted(frames.items(), key=lambda item: list(_order()).index(item[0]))
    }


def _order() -> dict[str, None]:
    return dict.fromkeys([*TABLES, BATCH, RUN])


def _row(suite: str) -> str:
    return _ROWS.get(suite) or TABLES[suite].row


def _kind(column: pd.Series[Any]) -> str:
    value = column.iloc[0]
    value = value.item() if hasattr(value, "item") else value
    return KINDS.get(type(value), "text")


def _meaning(suite: str, name: str, origins: dict[tuple[str, str], str]) -> str:
    """What the schemas say of a column; of a fact that is computed, its name and who asks about it say it."""
    if (suite, name) in origins:
        return f"your own, in {origins[suite, name]}"
    table = TABLES["articles" if suite == BATCH else suite] if suite != RUN else None
    if table is not None and name in table.column_names:
        return table.column(name).description
    return "a column whose value has the wrong type" if name == "wrong_type" else ""
