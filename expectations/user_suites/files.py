"""The suites of a policy, read, run and checked as far as can be done without Great Expectations."""

from __future__ import annotations

import traceback
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from typing import Any, NamedTuple

from expectations.policy.errors import Source
from expectations.spec import Expectation

OwnFact = Callable[..., Any]  # of an article; for a row of a child table, of the row and its article


class UserSuite(NamedTuple):
    """What one file holds. `lines` tells for each expectation's name where it stands; `facts`: by suite and column."""

    source: Source
    expectations: tuple[Expectation, ...]
    facts: Mapping[str, Mapping[str, OwnFact]]
    lines: Mapping[str, int]
    fact_lines: Mapping[str, int] = {}  # by column


def check_syntax(source: Source) -> None:
    """PolicyError where a file cannot be read as what its name says. Nothing is run."""
    if source.path.endswith(".json"):
        from expectations.user_suites.gx_file import read_suite

        read_suite(source)
    else:
        from expectations.user_suites.python_file import parse_suite

        parse_suite(source)


@lru_cache(maxsize=8)
def load_suites(sources: Sequence[Source]) -> tuple[UserSuite, ...]:
    """The suites of all files. Runs the Python files: the user's own code. PolicyError as for each kind of file."""
    from expectations.user_suites.gx_file import read_suite
    from expectations.user_suites.names import check_names
    from expectations.user_suites.python_file import run_suite

    suites = tuple(read_suite(source) if source.path.endswith(".json") else run_suite(source) for source in sources)
    check_names(suites)
    return suites


def line_in(path: str, error: BaseException) -> int:
    """The last line of the file that was being run when the error was raised."""
    lines = [frame.lineno for frame in traceback.extract_tb(error.__traceback__) if frame.filename == path]
    return next((line for line in reversed(lines) if line), 1)
