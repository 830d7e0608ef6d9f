"""Run by run: trend and lag, what changed, since when something fails, what was seen before."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.warehouse.report.conftest import EARLIER, LAST
from tests.warehouse.report.homes import START, HomeBuilder, article_id
from warehouse.home import Home
from warehouse.report.facts import run_facts


@pytest.fixture(scope="module")
def facts(full_home: Home) -> dict[str, Any]:
    return run_facts(full_home, None)


def test_the_trend_tells_share_fill_and_lag(facts: dict[str, Any]) -> None:
    first, last = facts["trend"]
    assert (first["pass_rate"], last["pass_rate"]) == (1.0, round(6 / 11, 6))
    assert (first["fill"]["byline"], last["fill"]["byline"]) == (1.0, 0.5)
    assert (first["lag_p50"], last["lag_p50"], last["lag_p95"]) == (None, 6.0, 6.0)


def test_lag_leaves_archives_out(tmp_path: Path) -> None:
    builder = HomeBuilder(tmp_path).run("r1", accepted=11)
    for hours in range(10):
        builder.articles("r1", [hours], date_published=START - timedelta(hours=hours))
    builder.articles("r1", [99], date_published=START - timedelta(days=4000))
    (run,) = run_facts(builder.publish(), None)["trend"]
    assert (run["lag_p50"], run["lag_p95"]) == (4.5, 8.55)


def test_only_runs_that_take_in_are_points_of_the_trend(tmp_path: Path) -> None:
    builder = HomeBuilder(tmp_path).run("r1", accepted=1).articles("r1", [1])
    facts = run_facts(builder.run("r2", 1, kind="replay", accepted=1).articles("r2", [2]).publish(), None)
    assert [row["run_id"] for row in facts["trend"]] == ["r1"]
    assert [(row["run_id"], row["kind"]) for row in facts["events"]] == [("r2", "replay")]
    assert facts["kind"] == "replay"


def test_what_changed_since_the_run_before(facts: dict[str, Any]) -> None:
    changes = facts["changes"]
    assert changes["since"] == EARLIER
    assert changes["counts"] == {"seen": 13, "accepted": 4, "quarantined": 2, "rejected": 3, "skipped": 4}
    assert [row["expectation"] for row in changes["newly_failing"]] == ["body_is_given"]
    assert [row["expectation"] for row in changes["holds_again"]] == ["dates_agree"]
    assert [row["publisher"] for row in changes["new_publishers"]] == ["Harbour News", "news"]
    assert [row["publisher"] for row in changes["absent_publishers"]] == ["Ellery Post"]
    assert (changes["new_publishers_found"], changes["absent_publishers_found"]) == (2, 1)


def test_a_first_run_changed_nothing(full_home: Home) -> None:
    assert run_facts(full_home, EARLIER)["changes"] is None


def test_since_when_an_expectation_fails(tmp_path: Path) -> None:
    builder = HomeBuilder(tmp_path)
    for day, holds in enumerate((False, True, False, False)):
        builder.run(f"r{day}", day, accepted=1).judge(f"r{day}", "rule", "warning", holds)
        builder.judge(f"r{day}", "rule", "warning", True, batch="2.0")
    (row,) = run_facts(builder.publish(), None)["failed_expectations"]
    assert (row["since"], row["runs_failed"]) == ("r2", 2)
    assert row["since_at"] == "2026-11-03T10:10:00.000Z"


def test_rules_of_a_policy_are_told_alike_each_time(tmp_path: Path) -> None:
    builder = HomeBuilder(tmp_path).run("r0", -1, accepted=1).judge("r0", "rule", "warning", True)
    builder.run("r1", accepted=1)
    for scope, severity in (("publisher: B", "warning"), ("publisher: A", "warning"), ("", "critical")):
        description = f"Of {scope or 'all'}."
        builder.judge("r1", "rule", severity, False, scope=scope, description=description, unexpected_count=1)
    facts = run_facts(builder.publish(), None)
    told = [(row["severity"], row["description"], row["unexpected_count"]) for row in facts["failed_expectations"]]
    assert told == [("critical", "Of all.", 1), ("warning", "Of publisher: A.", 2)]
    assert [(row["severity"], row["expectation"]) for row in facts["changes"]["newly_failing"]] == [
        ("critical", "rule")
    ]


def test_reprints_versions_and_kills(facts: dict[str, Any]) -> None:
    assert facts["reprints"] == {"articles": 2, "groups": 1, "wire": 2, "copies": 2}
    (group,) = facts["largest_reprints"]
    assert (group["here"], group["articles"], group["agency"]) == (2, 3, "Northern Press")
    assert group["headline"] == "Bridge 101 opens to traffic"
    assert facts["revisions"] == {"later": 0, "current": 6, "not_current": 0}
    (kill,) = facts["withdrawals"]
    assert (kill["message"], kill["articles"]) == ("KILL: the bridge is not open", 1)
    assert facts["withdrawals_found"] == 1
    assert article_id(2) not in kill["message"]
    assert facts["run_id"] == LAST
