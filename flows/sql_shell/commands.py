"""The shell's own commands: `.tables`, `.schema`, `.mode` and the like."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass, field

from flows.output import print_table
from flows.sql_shell import FORMATS
from flows.sql_shell.catalogue import Catalogue
from flows.sql_shell.session import Session

MODES = tuple(form for form in FORMATS if form != "parquet")


class Quit(Exception):  # noqa: N818  # no error: the user wants to go
    """Leave the shell."""


class CommandError(ValueError):
    """A command that there is not, or with a word it does not take."""


@dataclass
class State:
    """What the shell's commands see and change."""

    session: Session
    catalogue: Catalogue
    mode: str = "table"
    rows: int | None = None  # of a table; None: as many as fit the terminal
    altered: bool = field(default=False)  # statements left something (temporary tables) in the session

    def refresh(self) -> None:
        """Read the newest snapshot."""
        self.session.restart()
        self.catalogue = Catalogue.read(self.session)
        self.altered = False


def tables(state: State, _: str) -> None:
    """what can be asked: tables, views and macros"""
    rows = [(relation.call, relation.kind, relation.comment) for relation in state.catalogue.relations]
    print_table(["name", "kind", "a row is, or what it answers"], rows)


def schema(state: State, name: str) -> None:
    """the columns of TABLE, or of all tables"""
    if not name:
        print_table(["table", "column", "type"], [column[:3] for column in state.catalogue.columns])
        return
    known = {relation.name: relation for relation in state.catalogue.relations}
    if name not in known:
        raise CommandError(f"no table, view or macro {name!r}; .tables shows them")
    relation = known[name]
    sys.stdout.write(f"{relation.call}: {relation.comment}\n")
    if columns := state.catalogue.of(name):
        print_table(["column", "type", "meaning"], [column[1:] for column in columns])


def mode(state: State, name: str) -> None:
    """how results are shown: table, lines, json, csv, markdown"""
    if name and name not in MODES:
        raise CommandError(f"no mode {name!r}; there are {', '.join(MODES)}")
    state.mode = name or state.mode
    sys.stdout.write(f"mode: {state.mode}\n")


def rows(state: State, number: str) -> None:
    """how many rows of a result are shown: a number, or `fit` for as many as the terminal has room for"""
    if number and number != "fit" and not (number.isdecimal() and int(number)):
        raise CommandError(f"no number of rows: {number!r}; valid are 1 and more, or fit")
    if number:
        state.rows = None if number == "fit" else int(number)
    sys.stdout.write(f"rows: {state.rows or 'fit'}\n")


def refresh(state: State, _: str) -> None:
    """read the newest snapshot; temporary tables go"""
    state.refresh()
    sys.stdout.write(f"reading {state.session.snapshot}\n")


def leave(_state: State, _: str) -> None:
    """leave; Ctrl-D does it, too"""
    raise Quit


def show_help(_state: State, _: str) -> None:
    """this"""
    width = max(map(len, COMMANDS))
    for name, function in COMMANDS.items():
        sys.stdout.write(f"{name:<{width}}  {function.__doc__}\n")
    sys.stdout.write("A statement ends with `;`. Tab completes, Ctrl-C stops a query, arrow up brings back what was.\n")


COMMANDS: dict[str, Callable[[State, str], None]] = {
    ".tables": tables, ".schema": schema, ".mode": mode, ".rows": rows, ".refresh": refresh, ".help": show_help,
    ".quit": leave,
}  # fmt: skip


def run_command(state: State, line: str) -> None:
    """Run a line that starts with a dot. CommandError, Quit."""
    name, *words = line.split()
    name = {".exit": ".quit"}.get(name, name)
    if name not in COMMANDS:
        raise CommandError(f"no command {name}; there are {', '.join(COMMANDS)}")
    COMMANDS[name](state, " ".join(words).rstrip(";"))
