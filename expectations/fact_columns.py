"""Which columns of facts each suite has, without a batch to compute them from."""

from __future__ import annotations

from datetime import date
from functools import cache

from expectations.facts import facts
from expectations.gate import run_facts
from expectations.spec import RUN

RECORD_ID = "record_id"  # says which article a row is about; no expectation asks it
_NO_RECORDS = dict.fromkeys(("seen", "accepted", "quarantined", "rejected", "skipped"), 0)


@cache
def fact_columns() -> dict[str, tuple[str, ...]]:
    """The columns of each suite's frame, those of the user's own facts left out: facts of no articles have all."""
    frames = facts([], today=date(2000, 1, 1)) | {RUN: run_facts(_NO_RECORDS)}
    return {suite: tuple(str(name) for name in frame.columns if name != RECORD_ID) for suite, frame in frames.items()}
