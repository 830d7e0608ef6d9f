"""Running SQL on the current snapshot: read-only, no files or network, bounded in memory, disk and time.

Some functions of DuckDB do not hear its interrupt and take memory that it does not count (`repeat`, `levenshtein`,
list functions). Queries of our own run here, in the process; what users write runs in a process that can be
ended, see `flows.sql_shell.session`.
"""

from __future__ import annotations

import importlib
import re
import shutil
import tempfile
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb

from warehouse.database import open_snapshot
from warehouse.home import Home
from warehouse.limits import DEFAULT_LIMITS, Limits, QueryError

__all__ = ["Limits", "QueryError", "open_limited", "prepared", "query", "query_error", "rows"]


@dataclass(frozen=True, slots=True)
class Prepare:
    """What has to happen before a query that has `pattern` in it runs: "module:function", imported only then.

    The function is called with (home, connection, sql). It may make temporary tables or register Arrow tables, and
    returns the SQL to run; QueryError says what is wrong with the user's words.
    """

    pattern: re.Pattern[str]
    function: str

    def __call__(self, home: Home, connection: duckdb.DuckDBPyConnection, sql: str) -> str:
        module, name = self.function.split(":")
        function: Callable[[Home, duckdb.DuckDBPyConnection, str], str] = getattr(importlib.import_module(module), name)
        return function(home, connection, sql)


PREPARE = [Prepare(re.compile(r'search"?\s*\(', re.IGNORECASE), "warehouse.search.sql:prepare")]

# what DuckDB says, and what to add for a user who does not know which of our limits it met
ADVICE = (
    ("disabled by configuration", "Queries have no access to files, the network or extensions; --unsafe lifts that."),
    ("disabled through configuration", "Queries cannot load extensions; --unsafe lifts that."),
    ("the configuration has been locked", "Settings are locked: --timeout and --memory set the limits, --unsafe lifts "
     "them all."),
    ("in read-only mode", "The warehouse is read-only, always; CREATE TEMP TABLE makes tables that last for the "
     "session."),
)  # fmt: skip


def open_limited(home: Home, limits: Limits, spill: Path) -> duckdb.DuckDBPyConnection:
    """A connection to the current snapshot that keeps the limits; `spill`: where it may put what memory cannot hold.

    A snapshot is opened read-only, which alone is no sandbox: files, network and extensions are shut off too, and the
    settings locked.
    """
    connection = open_snapshot(home)
    connection.execute(f"SET temp_directory = '{str(spill).replace(chr(39), chr(39) * 2)}'")
    connection.execute(f"SET max_temp_directory_size = '{limits.disk_bytes(shutil.disk_usage(spill.parent).free)}B'")
    connection.execute("SET TimeZone = 'UTC'")
    connection.execute("SET python_enable_replacements = false")  # a table's name never means a variable of ours
    if limits.memory_bytes is not None:
        connection.execute(f"SET memory_limit = '{limits.memory_bytes}B'")
    if not limits.external:
        connection.execute("SET enable_external_access = false")
        connection.execute("SET lock_configuration = true")
    return connection


def prepared(home: Home, connection: duckdb.DuckDBPyConnection, sql: str) -> str:
    """The SQL to run in place of `sql`, once everything it needs is there."""
    for prepare in PREPARE:
        if prepare.pattern.search(sql):
            sql = prepare(home, connection, sql)
    return sql


def query_error(error: duckdb.Error, limits: Limits) -> QueryError:
    """The error to show for one of DuckDB's: it names the limit that was met, and the option that lifts it."""
    said = str(error)
    if isinstance(error, duckdb.OutOfMemoryException):
        return limits.disk_error() if "max_temp_directory_size" in said else limits.memory_error()
    for words, advice in ADVICE:
        if words in said:
            first, *rest = said.split("\n\n")
            return QueryError("\n\n".join([f"{first}. {advice}".replace("!.", "."), *rest]))
    return QueryError(said)


@contextmanager
def _interrupted_after(connection: duckdb.DuckDBPyConnection, seconds: float | None) -> Iterator[threading.Event]:
    stopped = threading.Event()
    if seconds is None:
        yield stopped
        return

    def stop() -> None:
        stopped.set()
        connection.interrupt()

    timer = threading.Timer(seconds, stop)
    timer.daemon = True
    timer.start()
    try:
        yield stopped
    finally:
        timer.cancel()


@contextmanager
def query(home: Home, sql: str, limits: Limits = DEFAULT_LIMITS) -> Iterator[duckdb.DuckDBPyConnection]:
    """Run one query in this process; yields the connection, its result ready to be fetched."""
    with (
        tempfile.TemporaryDirectory(prefix="copydesk-sql-") as spill,
        open_limited(home, limits, Path(spill) / "spill") as connection,
        _interrupted_after(connection, limits.seconds) as stopped,
    ):
        try:
            yield connection.execute(prepared(home, connection, sql))
        except duckdb.InterruptException as error:
            if not stopped.is_set():
                raise
            raise limits.time_error() from error
        except duckdb.Error as error:
            raise query_error(error, limits) from error


def rows(home: Home, sql: str, limits: Limits = DEFAULT_LIMITS) -> tuple[list[str], list[tuple[Any, ...]]]:
    """Column names and rows of a query."""
    with query(home, sql, limits) as connection:
        names = [column[0] for column in connection.description or ()]
        return names, connection.fetchall() if names else []
