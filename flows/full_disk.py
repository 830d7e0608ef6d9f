"""A full disk, told by where it is: a worker may be on another machine than the reader of the message."""

from __future__ import annotations

import errno
import os
import shutil
import socket
from collections.abc import Sequence
from pathlib import Path

DISK_FULL = os.strerror(errno.ENOSPC)  # is in the message of whatever error a store, Arrow or DuckDB makes of it


def told(error: OSError, folders: Sequence[Path]) -> OSError:
    """The error with the machine, and the room that is left in the folders that were written to."""
    free = " and ".join(f"{folder} has {_room(folder):,} MiB left" for folder in folders)
    return OSError(
        errno.ENOSPC, f"{DISK_FULL} on the worker {socket.gethostname()}: {free}. Free some there, or set TMPDIR and "
        f"COPYDESK_MIRRORS to a larger disk, and run it again. What failed: {error}",
    )  # fmt: skip


def _room(folder: Path) -> int:
    """MiB that are free where a folder is, or is to be."""
    there = next(parent for parent in (folder.absolute(), *folder.absolute().parents) if parent.exists())
    return shutil.disk_usage(there).free >> 20
