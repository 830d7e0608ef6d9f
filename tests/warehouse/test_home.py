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
