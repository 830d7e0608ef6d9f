"""Which expectations of Great Expectations' own a suite may use, and with which arguments.

Importing this module imports Great Expectations.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from expectations.plan import gx_expectation
from expectations.policy.errors import Source, choices
from expectations.quick_import import quick_import
from expectations.spec import Expectation

with quick_import():
    from great_expectations.expectations.expectation import (
        ColumnAggregateExpectation,
        ColumnMapExpectation,
        ColumnPairMapExpectation,
    )
    from great_expectations.expectations.expectation import Expectation as GxExpectation
    from great_expectations.expectations.registry import (
        get_expectation_impl,
        list_registered_expectation_implementations,
    )
    from pydantic.v1 import ValidationError

KINDS = (ColumnMapExpectation, ColumnPairMapExpectation, ColumnAggregateExpectation)
SET_ELSEWHERE = frozenset(
    "id meta notes result_format description catch_exceptions rendered_content severity windows batch_id column "
    "column_A".split()
)  # what an expectation has beside the arguments of its check


@cache
def usable_types() -> dict[str, type[GxExpectation]]:
    """Those on one column, row by row or as a whole, and on a pair of columns."""
    found = {name: get_expectation_impl(name) for name in list_registered_expectation_implementations()}
    return {name: found[name] for name in sorted(found) if issubclass(found[name], KINDS)}


def check_arguments(source: Source, line: int, expectation: Expectation) -> None:
    """PolicyError where Great Expectations has no such type, or the type no such arguments."""
    kind, types = expectation.check.type, usable_types()
    if kind not in types:
        message = f"{expectation.name}: {kind!r} is no expectation on a column or a pair that Great Expectations has"
        raise source.at(line, f"{message}; {choices(kind, types)}")
    valid = [name for name in types[kind].__fields__ if name not in SET_ELSEWHERE]
    for argument in expectation.check.arguments:
        if argument not in valid:
            message = f"{expectation.name}: {kind} has no argument {argument!r}; {choices(argument, valid)}"
            raise source.at(line, message)
    try:
        gx_expectation(expectation)
    except ValidationError as error:
        said = "; ".join(dict.fromkeys(f"{_place(e['loc'])}{e['msg']}" for e in error.errors()))
        raise source.at(line, f"{expectation.name}: {said}") from error
    except (TypeError, ValueError, OverflowError) as error:
        raise source.at(line, f"{expectation.name}: {error}") from error


def _place(location: Iterable[object]) -> str:
    found = ".".join(str(part) for part in location if part != "__root__")
    return f"{found}: " if found else ""
