"""The automation that tells people when quality falls: `copydesk.quality.failed` → a notification or a webhook."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, cast

from prefect.automations import Automation
from prefect.blocks.core import Block
from prefect.blocks.webhook import Webhook
from prefect.client.orchestration import get_client
from prefect.events import AutomationCore, EventTrigger, Posture
from prefect.events.actions import ActionTypes, CallWebhook, SendNotification
from prefect.types import SecretDict
from pydantic import SecretStr

from flows.deploy.register import Done
from flows.fetch import HTTP, scheme
from flows.quality_event import EVENT, RESOURCE
from flows.settings import SettingsError

if TYPE_CHECKING:
    from uuid import UUID

if TYPE_CHECKING:
    pass

NAME = "copydesk quality failed"
BLOCK = "copydesk-quality-failed"  # holds the address of a webhook, encrypted
TEXT = (
    "{{ event.resource['copydesk.home'] }}: run {{ event.payload.run_id }} {{ event.payload.status }}; "
    "{{ event.payload.breaches_in_all }} unusual"
    "{% for breach in event.payload.breaches[:5] %}; {{ breach }}{% endfor %}"
)
SUBJECT = "Copydesk: quality failed"
# `text` is what chat services show; the rest is for programs
PAYLOAD = (
    '{"text": {{ ("' + SUBJECT + '. " ~ event.resource["copydesk.home"] ~ ": run " ~ event.payload.run_id ~ " "'
    ' ~ event.payload.status ~ "; " ~ event.payload.breaches_in_all ~ " unusual") | tojson }},'
    ' "event": {{ event.event | tojson }}, "quality": {{ event.payload | tojson }}}'
)


def notify(target: str) -> Done:
    """Make or change the automation. `target` is a block's slug (`slack-webhook/desk`), or a webhook's address.

    SettingsError for a block that is not there, or is no block that can tell anything.
    """
    action, detail = _webhook(target) if scheme(target) in HTTP else _of_block(target)
    wanted = AutomationCore(
        name=NAME, description=f"Tells people of {EVENT}", actions=[action],
        trigger=EventTrigger(
            expect={EVENT}, match={"prefect.resource.id": f"{RESOURCE}*"}, posture=Posture.Reactive, threshold=1,
        ),
    )  # fmt: skip
    with get_client(sync_client=True) as client:
        found = client.read_automations_by_name(NAME)
        if not found:
            client.create_automation(wanted)
            return Done("automation", NAME, "created", detail)
        if _told(found[0]) == _told(wanted):
            return Done("automation", NAME, "unchanged", detail)
        client.update_automation(found[0].id, wanted)
        return Done("automation", NAME, "changed", detail)


def _webhook(address: str) -> tuple[ActionTypes, str]:
    """The address goes into a block, where the server keeps it encrypted; it is shown nowhere."""
    headers = SecretDict({"Content-Type": "application/json"})
    block = Webhook(method="POST", url=SecretStr(address), headers=headers)
    identity = cast("UUID", block.save(BLOCK, overwrite=True))  # a coroutine only inside an event loop
    action = CallWebhook(block_document_id=identity, payload=PAYLOAD)
    return action, f"webhook, its address in the block webhook/{BLOCK}"


def _of_block(slug: str) -> tuple[ActionTypes, str]:
    try:
        block = cast("Block", Block.load(slug))
    except ValueError as error:
        raise SettingsError(
            f"--notify {slug}: no such block. Valid are an http(s):// address and a block's slug such as "
            "slack-webhook/desk; `prefect block ls` lists the blocks"
        ) from error
    identity: Any = block._block_document_id
    if isinstance(block, Webhook):
        return CallWebhook(block_document_id=identity, payload=PAYLOAD), slug
    if "notify" in block.get_block_capabilities():
        return SendNotification(block_document_id=identity, subject=SUBJECT, body=TEXT), slug
    raise SettingsError(f"--notify {slug}: this block can neither notify nor call a webhook")


def _told(automation: Automation | AutomationCore) -> Any:
    return json.loads(automation.model_dump_json(include={"name", "description", "actions", "trigger"}))
