"""Runs a command where there is no network but a loopback of its own: `python -m tests.lonely COMMAND …`.

For programs that listen on every network of a machine. All that the command starts ends with it. Linux.
"""

from __future__ import annotations

import contextlib
import fcntl
import os
import socket
import struct
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

SIOCGIFFLAGS, SIOCSIFFLAGS, IFF_UP = 0x8913, 0x8914, 0x1  # netdevice(7)
UNSHARE = ["unshare", "--net", "--pid", "--fork", "--kill-child", "--mount-proc"]
OWN_USER = ["--user", "--map-root-user"]  # where users may have namespaces of their own


def allowed() -> list[str]:
    """What separates a command from the machine's networks; empty where that is not allowed."""
    for before in (UNSHARE, [*UNSHARE, *OWN_USER]):
        with contextlib.suppress(FileNotFoundError):
            if subprocess.run([*before, "true"], capture_output=True, check=False).returncode == 0:
                return before
    return []


def alone(command: Sequence[str | Path]) -> list[str]:
    """What to run for the command to be alone."""
    return [*allowed(), sys.executable, "-m", "tests.lonely", *map(str, command)]


def _bring_up(interface: bytes) -> None:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as any_socket:
        found = fcntl.ioctl(any_socket, SIOCGIFFLAGS, struct.pack("16sH14x", interface, 0))
        flags = struct.unpack("16sH14x", found)[1] | IFF_UP
        fcntl.ioctl(any_socket, SIOCSIFFLAGS, struct.pack("16sH14x", interface, flags))


if __name__ == "__main__":
    _bring_up(b"lo")
    os.execvp(sys.argv[1], sys.argv[1:])
