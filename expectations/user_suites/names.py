"""Whether the names in suites of the user's are fit to stand beside ours."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from expectations.catalogue import named
from expectations.policy.errors import Source, choices
from expectations.spec import BATCH, RUN
from schemas.registry import ARTICLE_CHILDREN

if TYPE_CHECKING:
    from expectations.user_suites.files import UserSuite

SUITES = ("articles", *(table.name for table in ARTICLE_CHILDREN), BATCH, RUN)
LONGEST = 100


def check_names(suites: Sequence[UserSuite]) -> None:
    """PolicyError where a name is used twice: for an expectation, or for a column of facts."""
    taken: dict[str, str] = dict.fromkeys(named(), "Copydesk's own")
    columns: dict[tuple[str, str], str] = {}
    for suite in suites:
        for name, line in suite.lines.items():
            if name in taken:
                raise suite.source.at(line, f"an expectation called {name} is there already: {taken[name]}; rename it")
            taken[name] = suite.source.path
        for table, own in suite.facts.items():
            for column in own:
                if (table, column) in columns:
                    message = f"{columns[table, column]} has a fact {column!r} on {table} already; rename it"
                    raise suite.source.at(suite.fact_lines.get(column, 1), message)
                columns[table, column] = suite.source.path


def stem(path: str) -> str:
    """The file's name as the beginning of a name for an expectation."""
    found = re.sub(r"\W", "_", Path(path).stem, flags=re.ASCII)
    return found if found.isidentifier() else f"suite_{found}"


def check_suite(source: Source, line: int, suite: object) -> None:
    if suite not in SUITES:
        raise source.at(line, f"no suite {suite!r}; {choices(suite, SUITES)}")


def check_name(source: Source, line: int, name: object) -> None:
    """Names stand in columns of the warehouse, in reports and in TOML keys: letters, digits and _ only."""
    if not isinstance(name, str) or not name.isascii() or not name.isidentifier() or len(name) > LONGEST:
        message = f"{name!r} is no name for an expectation; use up to {LONGEST} letters, digits and _"
        raise source.at(line, message)
