"""Lineage: a run tells where its data came from and went to, as OpenLineage events, if a target for them is set.

START when it begins; COMPLETE when it is published, whatever its quality gate says: that is told by the assertions;
FAIL, or ABORT where somebody stopped it. A target that does not answer costs a run some seconds and a warning, no more.
"""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from flows.openlineage.events import Identity
    from flows.openlineage.sender import Sender
    from flows.run import Run

TOLD = ("ingest", "replay", "release", "dismiss", "reopen", "reparse")  # kinds of runs that change what tables hold


class Lineage:
    """The events of one run; none before `start`, none if no target is set."""

    def __init__(self) -> None:
        self._run: Run | None = None
        self._sender: Sender | None = None

    def start(self, run: Run) -> None:
        """Tell that the run begins."""
        target = run.settings.lineage or run.job.policy.lineage.target
        if not target or run.order.is_trial or run.order.kind not in TOLD:
            return
        with _no_failure():
            from flows.openlineage.events import run_event
            from flows.openlineage.sender import Sender
            from flows.openlineage.written import inputs

            self._run, self._sender = run, Sender(target)
            read = inputs(run.home, run.order.kind, run.sources)
            self._sender.send(run_event("START", run.started, _identity(run), read, []))

    def end(self, error: BaseException | None) -> None:
        """Tell how it ended, with what it published."""
        if self._run is None or self._sender is None:
            return
        run, sender = self._run, self._sender
        with _no_failure():
            from flows.openlineage.events import run_event
            from flows.openlineage.names import without_addresses
            from flows.openlineage.written import inputs, outputs

            kind = "COMPLETE" if error is None else "ABORT" if _stopped(error) else "FAIL"
            message = without_addresses(f"{type(error).__name__}: {error}") if kind == "FAIL" else ""
            read, wrote = inputs(run.home, run.order.kind, run.sources), []
            if run.home.warehouse.exists():  # else it ended before the home's first publication
                with _no_failure():
                    read = inputs(run.home, run.order.kind, run.sources, run.run_id)
                    wrote = outputs(run.home, run.run_id)
            sender.send(run_event(kind, datetime.now(UTC), _identity(run), read, wrote, message))
        if warning := sender.close():
            _warn(warning)


@contextlib.contextmanager
def lineage() -> Iterator[Lineage]:
    """Around a run: what ends it, well or not, is told."""
    told = Lineage()
    try:
        yield told
    except BaseException as error:
        told.end(error)
        raise
    told.end(None)


def _stopped(error: BaseException | None) -> bool:
    """Whether a signal ended the run; DuckDB turns one that comes during a query into a RuntimeError."""
    while error is not None:
        if not isinstance(error, Exception):
            return True
        error = error.__cause__ or error.__context__
    return False


def _identity(run: Run) -> Identity:
    from flows.openlineage.events import Identity
    from flows.openlineage.names import of_home, of_job

    job = of_job(of_home(run.home), run.order.kind, run.job.policy.lineage.namespace)
    return Identity(job, run.run_id, run.started)


@contextlib.contextmanager
def _no_failure() -> Iterator[None]:
    """A run is not to fail because it could not be told of."""
    try:
        yield
    except Exception as error:  # see above: told in a warning
        from flows.openlineage.names import without_addresses

        _warn(f"the lineage of this run is not complete: {without_addresses(f'{type(error).__name__}: {error}')}")


def _warn(message: str) -> None:
    """On stderr, and in the log of the flow run, if there is one."""
    click.echo(f"copydesk: {message}", err=True)
    if "prefect" in sys.modules:  # else no flow is running, as when records are dismissed
        from prefect.exceptions import MissingContextError
        from prefect.logging import get_run_logger

        with contextlib.suppress(MissingContextError):
            get_run_logger().warning(message)
