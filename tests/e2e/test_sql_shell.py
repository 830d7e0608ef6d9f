"""The interactive shell, in a pseudo-terminal as a user has it."""

from __future__ import annotations

import fcntl
import os
import pty
import re
import select
import shutil
import signal
import struct
import termios
import time
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from tests.conftest import COMMAND
from tests.warehouse.views.conftest import fill, insert
from warehouse.database import create

ESCAPES = re.compile(rb"\x1b\[[0-9;?]*[A-Za-z]")
PROMPT = b"copydesk>"
UP, CTRL_C, CTRL_D, TAB = b"\x1b[A", b"\x03", b"\x04", b"\t"


class Terminal:
    """A shell in a terminal of 100 columns and 24 lines."""

    def __init__(self, home: Path, environment: dict[str, str], *arguments: str) -> None:
        self.pid, self._descriptor = pty.fork()
        if self.pid == 0:
            os.execve(COMMAND, [COMMAND, "sql", "--home", str(home), *arguments], environment | {"TERM": "xterm"})
        fcntl.ioctl(self._descriptor, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 100, 0, 0))

    def type(self, keys: bytes) -> None:
        os.write(self._descriptor, keys)

    def until(self, *wanted: bytes, seconds: float = 30) -> str:
        """What is shown until all of `wanted` have come, in this order; without the terminal's codes."""
        shown, deadline = b"", time.monotonic() + seconds
        while time.monotonic() < deadline:
            if select.select([self._descriptor], [], [], 0.05)[0]:
                try:
                    data = os.read(self._descriptor, 1 << 16)
                except OSError:  # the shell has ended
                    break
                if b"\x1b[6n" in data:  # it asks where the cursor is, as prompt_toolkit does at each prompt
                    self.type(b"\x1b[1;1R")
                shown += data
            plain, at = ESCAPES.sub(b"", shown), 0
            for part in wanted:
                at = plain.find(part, at) + 1
                if not at:
                    break
            else:
                return plain.decode(errors="replace")
        raise AssertionError(f"{wanted!r} did not come, but: {ESCAPES.sub(b'', shown).decode(errors='replace')}")

    def ask(self, line: str, *wanted: bytes) -> str:
        """Type a line and Enter, and read until the next prompt."""
        self.type(line.encode() + b"\r")
        return self.until(*wanted, PROMPT)

    def code(self) -> int:
        """The exit code, once it has ended."""
        deadline = time.monotonic() + 20
        while time.monotonic() < deadline:
            pid, status = os.waitpid(self.pid, os.WNOHANG)
            if pid:
                self.pid = 0
                return os.waitstatus_to_exitcode(status)
            time.sleep(0.05)
        raise AssertionError("the shell has not ended")

    def close(self) -> None:
        if self.pid:
            os.kill(self.pid, signal.SIGKILL)
            os.waitpid(self.pid, 0)
        os.close(self._descriptor)


@pytest.fixture
def home(tmp_path: Path) -> Path:
    home = tmp_path / "home"
    (home / "snapshots").mkdir(parents=True)
    create(home / "snapshots/1.duckdb")
    with duckdb.connect(str(home / "snapshots/1.duckdb")) as connection:
        fill(connection)
    (home / "warehouse.duckdb").symlink_to("snapshots/1.duckdb")
    return home


@pytest.fixture
def environment_here(environment: dict[str, str], tmp_path: Path) -> dict[str, str]:
    return environment | {"XDG_STATE_HOME": str(tmp_path / "state")}


@pytest.fixture
def terminal(home: Path, environment_here: dict[str, str]) -> Iterator[Terminal]:
    terminal = Terminal(home, environment_here)
    terminal.until(b"6 articles", b".help", PROMPT)
    yield terminal
    terminal.close()


def test_questions_and_answers(terminal: Terminal) -> None:
    terminal.type(b"SELECT headline\r")
    terminal.until("…".encode())
    shown = terminal.ask("FROM articles ORDER BY headline LIMIT 2;", b"(2 rows,")
    assert "│ April        │" in shown and "│ Bridge opens │" in shown
    shown = terminal.ask("SELECT headlines FROM articles;", b"Binder Error:")
    assert 'Candidate bindings: "headline"' in shown and "LINE 1" not in shown
    shown = terminal.ask("FROM range(100);", b"(18 of 100 rows shown", b".rows N shows more")
    terminal.ask(".rows 2", b"rows: 2")
    terminal.ask("FROM range(3000000);", b"(2 of more than ")
    terminal.ask("COPY articles TO 'x.csv';", b"--unsafe")
    terminal.ask("CREATE TEMP TABLE t AS SELECT 1 AS x; SELECT x + 1 AS y FROM t;", "│ 2 │".encode())
    terminal.type(CTRL_D)
    assert terminal.code() == 0


