"""Told to stop, a command ends, whatever the moment."""

from __future__ import annotations

import signal
import subprocess
import sys
import time

SCRIPT = """
import signal, sys, threading, time
from flows import cli

cli.GRACE = 1.0

def stuck(*arguments, **more):
    print("ready", flush=True)
    try:
        time.sleep(60)
    except cli.Terminated:
        threading.Event().wait()  # as when Python's import lock is left taken

cli.cli.main = stuck
cli.main()
"""


def test_a_command_that_hangs_when_told_to_stop_is_ended() -> None:
    with subprocess.Popen([sys.executable, "-c", SCRIPT], stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None and process.stderr is not None
        assert process.stdout.readline() == b"ready\n"
        process.send_signal(signal.SIGTERM)
        started = time.monotonic()
        assert process.wait(timeout=30) == 143
        assert time.monotonic() - started < 20
        assert b"nothing half-done was published" in process.stderr.read()
