"""Registering an automation at the Prefect server. To do it again changes nothing."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from prefect.client.orchestration import get_client

from flows.deploy.register import Done

if TYPE_CHECKING:
    from prefect.automations import Automation
    from prefect.events import AutomationCore


def register_automation(wanted: AutomationCore, detail: str) -> Done:
    """Make it, or change the one of its name."""
    with get_client(sync_client=True) as client:
        found = client.read_automations_by_name(wanted.name)
        if not found:
            client.create_automation(wanted)
            return Done("automation", wanted.name, "created", detail)
        if _told(found[0]) == _told(wanted):
            return Done("automation", wanted.name, "unchanged", detail)
        client.update_automation(found[0].id, wanted)
        return Done("automation", wanted.name, "changed", detail)


def _told(automation: Automation | AutomationCore) -> Any:
    return _in_order(json.loads(automation.model_dump_json(include={"name", "description", "actions", "trigger"})))


def _in_order(told: Any) -> Any:
    """With the names of events and labels, which are sets, in one order."""
    if isinstance(told, dict):
        return {name: _in_order(value) for name, value in told.items()}
    return sorted(told) if isinstance(told, list) and all(isinstance(one, str) for one in told) else told
