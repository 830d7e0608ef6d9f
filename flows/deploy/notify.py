"""The automation that tells people when quality falls: `copydesk.quality.failed` → a notification or a webhook."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from prefect.blocks.core import Block
from prefect.blocks.webhook import Webhook
from prefect.events import AutomationCore, EventTrigger, Posture
from prefect.events.actions import ActionTypes, CallWebhook, SendNotification
from prefect.types import SecretDict
from pydantic import SecretStr

from flows.deploy.automation import register_automation
from flows.fetch import HTTP, scheme
from flows.quality_event import EVENT, RESOURCE
from flows.settings import SettingsError

if TYPE_CHECKING:
    from uuid import UUID

    from flows.deploy.register import Done

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
    return register_automation(wanted, detail)


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
