"""Did the run as a whole go well? The quality gate: a critical expectation that fails here fails the run."""

from __future__ import annotations

from functools import partial

from expectations.checks import at_least, at_most, between
from expectations.spec import CRITICAL, INFO, RUN, WARNING, Expectation

_run = partial(Expectation, RUN)

EXPECTATIONS = (
    _run("run_accounts_for_every_record", "unaccounted", CRITICAL,
         "Seen is the sum of accepted, quarantined, rejected and skipped.",
         "Is every record accounted for?", between(minimum=0, maximum=0)),
    _run("run_loses_few_records", "lost_share", CRITICAL,
         "At most {max_value:.0%} of the records that were looked at are quarantined or rejected.",
         "Is the run worth keeping?", at_most()),
    _run("run_quarantines_few_records", "quarantined_share", WARNING,
         "At most {max_value:.0%} of the records that were parsed are quarantined.",
         "Is this source fit to be read?", at_most()),
    _run("run_rejects_few_records", "rejected_share", WARNING,
         "At most {max_value:.0%} of the records that were looked at are rejected.",
         "Is this source in formats that are read?", at_most()),
    _run("run_sees_records", "seen", INFO, "At least {min_value} record is seen.",
         "Was there anything to do?", at_least()),
)  # fmt: skip
