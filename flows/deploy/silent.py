"""The automation that ends runs nobody hears of: their machine died, and could not say so.

Such a run would stay `Running` for ever, and keep the next ones waiting by its deployment's concurrency limit. As
Prefect describes it: https://docs.prefect.io/v3/advanced/detect-zombie-flows
"""

from __future__ import annotations

from datetime import timedelta

from prefect.client.schemas.objects import StateType
from prefect.events import AutomationCore, EventTrigger, Posture
from prefect.events.actions import ChangeFlowRunState

from flows.deploy.automation import register_automation
from flows.deploy.register import Done

NAME = "copydesk run silent"
TAG = "prefect.tag.copydesk"  # which every deployment's runs carry
HEARTBEAT = "prefect.flow-run.heartbeat"  # as often as PREFECT_FLOWS_HEARTBEAT_FREQUENCY says, see prefect.yaml
ENDS = ("Completed", "Failed", "Cancelled", "Crashed")
MESSAGE = (
    "Nothing was heard of this run: its worker or machine is gone. What it had published stays; the next run goes on "
    "from there."
)
SILENCE = timedelta(seconds=100)  # three heartbeats


def end_silent_runs() -> Done:
    """Make or change the automation."""
    trigger = EventTrigger(
        after={HEARTBEAT}, expect={HEARTBEAT, *(f"prefect.flow-run.{end}" for end in ENDS)},
        match={"prefect.resource.id": "prefect.flow-run.*"}, match_related={"prefect.resource.id": TAG},
        for_each={"prefect.resource.id"}, posture=Posture.Proactive, threshold=1, within=SILENCE,
    )  # fmt: skip
    crash = ChangeFlowRunState(name="Crashed", state=StateType.CRASHED, message=MESSAGE, force=False)
    seconds = f"{SILENCE.total_seconds():.0f} s"
    description = f"Marks a run crashed that has been silent for {seconds}"
    wanted = AutomationCore(name=NAME, description=description, trigger=trigger, actions=[crash])
    return register_automation(wanted, f"after {seconds}")
