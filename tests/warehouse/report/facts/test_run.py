"""The facts agree with what was put into the warehouse."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import orjson
import pytest

from tests.warehouse.report.conftest import EARLIER, LAST
from tests.warehouse.report.homes import HomeBuilder, article_id
from warehouse.database import NoWarehouseError
from warehouse.home import Home
from warehouse.query import QueryError
from warehouse.report.facts import home_facts, run_facts
from warehouse.report.facts.filled import FIELDS
from warehouse.report.facts.losses import EXCERPT, HEADLINE, LISTED, MESSAGE


@pytest.fixture(scope="module")
def facts(full_home: Home) -> dict[str, Any]:
    return run_facts(full_home, None)


def test_the_last_run_is_the_default(full_home: Home, facts: dict[str, Any]) -> None:
    assert facts["run_id"] == LAST
    assert facts == run_facts(full_home, LAST)
    assert run_facts(full_home, EARLIER)["run_id"] == EARLIER


def test_facts_survive_json(facts: dict[str, Any]) -> None:
    assert orjson.loads(orjson.dumps(facts)) == facts


def test_counts_and_times(facts: dict[str, Any]) -> None:
    assert facts["counts"] == {"seen": 15, "accepted": 6, "quarantined": 2, "rejected": 3, "skipped": 4}
    assert facts["balanced"]
    assert (facts["started_at"], facts["finished_at"]) == ("2026-11-01T10:10:00.000Z", "2026-11-01T10:11:23.250Z")
    assert facts["seconds"] == 83.25
    assert facts["accepted_so_far"] == 8
    assert (facts["files_seen"], facts["files_unchanged"]) == (9, 2)
    assert facts["by_reason"]["invalid_json"] == 3
    assert facts["timings"]["load"] == 3.4
    assert facts["versions"]["duckdb"] == "1.5.5"


def test_sources_with_losses_come_first(facts: dict[str, Any]) -> None:
    assert [(row["source"], row["seen"]) for row in facts["by_source"]] == [("dump", 7), ("news/wire", 8)]


def test_a_field_is_filled_if_it_holds_something(facts: dict[str, Any]) -> None:
    assert set(facts["filled"]) == {column.name for column in FIELDS}
    filled = {name: facts["filled"][name] for name in ("byline", "authors", "extra", "in_language")}
    assert filled == {"byline": 3, "authors": 2, "extra": 1, "in_language": 5}
    assert facts["fill_rates"]["byline"] == 0.5
    assert facts["compared_with"] == EARLIER
    assert facts["fill_rates_before"]["byline"] == 1.0


def test_what_came_in(facts: dict[str, Any]) -> None:
    assert [(row["language"], row["articles"]) for row in facts["by_language"]] == [("en", 3), ("de", 2), (None, 1)]
    assert facts["by_date_basis"] == [{"basis": None, "articles": 5}, {"basis": "stated", "articles": 1}]
    assert {"quotes": (3, 2)}.items() <= {r["table"]: (r["rows"], r["articles"]) for r in facts["found"]}.items()
    assert facts["by_format"] == [
        {"format": "jsonl", "files": 1, "seen": 5, "accepted": 0, "quarantined": 2, "rejected": 3, "skipped": 0}
    ]


def test_failures_are_summed_over_batches(facts: dict[str, Any]) -> None:
    first, *others = facts["failed_expectations"]
    assert [(row["severity"], row["expectation"]) for row in others] == [
        ("warning", "headline_is_a_sentence"),
        ("warning", "byline_share"),
    ]
    assert (first["expectation"], first["column"]) == ("body_is_given", "body_length")
    assert (first["unexpected_count"], first["element_count"], first["unexpected_percent"]) == (3, 12, 25.0)
    assert (first["batches"], first["batches_failed"]) == (3, 2)
    assert others[1]["observed"] == ["0.51"]
    assert others[1]["unexpected_percent"] is None
    assert facts["expectations"] == [
        {"severity": "critical", "judged": 3, "held": 2, "failed": 1},
        {"severity": "warning", "judged": 2, "held": 0, "failed": 2},
    ]


def test_losses_are_listed_in_order(facts: dict[str, Any]) -> None:
    assert [row["article_id"] for row in facts["quarantined"]] == [article_id(50), article_id(51)]
    assert facts["quarantined"][0]["failed_expectations"] == ["body_is_given", "headline_is_a_sentence"]
    assert [row["locator"] for row in facts["rejections"]] == ["line:9", "line:10", "line:200"]
    assert facts["listed"] == {"quarantined": 2, "rejections": 3, "trend": 2}


def test_trend_ends_with_the_run(full_home: Home, facts: dict[str, Any]) -> None:
    assert [row["run_id"] for row in facts["trend"]] == [EARLIER, LAST]
    assert [row["run_id"] for row in run_facts(full_home, EARLIER)["trend"]] == [EARLIER]
    assert [row["run_id"] for row in home_facts(full_home)["runs"]] == [LAST, EARLIER]


def test_no_reason_hides_behind_a_frequent_one(tmp_path: Path) -> None:
    builder = HomeBuilder(tmp_path).run("r1", rejected=201, quarantined=101)
    builder.reject("r1", range(200), "invalid_json").reject("r1", [1], "no_text", path="blank.txt")
    builder.quarantine("r1", range(100), ["a_common_one"]).quarantine("r1", [999], ["a_rare_one"])
    facts = run_facts(builder.publish(), None)
    assert len(facts["rejections"]) == len(facts["quarantined"]) == LISTED
    assert {row["reason_code"] for row in facts["rejections"]} == {"invalid_json", "no_text"}
    assert ["a_rare_one"] in [row["failed_expectations"] for row in facts["quarantined"]]


def test_texts_from_outside_are_cut(tmp_path: Path) -> None:
    builder = HomeBuilder(tmp_path).run("r1", rejected=1, quarantined=1)
    builder.quarantine("r1", [1], ["x"], headline="h" * 10_000)
    builder.reject("r1", [1], "no_text", message="m" * 10_000, raw_excerpt="e" * 10_000)
    facts = run_facts(builder.publish(), None)
    assert len(facts["quarantined"][0]["headline"]) == HEADLINE
    assert (len(facts["rejections"][0]["message"]), len(facts["rejections"][0]["raw_excerpt"])) == (MESSAGE, EXCERPT)


def test_a_run_without_articles_has_no_fill_rates(tmp_path: Path) -> None:
    facts = run_facts(HomeBuilder(tmp_path).run("r1", rejected=3).publish(), None)
    assert set(facts["fill_rates"].values()) == {None}
    assert facts["compared_with"] is None
    assert facts["fill_rates_before"] is None


def test_a_sum_that_does_not_hold_is_told(tmp_path: Path) -> None:
    assert not run_facts(HomeBuilder(tmp_path).run("r1", accepted=3, seen=4).publish(), None)["balanced"]


def test_absent_json_is_empty(tmp_path: Path) -> None:
    empty: dict[str, Any] = dict.fromkeys(("by_source", "by_reason", "timings", "versions"))
    facts = run_facts(HomeBuilder(tmp_path).run("r1", accepted=1, **empty).publish(), None)
    assert (facts["by_source"], facts["by_reason"], facts["timings"], facts["versions"]) == ([], {}, {}, {})


def test_an_unknown_run_is_answered_with_the_known(full_home: Home) -> None:
    with pytest.raises(QueryError, match=f"no run 'yesterday'; there are {LAST}, {EARLIER}$"):
        run_facts(full_home, "yesterday")


def test_only_some_of_many_runs_are_named(tmp_path: Path) -> None:
    builder = HomeBuilder(tmp_path)
    for number in range(13):
        builder.run(f"r{number:02d}", number)
    with pytest.raises(QueryError, match=r"r12, .*, r03 and 3 earlier ones$"):
        run_facts(builder.publish(), "r99")


def test_a_home_without_runs(tmp_path: Path) -> None:
    with pytest.raises(NoWarehouseError, match="copydesk ingest"):
        run_facts(Home(tmp_path / "none"), None)
    with pytest.raises(QueryError, match=r"holds no run yet.*copydesk ingest"):
        run_facts(HomeBuilder(tmp_path / "empty").publish(), None)