def test_its_own_commands(terminal: Terminal) -> None:
    assert "quotes_by(name)" in terminal.ask(".tables", b"speakers_between")
    assert "The headline, without" in terminal.ask(".schema articles", b"headline", b"VARCHAR")
    terminal.ask(".schema nonsense", b"no table, view or macro 'nonsense'; .tables shows them")
    terminal.ask(".help", b".schema", b"the columns of TABLE", b"Ctrl-C")
    terminal.ask(".mode json", b"mode: json")
    terminal.ask("SELECT 1 AS x;", b'"x": 1')
    terminal.ask(".mode xml", b"no mode 'xml'; there are table, lines, json, csv, markdown")
    terminal.ask(".nonsense", b"no command .nonsense; there are .tables")
    terminal.type(b".quit\r")
    assert terminal.code() == 0


def test_a_row_that_no_terminal_is_wide_enough_for_is_shown_as_lines(terminal: Terminal) -> None:
    terminal.ask("FROM articles ORDER BY headline;", b"headline = April", b"(1 of 6 rows shown")


@pytest.mark.parametrize("query", ["SELECT count(*) FROM range(1000000000000);",
                                   "SELECT levenshtein(repeat('a', 200000), repeat('b', 200000));"])  # fmt: skip
def test_ctrl_c_stops_the_query_not_the_shell(terminal: Terminal, query: str) -> None:
    terminal.type(query.encode() + b"\r")
    time.sleep(1)
    started = time.monotonic()
    terminal.type(CTRL_C)
    terminal.until(b"stopped", PROMPT)
    assert time.monotonic() - started < 3
    terminal.ask("SELECT 1 AS one;", b"one", b"(1 row,")


def test_ctrl_c_at_the_prompt_drops_the_line(terminal: Terminal) -> None:
    terminal.type(b"SELECT 'never")
    terminal.type(CTRL_C)
    terminal.until(PROMPT)
    terminal.ask("SELECT 2 AS two;", b"two", b"(1 row,")


def test_a_limit_ends_the_query_and_temporary_tables_are_said_to_be_gone(
    home: Path, environment_here: dict[str, str]
) -> None:
    terminal = Terminal(home, environment_here, "--timeout", "1")
    terminal.until(PROMPT)
    terminal.ask("CREATE TEMP TABLE t AS SELECT 1 AS x;", PROMPT)
    query = "SELECT levenshtein(repeat('a', 200000), repeat('b', 200000));"
    terminal.ask(query, b"stopped after 1 s", b"temporary tables are gone")
    terminal.ask("SELECT 1 AS one;", b"(1 row,")
    terminal.close()


def test_history_is_kept_for_its_user_alone(terminal: Terminal, home: Path, environment_here: dict[str, str]) -> None:
    terminal.ask("SELECT 'kept' AS word;", b"(1 row,")
    terminal.type(CTRL_D)
    terminal.code()
    path = Path(environment_here["XDG_STATE_HOME"]) / "copydesk/sql_history"
    assert "SELECT 'kept' AS word;" in path.read_text() and path.stat().st_mode & 0o777 == 0o600
    again = Terminal(home, environment_here)
    again.until(PROMPT)
    again.type(UP)
    again.until(b"'kept'")
    again.type(b"\r")
    again.until(b"(1 row,")
    again.close()


def test_tab_completes(terminal: Terminal) -> None:
    terminal.type(b"SELECT count(*) AS n FROM rejections_" + TAB)
    terminal.until(b"by_reason")
    terminal.type(b";\r")
    terminal.until("│ 1 │".encode(), b"(1 row,")


def test_a_newer_snapshot_is_read_unless_something_would_be_lost(terminal: Terminal, home: Path) -> None:
    def publish(number: int) -> None:
        path = home / f"snapshots/{number}.duckdb"
        shutil.copy(home / f"snapshots/{number - 1}.duckdb", path)
        with duckdb.connect(str(path)) as connection:
            insert(connection, "articles", article_id=f"{number:032}", article_body="New.", is_current=True)
        (home / "next").symlink_to(path)
        (home / "next").rename(home / "warehouse.duckdb")

    publish(2)
    terminal.ask("SELECT count(*) AS n FROM articles;", b"now reading a newer snapshot", "│ 7 │".encode())
    terminal.ask("CREATE TEMP TABLE t AS SELECT 1 AS x;", PROMPT)
    publish(3)
    terminal.ask("SELECT count(*) AS n FROM articles;", b".refresh reads it", "│ 7 │".encode())
    terminal.ask(".refresh", b"reading")
    terminal.ask("SELECT count(*) AS n FROM articles;", "│ 8 │".encode())


def test_a_home_without_a_warehouse(tmp_path: Path, environment_here: dict[str, str]) -> None:
    terminal = Terminal(tmp_path / "none", environment_here)
    terminal.until(b"copydesk ingest SOURCE")
    assert terminal.code() == 2
    terminal.close()
