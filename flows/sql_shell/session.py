"""Queries in a process of their own, which is ended when it passes a limit: DuckDB's interrupt does not stop
everything (`levenshtein`, list functions, `repeat`), nor does its limit of memory count everything.

The clock stops while the command waits for whoever reads what it writes.
"""

from __future__ import annotations

import contextlib
import os
import select
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

from flows.sql_shell.wire import (
    Ask,
    Batch,
    Columns,
    Done,
    Failed,
    Interrupt,
    Ready,
    Request,
    Rows,
    Split,
    Statements,
    receive,
    send,
)
from warehouse.limits import Limits, QueryError

if TYPE_CHECKING:
    import pyarrow as pa

GRACE = 0.3  # seconds from the interrupt to the end of the process
LOOK = 0.03  # seconds between two looks at how much memory the process holds
START = 120.0  # seconds that opening the snapshot may take on a busy machine
OWN_BYTES = 300 * 10**6  # what the process holds beside DuckDB's own account: the interpreter, rows on their way
CODE = (
    "import sys\nfrom flows.sql_shell.worker import main\nfrom warehouse.limits import Limits\n"
    "a = sys.argv\n"
    "main(int(a[1]), int(a[2]), a[3], a[4], "
    "Limits(float(a[5]) if a[5] else None, a[6] or None, a[7] == 'external'), a[8] == 'arrow')"
)


class NoWarehouseError(RuntimeError):
    """The home has no published warehouse yet; as `warehouse.database` has it, without DuckDB's import."""


class StoppedError(QueryError):
    """The query was interrupted."""


class Result:
    """One statement's result as it comes; `total` and `uncounted` hold once all of it has come."""

    def __init__(self, session: Session, columns: Columns) -> None:
        self._session = session
        self.names, self.types, self.alters = columns
        self.total, self.uncounted = 0, False

    @property
    def is_silent(self) -> bool:
        """It has nothing to show: a statement that changed something and says no more than that."""
        return not self.names or (self.alters and self.names in (["Count"], ["Success"]))

    def batches(self) -> Iterator[Any]:
        """Lists of rows, or Arrow record batches."""
        while True:
            match self._session.reply():
                case Done(total, uncounted):
                    self.total, self.uncounted = total, uncounted
                    return
                case Rows(rows):
                    yield rows
                case Batch(batch):
                    yield batch

    def rows(self) -> Iterator[tuple[Any, ...]]:
        for batch in self.batches():
            yield from batch

    def arrow(self) -> Iterator[pa.RecordBatch]:
        yield from self.batches()


