"""The interactive shell: a prompt with history and completion, around a session that can be stopped."""

from __future__ import annotations

import os
import re
import shutil
import sys
import time
from pathlib import Path

from prompt_toolkit import PromptSession
from prompt_toolkit.application.current import get_app
from prompt_toolkit.filters import Condition, completion_is_selected
from prompt_toolkit.history import FileHistory, History
from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent
from prompt_toolkit.lexers import PygmentsLexer

from flows.sql_shell.catalogue import Catalogue
from flows.sql_shell.commands import COMMANDS, CommandError, Quit, State, run_command
from flows.sql_shell.completion import SqlCompleter
from flows.sql_shell.session import Session
from flows.sql_shell.show import how_many, show
from flows.sql_shell.statements import is_complete
from warehouse.limits import QueryError

GREETING = "{} articles in {}. End a statement with `;`. .help says more, .quit leaves.\n"
FRAME = 6  # lines of the terminal that are no rows: the frame of a table, the note, the prompt
PLACE = re.compile(r"\n+LINE \d+:.*", re.DOTALL)  # where in the query DuckDB's error is, drawn under it


def history() -> History:
    """What was typed before, kept in XDG_STATE_HOME/copydesk/sql_history for its user alone."""
    state = os.environ.get("XDG_STATE_HOME") or Path.home() / ".local" / "state"
    path = Path(state) / "copydesk" / "sql_history"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.touch(mode=0o600)
    return FileHistory(path)


def is_whole(text: str) -> bool:
    """Whether Enter runs it: a command, a statement with its `;`, or nothing."""
    return not text.strip() or text.lstrip().startswith(".") or is_complete(text)


def keys() -> KeyBindings:
    """Enter runs what is whole, else begins another line."""
    bindings = KeyBindings()
    whole = Condition(lambda: is_whole(get_app().current_buffer.text))

    @bindings.add("enter", filter=whole & ~completion_is_selected)
    def accept(event: KeyPressEvent) -> None:
        event.current_buffer.validate_and_handle()

    return bindings


def one_line(message: str) -> str:
    """DuckDB's error with its hint, without the drawing of the place."""
    return " ".join(PLACE.sub("", message).split())


def _lexer() -> PygmentsLexer:
    from pygments.lexers.sql import SqlLexer  # type: ignore[import-untyped]  # Pygments brings no types

    return PygmentsLexer(SqlLexer)


def make_prompt(completer: SqlCompleter, kept: History) -> PromptSession[str]:
    """The prompt: several lines until a statement is whole, Tab completes."""
    return PromptSession(
        history=kept, completer=completer, complete_while_typing=False, lexer=_lexer(), key_bindings=keys(),
        multiline=True, prompt_continuation=lambda width, _line, _soft: "…".rjust(width - 1) + " ",
    )  # fmt: skip


def run(session: Session, form: str) -> int:
    """Read and run until the user leaves."""
    state = State(session, Catalogue.read(session), form)
    [(number,)] = session.ask("SELECT count(*) FROM articles").rows()
    sys.stdout.write(GREETING.format(f"{number:,}", session.home))
    completer = SqlCompleter(state.catalogue, COMMANDS)
    prompt = make_prompt(completer, history())
    while True:
        try:
            text = prompt.prompt("copydesk> ").strip()
        except KeyboardInterrupt:  # Ctrl-C at the prompt: the line goes, the shell stays
            continue
        except EOFError:
            return 0
        if not text:
            continue
        try:
            answer(state, text)
        except Quit:
            return 0
        completer.catalogue = state.catalogue


def answer(state: State, text: str) -> None:
    """Run a command or statements; what is wrong with them takes one line."""
    try:
        if text.startswith("."):
            run_command(state, text)
            return
        _follow(state)
        for statement in state.session.split(text):
            _run(state, statement)
    except KeyboardInterrupt:
        sys.stderr.write("stopped\n")
    except (QueryError, CommandError) as error:
        sys.stderr.write(one_line(str(error)) + "\n")
    if state.altered and state.session.is_new:
        sys.stderr.write("(the process that ran the query was ended; temporary tables are gone)\n")
        state.altered = False


def _follow(state: State) -> None:
    """Read the newest snapshot, if there is one since and nothing would be lost; say so, if something would."""
    newest = str((state.session.home / "warehouse.duckdb").resolve())
    if newest == state.session.snapshot:
        return
    if state.altered:
        sys.stderr.write("(a newer snapshot is there; .refresh reads it, and drops temporary tables)\n")
    else:
        state.refresh()
        sys.stderr.write("(now reading a newer snapshot)\n")


def _run(state: State, statement: str) -> None:
    started = time.monotonic()
    room = max(shutil.get_terminal_size().lines - FRAME, 5)
    result, shown = show(state.session, statement, state.mode, state.rows or room, None if state.rows else room)
    state.altered = state.altered or result.alters
    if not result.is_silent:
        more = "; .rows N shows more" if result.total > shown else ""
        sys.stderr.write(f"({how_many(result, shown)}, {time.monotonic() - started:.2f} s{more})\n")
