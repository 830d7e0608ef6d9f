"""The verdict says what happened, and nothing that did not."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from schemas.vocabularies import OUTCOMES, RUN_STATUSES
from warehouse.report.verdict import verdict

HELD = "no critical expectation on the run failed"
GATE = [{"suite": "run", "severity": "critical"}]


def counts(accepted: int = 0, quarantined: int = 0, rejected: int = 0, skipped: int = 0) -> dict[str, int]:
    own = {"accepted": accepted, "quarantined": quarantined, "rejected": rejected, "skipped": skipped}
    return {"seen": sum(own.values()), **own}


@pytest.mark.parametrize(
    ("status", "numbers", "failed", "sentence"),
    [
        ("completed_with_losses", counts(4280, 9, 4), [],
         f"4,293 records seen: 4,280 accepted, 9 quarantined, 4 rejected; {HELD}."),
        ("completed", counts(1), [], f"1 record seen: 1 accepted; {HELD}."),
        ("completed", counts(), [], f"No record seen; {HELD}."),
        ("completed", counts(skipped=1200), [], f"1,200 records seen, nothing new: 1,200 skipped; {HELD}."),
        ("completed_with_losses", counts(rejected=4), [], f"4 records seen: 0 accepted, 4 rejected; {HELD}."),
        ("gate_failed", counts(1, rejected=9), GATE,
         "10 records seen: 1 accepted, 9 rejected; 1 critical expectation on the run failed."),
        ("gate_failed", counts(1), GATE * 2,
         "1 record seen: 1 accepted; 2 critical expectations on the run failed."),
        ("interrupted", counts(200), [],
         "Interrupted, with a part published: 200 records seen: 200 accepted; the run as a whole was not judged."),
        ("failed", counts(), [], "The run failed: no record seen; the run as a whole was not judged."),
        ("completed_with_losses", counts(1, 1), [{"suite": "articles", "severity": "critical"}],
         f"2 records seen: 1 accepted, 1 quarantined; {HELD}."),
    ],
)  # fmt: skip
def test_sentences(status: str, numbers: dict[str, int], failed: list[dict[str, str]], sentence: str) -> None:
    assert verdict(status, numbers, failed) == sentence


def test_sources_that_are_not_as_usual_are_named_last() -> None:
    assert verdict("completed", counts(1), [], 1).endswith(f"{HELD}; 1 measure of sources is not as usual.")
    assert verdict("completed", counts(1), [], 3).endswith("; 3 measures of sources are not as usual.")


@settings(deadline=None, max_examples=100)
@given(st.sampled_from(RUN_STATUSES), st.lists(st.integers(0, 10**7), min_size=4, max_size=4))
def test_every_loss_is_named(status: str, numbers: list[int]) -> None:
    own = counts(*numbers)
    sentence = verdict(status, own, [])
    for name in OUTCOMES:
        assert (f"{own[name]:,} {name}" in sentence) or not own[name]
    assert sentence.endswith(".")
    assert sentence[0] == sentence[0].upper()
