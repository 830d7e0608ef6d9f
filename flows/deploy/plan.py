"""What is to be deployed: prefect.yaml, with the home, the sources and the work pool filled in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from importlib.resources import files
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import urlsplit

import yaml

from flows.fetch import HTTP, SourceError, check, scheme
from flows.settings import SettingsError
from warehouse.remote.mirror import is_address

HOME = "{{ $COPYDESK_HOME }}"
INCOMING = "{{ $COPYDESK_INCOMING }}"


class Deployment(NamedTuple):
    """One deployment of prefect.yaml, ready to be registered."""

    name: str
    entrypoint: str  # module.function
    description: str
    tags: list[str]
    parameters: dict[str, Any]
    schedules: list[dict[str, Any]]  # slug, cron, timezone
    triggers: list[dict[str, Any]]
    limit: int | None
    on_collision: str  # ENQUEUE, CANCEL_NEW
    paused: bool
    pool: str
    job_variables: dict[str, Any]


def prefect_yaml() -> Path:
    """The file: inside the installed package, or at the root of a checkout."""
    installed = Path(str(files("flows"))) / "prefect.yaml"
    return installed if installed.exists() else installed.parent.parent / "prefect.yaml"


def absolute(place: str) -> str:
    """A folder as a worker finds it, whatever folder it runs in; an address as it is."""
    return place if is_address(place) or scheme(place) else str(Path(place).expanduser().absolute())


def plan(text: str, home: str, sources: Sequence[str], pool: str = "", only: Sequence[str] = ()) -> list[Deployment]:
    """The deployments of a prefect.yaml. SettingsError for a name that it has not, or sources that are missing.

    SourceError for an address that carries a password: parameters are kept and shown by the server.
    """
    entries = yaml.safe_load(text)["deployments"]
    names = [entry["name"] for entry in entries]
    if unknown := sorted(set(only) - set(names)):
        raise SettingsError(f"no deployment {', '.join(unknown)}; there are {', '.join(names)}")
    for source in sources:
        check(source)
        if scheme(source) in HTTP and urlsplit(source).query:
            raise SourceError(
                f"{source.partition('?')[0]}?…: an address with a query is not deployed, because the server keeps and "
                "shows parameters, and a query may hold a token; fetch it into a folder, and deploy that"
            )
    values: dict[str, Any] = {HOME: absolute(home), INCOMING: [absolute(source) for source in sources]}
    planned = [_deployment(entry, values, pool) for entry in entries if not only or entry["name"] in only]
    if needy := [deployment.name for deployment in planned if deployment.parameters.get("sources") == []]:
        raise SettingsError(
            f"{', '.join(needy)}: no sources are given; say where files arrive: --sources FOLDER or s3://…, "
            "or COPYDESK_INCOMING"
        )
    return planned


def _deployment(entry: Mapping[str, Any], values: Mapping[str, Any], pool: str) -> Deployment:
    limit, work_pool = entry.get("concurrency_limit", {}), entry["work_pool"]
    return Deployment(
        entry["name"], entry["entrypoint"], entry["description"], list(entry["tags"]),
        {name: _filled(value, values) for name, value in entry["parameters"].items()},
        list(entry.get("schedules", [])), list(entry.get("triggers", [])), limit.get("limit"),
        limit.get("collision_strategy", "ENQUEUE"), bool(entry.get("paused", False)), pool or work_pool["name"],
        dict(work_pool.get("job_variables", {})),
    )  # fmt: skip


def _filled(value: Any, values: Mapping[str, Any]) -> Any:
    """A parameter with its placeholder replaced; the list of one placeholder becomes the list it stands for."""
    if isinstance(value, list) and len(value) == 1:
        return values.get(value[0], value)
    return values.get(value, value) if isinstance(value, str) else value
