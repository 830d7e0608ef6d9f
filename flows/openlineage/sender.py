"""Sending events: each a line of a file, or a POST to an address. A run never waits for it but at its end, and briefly.

OpenLineage's own client is not used: an event is JSON and a POST, and the client waits 5 seconds for each of several
tries.
"""

from __future__ import annotations

import os
import threading
from queue import SimpleQueue
from typing import Any
from urllib.parse import urlsplit, urlunsplit

import orjson

from flows.fetch import local_path

PATIENCE_SECONDS = 5.0  # for everything that is still to be sent when a run ends
ENDPOINT = "/api/v1/lineage"  # where an address without a path has it, as Marquez does
TOKEN = "COPYDESK_LINEAGE_TOKEN"  # noqa: S105  # the variable's name: a bearer token for the address


class Sender:
    """Sends events in their order, on a thread of its own; `close` tells what did not arrive."""

    def __init__(self, target: str, patience: float = PATIENCE_SECONDS) -> None:
        self._target, self._patience = target, patience
        self._events: SimpleQueue[bytes | None] = SimpleQueue()
        self._sent, self._arrived, self._failure = 0, 0, ""
        self._thread = threading.Thread(target=self._work, name="lineage", daemon=True)
        self._thread.start()

    def send(self, event: dict[str, Any]) -> None:
        """Send an event; returns at once."""
        self._sent += 1
        self._events.put(orjson.dumps(event))

    def close(self) -> str:
        """Wait for what is on its way, `patience` seconds at most; returns a warning, or nothing."""
        self._events.put(None)
        self._thread.join(self._patience)
        if self._arrived == self._sent:
            return ""
        why = f"no answer within {self._patience:g} s" if self._thread.is_alive() else self._failure
        return f"{self._sent - self._arrived} of {self._sent} lineage events did not reach {shown(self._target)}: {why}"

    def _work(self) -> None:
        while (event := self._events.get()) is not None:
            try:
                deliver(self._target, event, self._patience)
                self._arrived += 1
            except Exception as error:  # whatever it is, the run is not to fail for it; `close` tells
                self._failure = _why(error)


def deliver(target: str, event: bytes, seconds: float) -> None:
    """Append the event to a file (`file:lineage.jsonl`), or post it to an address. OSError, httpx.HTTPError if not."""
    if target.startswith("file:"):
        path = local_path(target) if target.startswith("file://") else target.removeprefix("file:")
        with open(path, "ab", buffering=0) as stream:  # noqa: PTH123  # one write a line: lines of two runs stay whole
            stream.write(event + b"\n")
        return
    import httpx

    token = os.environ.get(TOKEN)
    headers = {"Content-Type": "application/json"} | ({"Authorization": f"Bearer {token}"} if token else {})
    with httpx.stream("POST", address(target), content=event, headers=headers, timeout=seconds) as answer:
        answer.raise_for_status()


def address(target: str) -> str:
    """The address to post to: one without a path gets the path that is usual."""
    parts = urlsplit(target)
    return urlunsplit(parts._replace(path=ENDPOINT)) if parts.path in ("", "/") else target


def shown(target: str) -> str:
    """The target without what may be a secret."""
    kind = target.partition(":")[0]
    try:
        parts = urlsplit(target)
        host, port = parts.hostname, parts.port
    except ValueError:  # no host and port could be told from what may be a password
        return f"{kind}://…"
    return f"{kind}://{host}{f':{port}' if port else ''}" if host else f"{kind}:{parts.path}"


def _why(error: Exception) -> str:
    """What went wrong, without the address, which httpx's messages repeat with its secrets."""
    answer = getattr(error, "response", None)
    if answer is not None:
        return f"the answer was {answer.status_code}"
    return f"{type(error).__name__}: {error.strerror}" if isinstance(error, OSError) else type(error).__name__
