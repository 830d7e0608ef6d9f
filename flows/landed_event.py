"""The Prefect event that tells of files that have arrived, for deployments to be run by.

It names paths and their bytes in all; no text of an article, and no credentials: addresses that carry some are refused.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from prefect.client.orchestration import get_client
from prefect.events import Event, Resource

from flows.find import RawFile, is_remote
from flows.watch import named

EVENT = "copydesk.files.landed"
RESOURCE = "copydesk.folder."


def landed(source: str, files: Sequence[RawFile]) -> Event:
    """The event for these files, all of one source."""
    place = source if is_remote(source) else str(Path(source).absolute())
    name = place.rstrip("/").rpartition("/")[2] or "folder"
    resource = {"prefect.resource.id": RESOURCE + name, "prefect.resource.name": name, "copydesk.folder": place}
    payload = {"sources": named(source, files), "files": len(files), "bytes": sum(file.bytes for file in files)}
    return Event(event=EVENT, resource=Resource(resource), payload=payload)


def send(event: Event) -> None:
    """Send an event, and come back when the server has it; httpx.HTTPError if it has not."""
    with get_client(sync_client=True) as client:
        client.request("POST", "/events", json=[event.model_dump(mode="json")])
