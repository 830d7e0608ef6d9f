"""The Prefect event that a run of bad quality fires, for deployments and automations to act on.

It names sources, fields, dumps, expectations and figures; no text of an article.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

EVENT = "copydesk.quality.failed"
RESOURCE = "copydesk.home."
MOST = 50  # messages and expectations; an event is no report


def emit(
    *,
    run_id: str,
    home: str,
    status: str,
    gate: str,
    failed: Sequence[tuple[str, str, str, int]],
    breaches: Sequence[str],
    counts: Mapping[str, int],
) -> bool:
    """Fire the event if the run's gate failed, or a breach stands; returns whether it was sent.

    `failed` are (severity, suite, expectation, unexpected rows), `breaches` messages of expectations.drift. An event
    that cannot be sent fails no run: Prefect logs it.
    """
    gate_failed = status == "gate_failed"
    if not gate_failed and not breaches:
        return False
    from prefect.events import emit_event

    payload: dict[str, Any] = {
        "run_id": run_id, "status": status, "gate": gate, "gate_failed": gate_failed, "counts": dict(counts),
        "failed_expectations": [
            {"severity": severity, "suite": suite, "expectation": name, "unexpected_count": count}
            for severity, suite, name, count in failed[:MOST]
        ],
        "breaches": list(breaches[:MOST]), "breaches_in_all": len(breaches),
    }  # fmt: skip
    name = Path(home).resolve().name or "home"
    resource = {"prefect.resource.id": RESOURCE + name, "prefect.resource.name": name, "copydesk.home": home}
    return emit_event(EVENT, resource, payload=payload) is not None
