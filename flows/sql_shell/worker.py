"""The process that runs the queries. It says nothing to the terminal, and ends with the process that started it."""

from __future__ import annotations

import importlib
import os
import queue
import shutil
import sys
import threading
from pathlib import Path
from typing import NoReturn

import duckdb

from flows.output import unique
from flows.sql_shell.wire import (
    Ask,
    Batch,
    Columns,
    Done,
    Failed,
    Interrupt,
    Ready,
    Reply,
    Request,
    Rows,
    Split,
    Statements,
    receive,
    send,
)
from warehouse.home import Home
from warehouse.limits import Limits, QueryError
from warehouse.query import open_limited, prepared, query_error

ROWS = 1_000  # rows in a message
ARROW_ROWS = 10_000
LOOKING = {"SELECT", "EXPLAIN", "CALL", "PRAGMA", "RELATION"}  # kinds of statements that leave nothing behind


class Worker:
    """One connection and the requests it is sent."""

    def __init__(self, connection: duckdb.DuckDBPyConnection, home: Home, limits: Limits, replies: int) -> None:
        self._connection, self._home, self._limits, self._replies = connection, home, limits, replies

    def _send(self, reply: Reply) -> None:
        send(self._replies, reply)

    def answer(self, request: Request) -> None:
        """Answer one request; what goes wrong with the query is an answer, too."""
        try:
            if isinstance(request, Split):
                found = self._connection.extract_statements(request.sql)
                self._send(Statements([statement.query for statement in found]))
            elif isinstance(request, Ask):
                self._ask(request)
        except duckdb.InterruptException:
            self._send(Failed("interrupted", "interrupted"))
        except (duckdb.Error, MemoryError) as error:
            kind = "interrupted" if "INTERRUPT Error" in str(error) else "query"
            self._send(Failed(kind, str(self._told(error))))
        except QueryError as error:
            self._send(Failed("query", str(error)))
        except Exception as error:  # a value that Python has no room for, say: the session goes on
            kind = "interrupted" if "INTERRUPT Error" in str(error) else type(error).__name__
            self._send(Failed(kind, f"the result cannot be read: {error}"))

    def _told(self, error: duckdb.Error | MemoryError) -> QueryError:
        return self._limits.memory_error() if isinstance(error, MemoryError) else query_error(error, self._limits)

    def _ask(self, ask: Ask) -> None:
        sql = prepared(self._home, self._connection, ask.sql)
        kinds = {statement.type.name for statement in self._connection.extract_statements(sql)}
        result = self._connection.execute(sql)
        description = result.description or []
        self._send(Columns([c[0] for c in description], [str(c[1]) for c in description], not kinds <= LOOKING))
        if not description:
            self._send(Done(0))
        elif ask.arrow:
            self._send_arrow(result)
        else:
            self._send_rows(result, ask)

    def _send_arrow(self, result: duckdb.DuckDBPyConnection) -> None:
        import pyarrow as pa

        total, reader = 0, result.to_arrow_reader(ARROW_ROWS)
        names = unique(reader.schema.names)
        schema = pa.schema([field.with_name(name) for field, name in zip(reader.schema, names, strict=True)])
        self._send(Batch(pa.RecordBatch.from_pylist([], schema)))  # the columns, for a result without rows
        for batch in reader:
            total += batch.num_rows
            self._send(Batch(batch.rename_columns(names)))
        self._send(Done(total))

    def _send_rows(self, result: duckdb.DuckDBPyConnection, ask: Ask) -> None:
        total = 0
        while ask.keep is None or total < ask.keep:
            rows = result.fetchmany(ROWS if ask.keep is None else min(ROWS, ask.keep - total))
            if not rows:
                self._send(Done(total))
                return
            total += len(rows)
            self._send(Rows(rows))
        while total < ask.keep + ask.further:
            rows = result.fetchmany(ROWS)
            if not rows:
                self._send(Done(total))
                return
            total += len(rows)
        self._send(Done(total, uncounted=True))


def main(requests: int, replies: int, home: str, spill: str, limits: Limits, arrow: bool) -> None:
    """Serve until the other side goes."""
    if arrow:
        importlib.import_module("pyarrow")
    try:
        connection = open_limited(Home(Path(home)), limits, Path(spill))
    except Exception as error:  # whatever it is, the command tells it by the name of its class
        kinds = {kind.__name__ for kind in type(error).__mro__}
        send(replies, Failed("NoWarehouseError" if "NoWarehouseError" in kinds else type(error).__name__, str(error)))
        sys.exit(0)
    waiting: queue.SimpleQueue[Request] = queue.SimpleQueue()
    threading.Thread(target=_listen, args=(requests, connection, waiting, spill), daemon=True).start()
    worker = Worker(connection, Home(Path(home)), limits, replies)
    try:
        send(replies, Ready(str(Home(Path(home)).warehouse.resolve())))
        while True:
            worker.answer(waiting.get())
    except BrokenPipeError:  # the other side has gone: `_listen` clears up and ends the process
        threading.Event().wait()


def _listen(
    requests: int, connection: duckdb.DuckDBPyConnection, waiting: queue.SimpleQueue[Request], spill: str
) -> NoReturn:
    """Pass requests on, an interrupt at once; end the process, whatever it is at, when the other side has gone."""
    while True:
        try:
            request: Request = receive(requests)
        except EOFError:
            shutil.rmtree(Path(spill).parent, ignore_errors=True)
            os._exit(0)
        if isinstance(request, Interrupt):
            connection.interrupt()
        else:
            waiting.put(request)
