"""Registering deployments at the Prefect server that PREFECT_API_URL names. To do it again changes nothing."""

from __future__ import annotations

import json
from importlib import import_module
from typing import TYPE_CHECKING, Any, NamedTuple, cast

from prefect.client.orchestration import SyncPrefectClient, get_client
from prefect.client.schemas.actions import DeploymentScheduleCreate, WorkPoolCreate
from prefect.client.schemas.objects import ConcurrencyLimitConfig, ConcurrencyLimitStrategy
from prefect.client.schemas.schedules import CronSchedule
from prefect.events import DeploymentEventTrigger
from prefect.exceptions import ObjectNotFound
from prefect.types.entrypoint import EntrypointType
from prefect.workers.process import ProcessWorker

if TYPE_CHECKING:
    from collections.abc import Sequence

    from prefect.client.schemas.responses import DeploymentResponse
    from prefect.deployments.runner import RunnerDeployment
    from prefect.flows import Flow

    from flows.deploy.plan import Deployment

# what is compared to tell a changed deployment from one that was registered alike before
COMPARED = {
    "description", "version", "tags", "paused", "parameters", "entrypoint", "work_pool_name", "job_variables",
    "parameter_openapi_schema", "concurrency_options", "global_concurrency_limit",
}  # fmt: skip


class Done(NamedTuple):
    """What registering one thing came to: `created`, `changed` or `unchanged`."""

    what: str
    name: str
    state: str
    detail: str = ""


def register(deployments: Sequence[Deployment]) -> list[Done]:
    """Make the work pools that are missing, and create or change the deployments."""
    with get_client(sync_client=True) as client:
        done = [_pool(client, name) for name in dict.fromkeys(deployment.pool for deployment in deployments)]
        return done + [_register(client, deployment) for deployment in deployments]


def _pool(client: SyncPrefectClient, name: str) -> Done:
    try:
        found = client.read_work_pool(name)
        return Done("work pool", name, "unchanged", found.type)
    except ObjectNotFound:
        template = ProcessWorker.get_default_base_job_template()
        client.create_work_pool(WorkPoolCreate(name=name, type=ProcessWorker.type, base_job_template=template))
        return Done("work pool", name, "created", ProcessWorker.type)


def _register(client: SyncPrefectClient, deployment: Deployment) -> Done:
    wanted = _runner(deployment)
    before = _read(client, wanted.full_name)
    wanted.apply(work_pool_name=deployment.pool)
    state = "created" if before is None else "unchanged" if before == _read(client, wanted.full_name) else "changed"
    return Done("deployment", wanted.full_name, state, _when(deployment))


def _runner(deployment: Deployment) -> RunnerDeployment:
    module, _, function = deployment.entrypoint.rpartition(".")
    flow: Flow[..., Any] = getattr(import_module(module), function)
    limit = deployment.limit and ConcurrencyLimitConfig(
        limit=deployment.limit, collision_strategy=ConcurrencyLimitStrategy(deployment.on_collision)
    )
    runner = flow.to_deployment(
        name=deployment.name, description=deployment.description, tags=deployment.tags,
        parameters=deployment.parameters, paused=deployment.paused, concurrency_limit=limit or None,
        triggers=[DeploymentEventTrigger(**trigger) for trigger in deployment.triggers],
        work_pool_name=deployment.pool, job_variables=deployment.job_variables,
        entrypoint_type=EntrypointType.MODULE_PATH,
        schedules=[
            DeploymentScheduleCreate(schedule=CronSchedule(cron=cron, timezone=timezone), slug=slug)
            for slug, cron, timezone in ((one["slug"], one["cron"], one["timezone"]) for one in deployment.schedules)
        ],
    )  # fmt: skip
    return cast("RunnerDeployment", runner)  # a coroutine only inside an event loop


def _read(client: SyncPrefectClient, name: str) -> dict[str, Any] | None:
    try:
        found: DeploymentResponse = client.read_deployment_by_name(name)
    except ObjectNotFound:
        return None
    told: dict[str, Any] = json.loads(found.model_dump_json(include=COMPARED))
    limit = told.pop("global_concurrency_limit", None) or {}
    return told | {
        "limit": limit.get("limit"),
        "schedules": [(one.slug, one.active, one.schedule.model_dump(mode="json")) for one in found.schedules],
    }


def _when(deployment: Deployment) -> str:
    """In words, when the deployment runs."""
    times = [f"cron {one['cron']} {one['timezone']}" for one in deployment.schedules]
    times += [f"on {', '.join(trigger['expect'])}" for trigger in deployment.triggers]
    return "; ".join(times) or ("paused, by hand" if deployment.paused else "by hand")
