"""What `copydesk doctor --stack` looks at: the server, the queue, messaging, the store, the clock, the versions.

Asked over HTTP and Redis's own protocol, with what the environment gives; nothing is changed but one object of the
store, which is written and removed.
"""

from __future__ import annotations

import os
from datetime import UTC, datetime
from importlib.metadata import version
from typing import Any
from urllib.parse import urlsplit

import httpx

from flows.diagnosis import Check
from flows.server_check import NEEDED, PATIENCE, examine_server, server_client
from warehouse.remote.mirror import is_address
from warehouse.remote.probe import probe
from warehouse.remote.store import Store

POOL = "copydesk"
HEARD = 120.0  # seconds since a worker was last heard; it is heard every 30
REDIS = ("PREFECT_REDIS_MESSAGING_URL", "PREFECT_SERVER_DOCKET_URL")


def examine_stack(home: str, pool: str = POOL) -> list[Check]:
    """Every check that can be made: what hangs on one that failed is left out."""
    address = os.environ.get("PREFECT_API_URL", "")
    if not address:
        remedy = "Set PREFECT_API_URL: http://127.0.0.1:4200/api for the stack of docker-compose.yml."
        return [
            Check("server", False, "PREFECT_API_URL is not set", remedy),
            _scheduler(),
            *_messaging(),
            examine_store(home),
        ]
    return [*_of_server(address.rstrip("/"), pool), _scheduler(), *_messaging(), examine_store(home)]


def _of_server(address: str, pool: str) -> list[Check]:
    with server_client() as client:
        checks = examine_server(client, address)
        return checks + _queue(client, address, pool) if all(c.well for c in checks if c.subject in NEEDED) else checks


def _scheduler() -> Check:
    """On SQLAlchemy 2.1 Prefect 3.8 starts, and its scheduler then fails at each insert: nothing runs by the clock."""
    found = version("sqlalchemy")
    well = int(found.split(".")[1]) < 1 if found.startswith("2.") else False
    remedy = "" if well else "A server with it schedules nothing: pip install 'sqlalchemy<2.1'"
    return Check("scheduler", well, f"SQLAlchemy {found}", remedy)


def _queue(client: httpx.Client, address: str, pool: str) -> list[Check]:
    found = client.get(f"{address}/work_pools/{pool}")
    if found.status_code == httpx.codes.NOT_FOUND:
        return [Check("queue", False, f"no work pool {pool}", "`copydesk deploy` makes it.")]
    told: dict[str, Any] = found.json()
    if told["is_paused"]:
        return [Check("queue", False, f"the work pool {pool} is paused", f"prefect work-pool resume {pool}")]
    workers = client.post(f"{address}/work_pools/{pool}/workers/filter", json={}).json()
    now = datetime.now(UTC)
    ages = [
        (now - datetime.fromisoformat(worker["last_heartbeat_time"].replace("Z", "+00:00"))).total_seconds()
        for worker in workers
    ]
    heard = sum(age < HEARD for age in ages)
    start = f"prefect worker start --pool {pool} --type process"
    finding = (
        f"work pool {pool}, {heard} workers" if heard else f"no worker of {pool} has ever been heard" if not ages
        else f"no worker of {pool} has been heard for {min(ages):.0f} s"
    )  # fmt: skip
    return [Check("queue", bool(heard), finding, "" if heard else f"Start one: {start}"), _deployed(client, address)]


def _deployed(client: httpx.Client, address: str) -> Check:
    found = client.get(f"{address}/deployments/name/ingest/ingest-hourly")
    if found.status_code == httpx.codes.NOT_FOUND:
        return Check("deployments", False, "ingest-hourly is not registered", "copydesk deploy --sources FOLDER")
    is_paused = bool(found.json()["paused"])
    finding = "ingest-hourly is paused" if is_paused else "registered"
    return Check("deployments", not is_paused, finding, "prefect deployment schedule ls" if is_paused else "")


def _messaging() -> list[Check]:
    """Redis, where the environment names one: on the machine of the server, or in its containers."""
    address = next((os.environ[name] for name in REDIS if os.environ.get(name)), "")
    if not address:
        return []
    try:
        from redis import Redis
        from redis.exceptions import AuthenticationError, RedisError, ResponseError
    except ImportError:
        return [Check("messaging", False, "the package redis is not installed", "pip install copydesk[stack]")]
    place = f"{urlsplit(address).hostname}:{urlsplit(address).port or 6379}"
    try:
        with Redis.from_url(address, socket_timeout=PATIENCE, socket_connect_timeout=PATIENCE) as redis:
            redis.ping()
    except (AuthenticationError, ResponseError):
        return [Check("messaging", False, f"Redis at {place} refuses the login", "Is it secrets/redis_password?")]
    except (RedisError, OSError, ValueError) as error:
        finding = f"no Redis at {place}: {type(error).__name__}"
        return [Check("messaging", False, finding, "Is it up, and is PREFECT_REDIS_MESSAGING_URL its address?")]
    return [Check("messaging", True, f"Redis at {place}")]


def examine_store(home: str) -> Check:
    """Whether the home's bucket is there and can be worked on."""
    if not is_address(home):
        return Check("store", True, f"none: the home is the folder {home}")
    try:
        probe(Store(home))
    except OSError as error:
        remedy = "Is AWS_ENDPOINT_URL its address, and may these credentials list, read and write there?"
        return Check("store", False, " ".join(str(error).split())[:300], remedy)
    return Check("store", True, f"{home} can be written to")
