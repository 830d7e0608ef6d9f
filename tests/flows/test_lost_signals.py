"""A signal whose exception Python ignores ends the process all the same."""

from __future__ import annotations

import subprocess
import sys

import pytest

SCRIPT = """
import os, signal, sys, time, weakref
from flows.lost_signals import send_lost_signals_again

class Terminated(BaseException): pass

def end(number, frame):
    raise Terminated if number == signal.SIGTERM else KeyboardInterrupt

signal.signal(signal.SIGTERM, end), signal.signal(signal.SIGINT, end)
send_lost_signals_again()

class Thing: pass

def callback(_):
    os.kill(os.getpid(), int(sys.argv[1]))
    for _ in range(1000): pass  # the handler runs here, and what it raises is ignored

try:
    thing = Thing()
    reference = weakref.ref(thing, callback)
    del thing
    print("went on", flush=True)
    time.sleep(20)
    print("slept")
except BaseException as error:
    print(type(error).__name__)
"""


@pytest.mark.parametrize(("number", "name"), [(15, "Terminated"), (2, "KeyboardInterrupt")])
def test_it_comes_again(number: int, name: str) -> None:
    done = subprocess.run([sys.executable, "-c", SCRIPT, str(number)], capture_output=True, text=True, check=False)
    assert done.stdout.split("\n")[:2] == ["went on", name], done.stderr
    assert done.stderr == ""


def test_other_exceptions_are_told_as_ever() -> None:
    script = (
        "from flows.lost_signals import send_lost_signals_again as s; s()\nclass A:\n def __del__(self): 1 / 0\nA()"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False)
    assert "Exception ignored" in done.stderr and "ZeroDivisionError" in done.stderr
