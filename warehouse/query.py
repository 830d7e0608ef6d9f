"""Running SQL on the current snapshot: read-only, no files or network, bounded in memory and time."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import duckdb

from warehouse.database import open_snapshot
from warehouse.home import Home


class QueryError(RuntimeError):
    """The query cannot be run; the message is DuckDB's, or says which limit it met."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What a query may take."""

    seconds: float = 60.0
    memory: str = "2GB"


@contextmanager
def _interrupted_after(connection: duckdb.DuckDBPyConnection, seconds: float) -> Iterator[threading.Event]:
    stopped = threading.Event()

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
def query(home: Home, sql: str, limits: Limits | None = None) -> Iterator[duckdb.DuckDBPyConnection]:
    """Run one query; yields the connection, its result ready to be fetched.

    A snapshot is opened read-only, which alone is no sandbox: files, network and extensions are shut off too, and the
    settings locked.
    """
    limits = limits or Limits()
    with open_snapshot(home) as connection:
        connection.execute(f"SET memory_limit = '{limits.memory}'")
        connection.execute("SET TimeZone = 'UTC'")
        connection.execute("SET enable_external_access = false")
        connection.execute("SET lock_configuration = true")
        with _interrupted_after(connection, limits.seconds) as stopped:
            try:
                yield connection.execute(sql)
            except duckdb.InterruptException as error:
                if not stopped.is_set():
                    raise
                raise QueryError(
                    f"stopped after {limits.seconds:g} s, the limit of time. Narrow the query, or raise --timeout."
                ) from error
            except duckdb.OutOfMemoryException as error:
                raise QueryError(
                    f"the query needs more than {limits.memory}, the limit of memory. Narrow it, or raise --memory."
                ) from error
            except duckdb.Error as error:
                raise QueryError(str(error)) from error


def rows(home: Home, sql: str, limits: Limits | None = None) -> tuple[list[str], list[tuple[Any, ...]]]:
    """Column names and rows of a query."""
    with query(home, sql, limits) as connection:
        names = [column[0] for column in connection.description or ()]
        return names, connection.fetchall() if names else []
