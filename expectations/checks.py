"""The checks that expectations are made of, each a Great Expectations type with its arguments.

A null passes every check but `given`: whether a value must be there is a question of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from expectations.spec import Check

_GROUP = re.compile(r"(?<!\\)\((?!\?)")  # pandas warns of groups that are captured and not used


def given() -> Check:
    return Check("expect_column_values_to_not_be_null")


def absent() -> Check:
    """For columns that hold a complaint, or null where there is none."""
    return Check("expect_column_values_to_be_null")


def never() -> Check:
    """For columns that hold True where something is wrong."""
    return Check("expect_column_values_to_be_in_set", {"value_set": [False]})


def always() -> Check:
    return Check("expect_column_values_to_be_in_set", {"value_set": [True]})


def one_of(values: Iterable[str]) -> Check:
    return Check("expect_column_values_to_be_in_set", {"value_set": list(values)})


def between(minimum: float | str | None = None, maximum: float | str | None = None) -> Check:
    """Both ends included. Text that looks like a date is read as one, and compared with days."""
    ends = {"min_value": minimum, "max_value": maximum}
    return Check("expect_column_values_to_be_between", {k: v for k, v in ends.items() if v is not None})


def at_least() -> Check:
    return Check("expect_column_values_to_be_between", bounds=("min_value",))


def at_most() -> Check:
    return Check("expect_column_values_to_be_between", bounds=("max_value",))


def within() -> Check:
    return Check("expect_column_values_to_be_between", bounds=("min_value", "max_value"))


def matches(regex: str) -> Check:
    """`regex` is searched for; it must be one that RE2 knows (no look-around, no back-references)."""
    return Check("expect_column_values_to_match_regex", {"regex": _GROUP.sub("(?:", regex)})


def unique() -> Check:
    return Check("expect_column_values_to_be_unique")


def not_below(lower: str) -> Check:
    """No value is below the one in column `lower` of its row."""
    return Check(
        "expect_column_pair_values_a_to_be_greater_than_b",
        {"column_B": lower, "or_equal": True, "ignore_row_if": "either_value_is_missing"},
    )


def equal_to(other: str) -> Check:
    """Each value equals the one in column `other` of its row."""
    return Check(
        "expect_column_pair_values_to_be_equal", {"column_B": other, "ignore_row_if": "either_value_is_missing"}
    )


def share_given() -> Check:
    return Check("expect_column_proportion_of_non_null_values_to_be_between", bounds=("min_value",))


def share_distinct() -> Check:
    return Check("expect_column_proportion_of_unique_values_to_be_between", bounds=("min_value",))


def mean_at_most() -> Check:
    return Check("expect_column_mean_to_be_between", bounds=("max_value",))


def mean_within() -> Check:
    return Check("expect_column_mean_to_be_between", bounds=("min_value", "max_value"))


def median_within() -> Check:
    return Check("expect_column_median_to_be_between", bounds=("min_value", "max_value"))


def distinct_at_most() -> Check:
    return Check("expect_column_unique_value_count_to_be_between", bounds=("max_value",))
