"""Health checks of containers: `python -m flows.deploy.healthy WHAT` ends with 0 where WHAT is well.

WHAT is an address that must answer, if only that it has no such page (a report before the first run); a file that a
service touches as long as it works; or `services`: Prefect's background services, which tell Redis every few seconds
that they are there.
"""

from __future__ import annotations

import os
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

PATIENCE = 8.0  # seconds for an answer
FRESH = 60.0  # seconds since a sign of life
SERVICES = "prefect"  # the docket of `prefect server services start`; the API's own is called otherwise


def trouble(what: str) -> str:
    """What is not well, in words; empty where all is."""
    if what == "services":
        return _services()
    if what.startswith("http://"):
        return _answers(what)
    try:
        age = time.time() - Path(what).stat().st_mtime
    except OSError as error:
        return f"{what}: {error.strerror}"
    return "" if age < FRESH else f"{what}: no sign of life for {age:.0f} s"


def _answers(address: str) -> str:
    try:
        with urllib.request.urlopen(address, timeout=PATIENCE) as answer:  # noqa: S310  # the loopback
            return "" if answer.status == 200 else f"{address}: status {answer.status}"
    except urllib.error.HTTPError as error:
        return "" if error.code == 404 else f"{address}: status {error.code}"
    except (urllib.error.URLError, OSError) as error:
        return f"{address}: {error}"


def _services() -> str:
    from redis import Redis
    from redis.exceptions import RedisError

    try:
        with Redis.from_url(os.environ["PREFECT_SERVER_DOCKET_URL"], socket_timeout=PATIENCE) as redis:
            last = redis.zrange(f"{SERVICES}:workers", 0, 0, desc=True, withscores=True)
    except RedisError as error:
        return f"redis: {type(error).__name__}"
    if not last:
        return "no background service has been there"
    age = time.time() - last[0][1]
    return "" if age < FRESH else f"no sign of life of a background service for {age:.0f} s"


if __name__ == "__main__":
    sys.exit(trouble(sys.argv[1]) or 0)