class Session:
    """A process with a connection to the current snapshot. One statement at a time.

    `arrow`: results will be wanted as Arrow; what that needs is imported before the clock of a query runs.
    """

    def __init__(self, home: Path, limits: Limits, *, arrow: bool = False) -> None:
        limits.memory_bytes  # noqa: B018  # QueryError for what is no size, before anything starts
        self.home, self.limits, self._arrow = home, limits, arrow
        self._began, self._told = 0.0, False
        self._folder = Path(tempfile.mkdtemp(prefix="copydesk-sql-"))
        self._start()

    def _start(self) -> None:
        theirs_in, self._requests = os.pipe()
        self._replies, theirs_out = os.pipe()
        limits = self.limits
        arguments = [str(theirs_in), str(theirs_out), str(self.home), str(self._folder / "spill"),
                     "" if limits.seconds is None else str(limits.seconds), limits.memory or "",
                     "external" if limits.external else "", "arrow" if self._arrow else ""]  # fmt: skip
        self._process = subprocess.Popen(  # noqa: S603  # our own interpreter and code
            [sys.executable, "-P", "-c", CODE, *arguments],
            stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, pass_fds=(theirs_in, theirs_out),
            start_new_session=True,  # what the terminal sends (Ctrl-C, its end) goes to the command, which decides
        )  # fmt: skip
        os.close(theirs_in)
        os.close(theirs_out)
        self._ready = self._killed = self._answering = False

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """End the process and take its temporary files away."""
        self._end()
        shutil.rmtree(self._folder, ignore_errors=True)

    def _kill(self) -> None:
        """End the process without waiting until the system has its memory back."""
        self._process.kill()
        self._killed = True

    def _end(self) -> None:
        self._kill()
        self._process.wait()
        for descriptor in (self._requests, self._replies):
            with contextlib.suppress(OSError):
                os.close(descriptor)

    def restart(self) -> None:
        """Another process, on the snapshot that is current now; temporary tables are gone."""
        self._end()
        self._start()

    @property
    def is_new(self) -> bool:
        """Nothing was asked since the process started, or it has been ended: what it held is gone."""
        return self._killed or not self._ready

    @property
    def snapshot(self) -> str:
        """The snapshot that is read."""
        self._await_ready()
        return self._snapshot

    def _await_ready(self) -> None:
        if self._killed:
            self.restart()
        if self._ready:
            return
        self._began, self._told = time.monotonic(), False
        ready: Ready = self._receive(START, None)
        self._snapshot = ready.snapshot
        self._ready = True

    def _request(self, request: Request) -> None:
        self._await_ready()
        if self._answering:  # nobody took the rest of the result before
            self._stop()
            self._await_ready()
        self._began, self._told, self._answering = time.monotonic(), False, True
        self._tell(request)

    def _tell(self, request: Request) -> None:
        with contextlib.suppress(BrokenPipeError):  # the process has ended: `_receive` finds out why
            send(self._requests, request)

    @contextlib.contextmanager
    def paused(self) -> Iterator[None]:
        """Stop the clock: what happens inside waits for somebody else."""
        since = time.monotonic()
        try:
            yield
        finally:
            self._began += time.monotonic() - since

    def split(self, sql: str) -> list[str]:
        """The statements of a script; QueryError if it is no SQL."""
        self._request(Split(sql))
        statements: Statements = self.reply()
        return statements.sql

    def ask(self, sql: str, *, arrow: bool = False, keep: int | None = None, further: int = 0) -> Result:
        """Run one statement. QueryError says what is wrong, or which limit was met."""
        self._request(Ask(sql, arrow, keep, further))
        return Result(self, self.reply())

    def reply(self) -> Any:
        """The next reply to what was asked (see `wire`), within the limits."""
        try:
            return self._receive(self.limits.seconds, self.limits.memory_bytes)
        except KeyboardInterrupt:
            self._stop()
            raise

    def _receive(self, seconds: float | None, memory: int | None) -> Any:
        while True:
            heard, _, _ = select.select([self._replies], [], [], LOOK)
            used = time.monotonic() - self._began
            if seconds is not None and used > seconds + GRACE:
                self._kill()
                raise self.limits.time_error()
            if seconds is not None and used > seconds and not self._told:
                self._told = True
                self._tell(Interrupt())
            if heard:
                return self._heard()
            if memory is not None and self._resident() > memory + max(memory // 4, OWN_BYTES):
                self._kill()
                raise self.limits.memory_error()

    def _heard(self) -> Any:
        try:
            reply = receive(self._replies)
        except EOFError:
            code = self._process.wait()
            self._killed = True
            why = signal.Signals(-code).name if code < 0 else f"exit code {code}"
            raise QueryError(
                f"the process that ran the query ended ({why}): it may have needed too much memory"
            ) from None
        self._answering = not isinstance(reply, Ready | Statements | Done | Failed)
        if isinstance(reply, Failed):
            if reply.kind == "interrupted":
                raise self.limits.time_error() if self._told else StoppedError("interrupted")
            if reply.kind == "NoWarehouseError":
                raise NoWarehouseError(reply.message)
            raise QueryError(reply.message)
        return reply

    def _stop(self) -> None:
        """Interrupt what runs and take in the rest of its replies; end the process if it does not listen."""
        self._tell(Interrupt())
        self._began, self._told = time.monotonic(), True
        try:
            while not isinstance(self._receive(0.0, None), Done):
                pass
        except (StoppedError, QueryError):  # it has stopped, of itself or by force
            return

    def _resident(self) -> int:
        """Bytes of memory that the process holds; 0 where the system does not tell."""
        try:
            pages = Path(f"/proc/{self._process.pid}/statm").read_text().split()[1]
        except (OSError, IndexError):
            return 0
        return int(pages) * os.sysconf("SC_PAGESIZE")
