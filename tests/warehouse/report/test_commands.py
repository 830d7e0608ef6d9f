"""What the page offers to copy does what it says."""

from __future__ import annotations

import shlex

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from schemas.reasons import REASONS
from warehouse.home import Home
from warehouse.query import rows
from warehouse.report.commands import Commands, quoted
from warehouse.report.facts import run_facts

from .conftest import LAST
from .homes import article_id

COMMANDS = Commands(LAST, "my home")


def query_of(command: str) -> str:
    program, verb, query, *rest = shlex.split(command)
    assert (program, verb, rest) == ("copydesk", "sql", ["--home", "my home"])
    return query


@settings(deadline=None, max_examples=200)
@given(st.text())
@example("$(touch x) `id` \"!\" 'a' \\")
def test_an_argument_arrives_as_it_is(argument: str) -> None:
    assert shlex.split(quoted(argument)) == [argument]
    assert not quoted(argument).startswith('"') or not set("$`!\\") & set(argument)


@pytest.mark.parametrize("code", REASONS)
def test_every_reason_has_a_query_that_runs(full_home: Home, code: str) -> None:
    command = COMMANDS.reason(code)
    if command is None:
        assert code == "unchanged"
    else:
        rows(full_home, query_of(command))


def test_queries_find_what_the_page_counts(full_home: Home) -> None:
    command = COMMANDS.reason("invalid_json")
    assert command is not None
    assert len(rows(full_home, query_of(command))[1]) == 3
    body, headline, share = run_facts(full_home, LAST)["failed_expectations"]
    kept_out = COMMANDS.kept_out(body)
    assert kept_out is not None
    assert [row[0] for row in rows(full_home, query_of(kept_out))[1]] == [article_id(50), article_id(51)]
    assert COMMANDS.kept_out(headline) is None
    assert COMMANDS.kept_out(share) is None
    assert len(rows(full_home, query_of(COMMANDS.failed()))[1]) == 4
    rows(full_home, query_of(COMMANDS.empty_fields()))


def test_queries_of_warnings_and_sources_run(full_home: Home) -> None:
    body, headline, share = run_facts(full_home, LAST)["failed_expectations"]
    passed = COMMANDS.passed_with(headline)
    assert passed is not None
    assert [row[0] for row in rows(full_home, query_of(passed))[1]] == [article_id(5)]
    assert COMMANDS.passed_with(body) is None
    assert COMMANDS.passed_with(share) is None
    assert len(rows(full_home, query_of(COMMANDS.strayed()))[1]) == 1
    assert len(rows(full_home, query_of(COMMANDS.dump_fields()))[1]) == 1
    assert len(rows(full_home, query_of(COMMANDS.fill_rates()))[1]) == 1
    assert len(rows(full_home, query_of(COMMANDS.runs()))[1]) == 2


def test_a_hostile_name_stays_a_literal(full_home: Home) -> None:
    row = {"expectation": "x'; DROP TABLE articles; --", "severity": "critical", "suite": "articles"}
    command = COMMANDS.kept_out(row)
    assert command is not None
    assert rows(full_home, query_of(command))[1] == []


def test_commands_that_are_no_query() -> None:
    assert COMMANDS.quarantined("a" * 32) == f"copydesk quarantine show {'a' * 32} --home 'my home'"
    replay = ["copydesk", "quarantine", "replay", "--reason", "x'; y", "--home", "my home"]
    assert shlex.split(COMMANDS.replay("x'; y")) == replay
    assert shlex.split(COMMANDS.article("a1")) == ["copydesk", "show", "a1", "--html", "--home", "my home"]
    assert shlex.split(COMMANDS.page_of("RUN_ID")) == ["copydesk", "report", "--run", "RUN_ID", "--home", "my home"]
