"""What goes to a worker with its batch, and what comes back: small, and light to import."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import NamedTuple

from expectations.policy import DEFAULT, Policy
from flows.parse.limits import DEFAULT_LIMITS, Limits
from flows.parse.options import DEFAULT_OPTIONS, Options
from warehouse.stage import StagedChunk


@dataclass(frozen=True, slots=True)
class Job:
    """What every batch of a run has in common. `started` is the run's start, the clock of all judgements."""

    run_id: str
    home: str
    staging: str
    started: datetime
    keep_raw: str = "all"
    limits: Limits = DEFAULT_LIMITS
    options: Options = DEFAULT_OPTIONS
    policy: Policy = DEFAULT
    kind: str = "ingest"  # one of RUN_KINDS
    is_trial: bool = False  # only look what would change
    accepts_all: bool = False  # someone has looked at these records, and releases them whatever they fail

    @property
    def today(self) -> date:
        """The day that dates are judged by."""
        return self.started.date()

    @property
    def month(self) -> tuple[int, int]:
        return self.started.year, self.started.month


class Example(NamedTuple):
    """One change that parsing anew makes, the values shortened."""

    field: str
    change: str
    article_id: str
    headline: str | None
    old: str
    new: str


@dataclass(slots=True)
class BatchManifest:
    """What comes back from a batch: where its chunks are staged, and figures; no text."""

    number: int
    chunks: list[StagedChunk] = field(default_factory=list)
    formats: dict[str, str] = field(default_factory=dict)
    seen: Counter[str] = field(default_factory=Counter)  # path → records read
    fields: Counter[tuple[str, str, str, str]] = field(default_factory=Counter)  # see warehouse.profiles.dumps.Met
    results: Counter[str] = field(default_factory=Counter)  # of parsing anew: new_version or a reason code → records
    changes: Counter[tuple[str, str]] = field(default_factory=Counter)  # (field, change) → articles
    examples: list[Example] = field(default_factory=list)
    seconds: defaultdict[str, float] = field(default_factory=lambda: defaultdict(float))
