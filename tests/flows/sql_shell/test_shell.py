"""The prompt, driven through prompt_toolkit's own pipe: what Enter and the arrows do."""

from pathlib import Path

import pytest
from prompt_toolkit.application import create_app_session
from prompt_toolkit.history import InMemoryHistory
from prompt_toolkit.input import create_pipe_input
from prompt_toolkit.output import DummyOutput

from flows.sql_shell.catalogue import Catalogue, Relation
from flows.sql_shell.commands import COMMANDS
from flows.sql_shell.completion import SqlCompleter
from flows.sql_shell.shell import history, is_whole, make_prompt, one_line


def typed(keys: str, *kept: str) -> str:
    """What the prompt hands over once these keys are typed."""
    completer = SqlCompleter(Catalogue([Relation("speakers", "view", "", "")], [], ["SELECT"]), COMMANDS)
    with create_pipe_input() as pipe, create_app_session(input=pipe, output=DummyOutput()):
        pipe.send_text(keys)
        return make_prompt(completer, InMemoryHistory(list(kept))).prompt("copydesk> ")


@pytest.mark.parametrize(
    ("keys", "text"),
    [
        ("SELECT 1;\r", "SELECT 1;"),
        ("SELECT\r1\r;\r", "SELECT\n1\n;"),
        ("SELECT ';\r';\r", "SELECT ';\n';"),
        (".tables\r", ".tables"),
        ("\r", ""),
    ],
)
def test_what_enter_hands_over(keys: str, text: str) -> None:
    assert typed(keys) == text


def test_the_arrow_brings_back_a_statement_of_several_lines() -> None:
    assert typed("\x1b[A\r", "SELECT 0;", "SELECT\n1;") == "SELECT\n1;"


def test_ctrl_c_and_ctrl_d() -> None:
    with pytest.raises(KeyboardInterrupt):
        typed("SELECT\x03")
    with pytest.raises(EOFError):
        typed("\x04")


@pytest.mark.parametrize(
    ("text", "whole"), [("", True), (".help", True), ("SELECT 1", False), ("SELECT 1;", True), ("'.';", True)]
)
def test_what_is_whole(text: str, whole: bool) -> None:
    assert is_whole(text) == whole


def test_an_error_takes_one_line_and_keeps_its_hint() -> None:
    said = 'Catalog Error: Table x does not exist!\nDid you mean "y"?\n\nLINE 1: FROM x\n             ^'
    assert one_line(said) == 'Catalog Error: Table x does not exist! Did you mean "y"?'


def test_the_history_is_for_its_user_alone(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    history().append_string("SELECT 1;")
    path = tmp_path / "copydesk/sql_history"
    assert "SELECT 1;" in path.read_text() and path.stat().st_mode & 0o777 == 0o600
    assert list(history().load_history_strings()) == ["SELECT 1;"]
