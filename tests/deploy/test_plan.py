"""prefect.yaml, filled in for one home: what is deployed, with which parameters, and what cannot be."""

from __future__ import annotations

import inspect
import re
from contextlib import nullcontext
from importlib import import_module
from pathlib import Path
from typing import Any, get_args, get_type_hints

import pytest
import yaml

from flows.deploy.plan import Deployment, plan, prefect_yaml
from flows.deploy.steps import require_environment
from flows.fetch import SourceError
from flows.landed_event import EVENT, RESOURCE
from flows.settings import SettingsError

TEXT = prefect_yaml().read_text(encoding="utf-8")
NAMES = ["ingest-hourly", "ingest-on-arrival", "backfill", "maintain-nightly", "report-daily"]


@pytest.fixture(autouse=True)
def _web(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COPYDESK_ALLOW_HTTP", "1")


def planned(**given: Any) -> dict[str, Deployment]:
    settings: dict[str, Any] = {"home": "/srv/desk", "sources": ["/srv/in"], **given}
    return {deployment.name: deployment for deployment in plan(TEXT, **settings)}


def flow(deployment: Deployment) -> Any:
    module, _, function = deployment.entrypoint.rpartition(".")
    return getattr(import_module(module), function)


def test_the_deployments_are_these() -> None:
    deployments = planned()
    assert list(deployments) == NAMES
    hourly, arrival, backfill = (deployments[name] for name in NAMES[:3])
    assert (hourly.limit, hourly.on_collision, hourly.schedules[0]["cron"]) == (1, "CANCEL_NEW", "0 * * * *")
    assert (arrival.limit, arrival.on_collision, arrival.schedules) == (1, "ENQUEUE", [])
    assert arrival.triggers[0]["expect"] == [EVENT]
    assert arrival.triggers[0]["match"] == {"prefect.resource.id": f"{RESOURCE}*"}
    assert (backfill.paused, backfill.schedules, backfill.parameters["apply"]) == (True, [], False)


def test_home_sources_and_pool_are_filled_in() -> None:
    deployments = planned(home="desk", sources=["in box", "s3://bucket/news"], pool="night")
    for deployment in deployments.values():
        assert deployment.parameters["home"] == str(Path("desk").absolute())
        assert deployment.pool == "night"
    assert deployments["ingest-hourly"].parameters["sources"] == [str(Path("in box").absolute()), "s3://bucket/news"]
    assert planned(home="s3://bucket/desk")["backfill"].parameters["home"] == "s3://bucket/desk"
    assert "{{ $" not in repr(list(deployments.values()))


@pytest.mark.parametrize("name", NAMES)
def test_every_parameter_is_the_flows_and_is_described(name: str) -> None:
    deployment = planned()[name]
    parameters = inspect.signature(flow(deployment).fn).parameters
    assert set(deployment.parameters) <= set(parameters)
    from prefect.utilities.callables import parameter_schema

    shown = parameter_schema(flow(deployment)).properties
    assert [name for name, told in shown.items() if not told.get("description")] == []
    for parameter, hint in get_type_hints(flow(deployment).fn).items():
        if values := [value for value in get_args(hint) if isinstance(value, str)]:
            assert shown[parameter]["enum"] == values, "a choice is shown as one"


def test_only_some() -> None:
    assert list(planned(only=["backfill"], sources=[])) == ["backfill"], "sources are asked for where they are needed"


def test_what_cannot_be_deployed_is_said() -> None:
    with pytest.raises(SettingsError, match="no deployment nonsense; there are ingest-hourly"):
        planned(only=["nonsense"])
    with pytest.raises(SettingsError, match="ingest-hourly, ingest-on-arrival: no sources"):
        planned(sources=[])
    with pytest.raises(SourceError, match="refused") as told:
        planned(sources=["s3://user:pa55word@bucket/news"])
    assert "pa55word" not in str(told.value)


def test_it_is_pulled_from_nowhere_and_asks_the_environment_for_two_things() -> None:
    told = yaml.safe_load(TEXT)
    assert (told["push"], told["pull"]) == ([], [])
    [(step, asked)] = told["build"][0].items()
    assert step == f"{require_environment.__module__}.{require_environment.__name__}"
    assert set(asked["names"]) == set(re.findall(r"\$(\w+)", TEXT)) == {"COPYDESK_HOME", "COPYDESK_INCOMING"}


@pytest.mark.parametrize(("place", "valid"), [("", False), ("desk", False), ("/srv/desk", True), ("s3://b/desk", True)])
def test_prefects_own_deploy_needs_places_that_a_worker_finds(
    monkeypatch: pytest.MonkeyPatch, place: str, valid: bool
) -> None:
    monkeypatch.setenv("COPYDESK_HOME", place)
    with nullcontext() if valid else pytest.raises(ValueError, match="absolute path or an address"):
        require_environment(["COPYDESK_HOME"])


def test_a_token_in_a_query_is_not_deployed() -> None:
    with pytest.raises(SourceError, match="carry a credential") as told:
        planned(sources=["https://news.example/feed.xml?token=pa55word"])
    assert "pa55word" not in str(told.value)
