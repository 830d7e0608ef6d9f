"""One writer at a time, and the other is told who holds the home."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from warehouse.home import Home, HomeLockedError, locked

HOLD = "import sys, time; from pathlib import Path; from warehouse.home import Home, locked\n" \
    "with locked(Home(Path(sys.argv[1]))): print('held', flush=True); time.sleep(60)"  # fmt: skip


def test_a_second_writer_is_refused_and_told_who_holds_it(tmp_path: Path) -> None:
    holder = subprocess.Popen([sys.executable, "-c", HOLD, str(tmp_path)], stdout=subprocess.PIPE, text=True)
    try:
        assert holder.stdout and holder.stdout.readline() == "held\n"
        with pytest.raises(HomeLockedError, match=f"held by process {holder.pid} on "), locked(Home(tmp_path)):
            pass
    finally:
        holder.kill()
        holder.communicate()
    with locked(Home(tmp_path)):  # the kernel gave the dead process's lock back
        assert str(os.getpid()) in Home(tmp_path).lock.read_text()


def test_who_waits_gets_the_home_when_it_is_free(tmp_path: Path) -> None:
    short = HOLD.replace("sleep(60)", "sleep(1)")
    with subprocess.Popen([sys.executable, "-c", short, str(tmp_path)], stdout=subprocess.PIPE, text=True) as holder:
        assert holder.stdout and holder.stdout.readline() == "held\n"
        with locked(Home(tmp_path), wait=60):
            assert holder.wait(60) == 0


def test_who_waits_in_vain_is_told_after_that_time(tmp_path: Path) -> None:
    with (
        locked(Home(tmp_path)),
        pytest.raises(HomeLockedError, match="COPYDESK_LOCK_SECONDS"),
        locked(Home(tmp_path), wait=0.2),
    ):
        pass
