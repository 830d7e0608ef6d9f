"""Where keys stand in a TOML file, and which names patterns fit."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from expectations.policy.select import host, matches, may_overlap
from expectations.policy.toml_lines import lines_of
from tests.timing import within

TEXT = """\
# a comment with [brackets]
gate = "off"   # line 2

[expectations.one]
min_value = 3
"max_value" = 4
[expectations]
two = { enabled = false }

[[rules]]
publisher = [
  "A",  # [[rules]] in a comment
  "B",
]
[rules.expectations.one]
severity = '''
info'''
[[rules]]
format = "feed"
rules.expectations.one.enabled = true
"""


def test_every_key_has_its_line() -> None:
    lines = lines_of(TEXT)
    assert lines["gate",] == 2
    assert lines["expectations", "one"] == 4
    assert lines["expectations", "one", "max_value"] == 6
    assert lines["expectations", "two", "enabled"] == 8
    assert lines["rules", 0] == 10
    assert lines["rules", 0, "publisher"] == 11
    assert lines["rules", 0, "expectations", "one"] == 15
    assert lines["rules", 0, "expectations", "one", "severity"] == 16
    assert lines["rules", 1] == 18
    assert lines["rules", 1, "format"] == 19


@pytest.mark.parametrize(
    ("pattern", "name", "fits"),
    [
        ("Harbour News", "harbour news", True),
        ("Harbour News", "Harbour News Online", False),
        ("*.example", "news.example", True),
        ("*.example", "example", False),
        ("*", "", True),
        ("a*a", "a", False),
        ("a*b*c", "a-b-b-c", True),
        ("a*b*c", "a-c-b", False),
        ("news.?xample", "news.example", False),
    ],
)
def test_a_star_stands_for_anything(pattern: str, name: str, fits: bool) -> None:
    assert matches((pattern,), name) is fits


def test_no_publisher_fits_only_rules_without_one() -> None:
    assert matches((), None)
    assert not matches(("*",), None)


def test_patterns_are_linear_in_the_name() -> None:
    within(0.1, lambda: matches(("*a" * 50 + "*b",), "a" * 100_000))


@given(st.lists(st.text("ab*", max_size=6), min_size=2, max_size=2), st.text("ab", max_size=8))
@settings(deadline=None, max_examples=300)
def test_patterns_that_share_a_name_overlap(patterns: list[str], name: str) -> None:
    one, other = patterns
    if matches((one,), name) and matches((other,), name):
        assert may_overlap((one,), (other,))


def test_names_that_differ_do_not_overlap() -> None:
    assert not may_overlap(("Harbour News",), ("Ellery Post",))
    assert not may_overlap(("a*",), ("b*",))
    assert may_overlap((), ("b*",))


@pytest.mark.parametrize(
    ("uri", "expected"),
    [("https://News.Example:8080/a", "news.example"), ("http://[", None), (None, None), ("a/b", None)],
)
def test_the_host_of_an_address(uri: str | None, expected: str | None) -> None:
    assert host(uri) == expected
