"""Progress on stderr, only where a person is looking."""

from __future__ import annotations

import sys
from typing import Protocol


class Progress(Protocol):
    """What a flow tells about its progress, in files (or ranges of large dumps)."""

    def start(self, total: int) -> None: ...

    def advance(self, files: int) -> None: ...

    def stop(self) -> None: ...


class Silent:
    """No progress: output is captured."""

    def start(self, total: int) -> None:
        """Nobody is looking."""

    def advance(self, files: int) -> None:
        """Nobody is looking."""

    def stop(self) -> None:
        """Nobody is looking."""


class Bar:
    """A progress bar on a terminal."""

    def __init__(self) -> None:
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeElapsedColumn
        from rich.progress import Progress as RichProgress

        columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
        self._bar = RichProgress(*columns, console=Console(stderr=True), transient=True)

    def start(self, total: int) -> None:
        self._task = self._bar.add_task("files", total=total)
        self._bar.start()

    def advance(self, files: int) -> None:
        self._bar.advance(self._task, files)

    def stop(self) -> None:
        self._bar.stop()


_SILENT: Progress = Silent()
_current: list[Progress] = [_SILENT]


def progress() -> Progress:
    """The progress of this process's run."""
    return _current[0]


def show_progress() -> None:
    """Show a bar if stderr is a terminal."""
    if sys.stderr.isatty():
        _current[0] = Bar()
