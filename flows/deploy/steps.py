"""The step that `prefect deploy` takes before it registers anything; `copydesk deploy` fills in the same itself."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

from warehouse.remote.mirror import is_address


def require_environment(names: Sequence[str]) -> dict[str, str]:
    """ValueError unless each variable names a place that a worker finds, whatever folder it runs in.

    Prefect drops a parameter whose variable is not set, and a run would then make its home in the worker's temporary
    folder, which is removed with it.
    """
    for name in names:
        place = os.environ.get(name, "")
        if not is_address(place) and not Path(place).is_absolute():
            found = f"{place!r}" if place else "not set"
            raise ValueError(
                f"{name} is {found}; an absolute path or an address (s3://…) is needed. `copydesk deploy --home … "
                "--sources …` fills in the same"
            )
    return {}
