"""The facts on a run as a whole, for its quality gate."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

JUDGED_FROM = 20  # records; shares of fewer say more about chance than about the source


def run_facts(counts: Mapping[str, int]) -> pd.DataFrame:
    """One row. `counts` has seen, accepted, quarantined, rejected and skipped; KeyError names what it lacks.

    unaccounted: records seen but in no outcome; lost_share and rejected_share: of the records that were looked at,
    those not skipped; quarantined_share: of those that could be parsed. Shares of under 20 records are null.
    """
    seen, accepted, quarantined, rejected, skipped = (
        counts[name] for name in ("seen", "accepted", "quarantined", "rejected", "skipped")
    )
    parsed = accepted + quarantined
    looked_at = parsed + rejected
    row = {
        "seen": float(seen),
        "unaccounted": float(seen - looked_at - skipped),
        "lost_share": _share(quarantined + rejected, looked_at),
        "rejected_share": _share(rejected, looked_at),
        "quarantined_share": _share(quarantined, parsed),
    }
    return pd.DataFrame([row], dtype="float64")


def _share(part: int, whole: int) -> float:
    return part / whole if whole >= JUDGED_FROM else float("nan")
