"""The words all expectations are written in: an Expectation and its Check."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

CRITICAL, WARNING, INFO = "critical", "warning", "info"

BATCH, RUN = "batch", "run"  # the suites that judge many records at once; every other suite is named after its table
SOURCES = "sources"  # the suite on how sources change from run to run; it judges a run, too

SCHEMAS, JUDGED = "schemas", "judged"  # where an expectation comes from; else the path of a suite of the user's own


@dataclass(frozen=True, slots=True)
class Check:
    """What Great Expectations is asked: an expectation type of its own and that type's arguments, less the column.

    `bounds` names the arguments whose values stand in bounds.toml, under the expectation's name.
    """

    type: str
    arguments: Mapping[str, object] = field(default_factory=dict)
    bounds: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Expectation:
    """One expectation on one suite's facts.

    `name` is what users see, in `failed_expectations` and in reports. `column` is the column of facts that it looks
    at; `expectations.facts` says what each holds. `description` is a sentence that says what is true of a good
    record; it may quote bounds, as `{min_value}`. `question` is the reader's question that it answers. `origin`:
    `schemas` (derived), `judged`, or the file of the user's that it stands in.
    """

    suite: str
    name: str
    column: str
    severity: str
    description: str
    question: str
    check: Check
    origin: str = JUDGED

    @property
    def is_row_level(self) -> bool:
        """Whether it judges each row for itself, so that its failures name records."""
        return self.suite not in (BATCH, RUN, SOURCES)
