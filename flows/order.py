"""What a run is told to do beyond its settings: its kind, and for the kinds that go over what was taken in, on which
records, by whom and why."""

from __future__ import annotations

import getpass
import socket
from dataclasses import asdict, dataclass, field
from typing import Any

from warehouse.stored import Selection


@dataclass(frozen=True, slots=True)
class Order:
    """`kind` is one of RUN_KINDS. A trial changes nothing."""

    kind: str
    selection: Selection = field(default_factory=Selection)
    note: str = ""
    actor: str = ""
    is_trial: bool = False

    @property
    def told(self) -> dict[str, Any]:
        """The selection, the actor and the note, as far as they say anything."""
        said = asdict(self.selection) | {"note": self.note, "actor": self.actor}
        return {name: str(value) if name == "since" else value for name, value in said.items() if value}


INGEST = Order("ingest")


def myself() -> str:
    """Who runs this: the user's name and machine."""
    try:
        name = getpass.getuser()
    except (KeyError, OSError):  # a user without a name, as in some containers
        name = "unknown"
    return f"{name}@{socket.gethostname()}"
