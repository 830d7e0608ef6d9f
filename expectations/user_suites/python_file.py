"""Suites of the user's own in Python: EXPECTATIONS in the words of `expectations.spec` and `.checks`, and FACTS.

Running such a file is running the user's code, with the rights of who runs Copydesk.
"""

from __future__ import annotations

import ast
import sys
from collections.abc import Mapping
from contextlib import redirect_stdout
from dataclasses import replace
from pathlib import Path
from types import ModuleType
from typing import Any

from expectations.policy.errors import PolicyError, Source, choices
from expectations.spec import RUN, Check, Expectation
from expectations.user_suites.files import OwnFact, UserSuite, line_in
from expectations.user_suites.names import check_name, check_suite
from expectations.user_suites.own_facts import works
from schemas.vocabularies import SEVERITIES


def parse_suite(source: Source) -> ast.Module:
    """PolicyError where the file is no Python."""
    try:
        return ast.parse(source.text, source.path)
    except (SyntaxError, ValueError) as error:
        line = getattr(error, "lineno", None) or 1
        raise source.at(line, f"not valid Python: {getattr(error, 'msg', error)}") from error


def run_suite(source: Source) -> UserSuite:
    """Run the file and take its suite. PolicyError where it raises, or where what it holds is no suite."""
    tree = parse_suite(source)
    module = ModuleType(f"copydesk_suite_{Path(source.path).stem}")
    module.__file__ = source.path
    sys.modules[module.__name__] = module  # dataclasses and pickle look modules up by name
    try:
        with redirect_stdout(sys.stderr):  # what it prints is no part of a command's output
            exec(compile(tree, source.path, "exec"), module.__dict__)  # noqa: S102  # the user's own code, see above
    except (Exception, SystemExit) as error:  # whatever it raises is told with its place in the file
        raise source.at(line_in(source.path, error), f"{type(error).__name__}: {error}") from error
    facts = _facts(source, tree, getattr(module, "FACTS", {}))
    listed = getattr(module, "EXPECTATIONS", None)
    if not isinstance(listed, list | tuple):
        raise source.at(1, "EXPECTATIONS = [...] is missing: a list of expectations.spec.Expectation")
    found = [_expectation(source, tree, value) for value in listed]
    lines = {e.name: _line(tree, e.name) for e in found}
    if len(lines) < len(found):
        names = [e.name for e in found]
        twice = next(name for name in names if names.count(name) > 1)
        raise source.at(lines[twice], f"two expectations are called {twice}; names are unique")
    places = {column: _line(tree, column) for own in facts.values() for column in own}
    return UserSuite(source, (*found, *works(source.path, facts)), facts, lines, places)


def _line(tree: ast.AST, name: str) -> int:
    """The first line where the name stands as a text; 1 if it is put together."""
    found = (node.lineno for node in ast.walk(tree) if isinstance(node, ast.Constant) and node.value == name)
    return min(found, default=1)


def _expectation(source: Source, tree: ast.AST, value: object) -> Expectation:
    if not isinstance(value, Expectation):
        message = f"EXPECTATIONS holds {value!r}; each is an expectations.spec.Expectation"
        raise source.at(_line(tree, "EXPECTATIONS"), message)
    line = _line(tree, value.name)
    check_name(source, line, value.name)
    check_suite(source, line, value.suite)
    if value.severity not in SEVERITIES:
        message = f"{value.name} has severity {value.severity!r}; {choices(value.severity, SEVERITIES)}"
        raise source.at(line, message)
    if not isinstance(value.check, Check):
        raise source.at(line, f"{value.name} has the check {value.check!r}; use one of expectations.checks")
    for text in (value.column, value.description, value.question):
        if not isinstance(text, str):
            raise source.at(line, f"{value.name}: column, description and question are texts, not {text!r}")
    _check_description(source, line, value)
    return replace(value, origin=source.path)


def _check_description(source: Source, line: int, expectation: Expectation) -> None:
    """A description may quote the bounds that its check takes from copydesk.toml, and nothing else."""
    if not expectation.check.bounds:
        return
    try:
        expectation.description.format(**dict.fromkeys(expectation.check.bounds, 1.0))
    except (KeyError, IndexError, ValueError) as error:
        valid = ", ".join(f"{{{key}}}" for key in expectation.check.bounds)
        message = f"{expectation.name}: its description quotes {error}; it may quote {valid}"
        raise source.at(line, message) from error


def _facts(source: Source, tree: ast.AST, value: Any) -> dict[str, dict[str, OwnFact]]:
    """FACTS: suite → column → function."""
    message = 'FACTS is no {"articles": {"column": function}}'
    if not isinstance(value, Mapping):
        raise PolicyError(f"{source.path}: {message}")
    found: dict[str, dict[str, OwnFact]] = {}
    for suite, columns in value.items():
        line = _line(tree, str(suite))
        check_suite(source, line, suite)
        if suite == RUN:
            raise source.at(line, "a run has no facts of your own; they are of articles and their rows")
        if not isinstance(columns, Mapping):
            raise source.at(line, message)
        for column, function in columns.items():
            if not isinstance(column, str) or not column.isidentifier() or not callable(function):
                raise source.at(_line(tree, str(column)), f"{message}: {column!r} is {function!r}")
            found.setdefault(suite, {})[column] = function
    return found
