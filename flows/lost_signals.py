"""Signals that got lost: what a handler raises while Python runs a weak reference's callback, or `__del__`, is told on
stderr and otherwise ignored, and what was to end goes on. It is sent again."""

from __future__ import annotations

import os
import signal
import sys
import threading
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sys import UnraisableHookArgs

SOON = 0.05  # seconds: by then the callback is over
RAISED = {  # by handlers, here and in Prefect → the signal that it was
    "KeyboardInterrupt": signal.SIGINT, "Terminated": signal.SIGTERM, "TerminationSignal": signal.SIGTERM,
}  # fmt: skip


def send_lost_signals_again() -> None:
    """From now on, in this process."""
    sys.unraisablehook = _look


def _look(ignored: UnraisableHookArgs) -> None:
    number = RAISED.get(ignored.exc_type.__name__)
    if number is None:
        sys.__unraisablehook__(ignored)
        return
    again = threading.Timer(SOON, os.kill, (os.getpid(), number))
    again.daemon = True
    again.start()
