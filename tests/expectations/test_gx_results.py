"""Results as Great Expectations' JSON, and its Data Docs: figures and ids, and nothing that an article says."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from great_expectations.core.expectation_validation_result import expectationSuiteValidationResultSchema as schema

from expectations.data_docs import build
from expectations.gx_results import number, suite_results, summed, write_results
from expectations.policy import DEFAULT, Policy
from expectations.validate import judge_run, validate
from tests.expectations.invented import TODAY, article

RUN_ID = "20260320T101500.123456Z"
HOSTILE = "<script>alert('Port Ellery')</script><img src=x onerror=alert(1)>"
COUNTS = {"seen": 100, "accepted": 97, "quarantined": 1, "rejected": 1, "skipped": 1}
IDS = ["a" * 32, "b" * 32]
ASKS_FOR_VALUES = {
    "name": "articles",
    "expectations": [
        {"type": "expect_column_distinct_values_to_be_in_set", "kwargs": {"column": "headline", "value_set": ["x"]}},
        {"type": "expect_column_values_to_match_regex", "kwargs": {"column": "headline", "regex": "^x"},
         "description": "Begins with <b>x</b>."},
    ],
}  # fmt: skip


@pytest.fixture
def policy(tmp_path: Path) -> Policy:
    (tmp_path / "expectations").mkdir()
    (tmp_path / "expectations" / "mine.json").write_text(json.dumps(ASKS_FOR_VALUES), encoding="utf-8")
    rule = '[[rules]]\nname = "the Post"\npublisher = "Ellery Post"\n[rules.expectations.headline_is_given]\n'
    (tmp_path / "copydesk.toml").write_text(rule + 'severity = "info"\n', encoding="utf-8")
    return Policy.load(tmp_path)


@pytest.fixture
def rows(policy: Policy) -> list[dict[str, Any]]:
    """The rows of expectation_results of a run of two batches, a hostile headline in each."""
    batches = {
        "0.0": [article(headline=HOSTILE, byline=HOSTILE), article(1, headline=None)],
        "0.1": [article(2, headline=HOSTILE, publisher="Ellery Post"), article(3, publisher=HOSTILE)],
    }
    found = []
    for batch, articles in batches.items():
        results = validate(articles, today=TODAY, policy=policy).results
        found += [result._asdict() | {"batch": batch, "run_id": RUN_ID} for result in results]
    return found + [result._asdict() | {"batch": "run", "run_id": RUN_ID} for result in judge_run(COUNTS)]


def test_there_is_one_for_each_suite_batch_and_scope(rows: list[dict[str, Any]], policy: Policy) -> None:
    found = suite_results(rows, None, policy)
    assert {(r.batch, r.scope) for r in found if r.suite == "articles"} == {
        ("0.0", ""),
        ("0.1", ""),
        ("0.1", "the Post"),
    }
    assert [(r.batch, r.scope) for r in found if r.suite == "run"] == [("run", "")]
    of_batch = next(r.found for r in found if (r.suite, r.batch) == ("articles", "0.0"))
    own = [row for row in rows if row["suite"] == "articles" and row["batch"] == "0.0"]
    assert of_batch.statistics["evaluated_expectations"] == len(own)
    assert of_batch.statistics["unsuccessful_expectations"] == sum(not row["success"] for row in own) > 0
    assert of_batch.success is False


def test_figures_of_batches_are_added_up(rows: list[dict[str, Any]]) -> None:
    found = {row["expectation"]: row for row in summed(rows)}
    assert (found["headline_is_given"]["element_count"], found["headline_is_given"]["unexpected_count"]) == (4, 1)
    assert found["headline_is_given"]["unexpected_percent"] == 25
    assert found["headline_is_given"]["severity"] == "warning"
    assert found["batch_length_is_usual"]["observed"] is None
    assert found["run_rejects_few_records"]["batch"] == "run"


def test_great_expectations_loads_what_was_written(tmp_path: Path, rows: list[dict[str, Any]], policy: Policy) -> None:
    paths = write_results(tmp_path / "gx", rows, {"headline_is_given": IDS}, policy)
    assert tmp_path / "gx" / "articles.json" in paths
    for path in paths:
        text = path.read_text("utf-8")
        assert schema.load(json.loads(text)).to_json_dict() == json.loads(text)
        assert "Ellery after" not in text
        assert "alert" not in text


def test_ids_of_failing_articles_are_told(rows: list[dict[str, Any]], policy: Policy) -> None:
    whole = {r.suite: r for r in suite_results(summed(rows), {"headline_is_given": IDS}, policy)}
    results = {r["expectation_config"]["meta"]["name"]: r for r in whole["articles"].as_json()["results"]}
    found = results["headline_is_given"]
    assert found["result"]["unexpected_index_list"] == [{"article_id": article_id} for article_id in IDS]
    assert found["expectation_config"]["severity"] == "warning"
    assert found["expectation_config"]["description"] == "The article has a headline."
    assert found["result"]["unexpected_count"] == 1


@pytest.mark.parametrize("observed", [json.dumps([HOSTILE]), json.dumps(HOSTILE), "no JSON", "NaN", None])
def test_what_was_observed_is_told_only_if_it_is_a_figure(observed: str | None) -> None:
    assert number(observed) is None
    assert number("0.25") == 0.25


def test_what_is_no_expectation_any_more_is_left_out(rows: list[dict[str, Any]]) -> None:
    names = {row["expectation"] for row in rows}
    found = [e for r in suite_results(rows, None, DEFAULT) for e in r.as_json()["results"]]
    told = {e["expectation_config"]["meta"]["name"] for e in found}
    assert names - told == {"mine_headline_distinct_values_to_be_in_set", "mine_headline_match_regex"}


def test_what_is_switched_off_by_now_is_told_all_the_same(tmp_path: Path, rows: list[dict[str, Any]]) -> None:
    toml = "[expectations.body_is_long_enough]\nenabled = false\n"
    (tmp_path / "off.toml").write_text(toml, encoding="utf-8")
    found = suite_results(rows, None, Policy.load(tmp_path / "nowhere", tmp_path / "off.toml"))
    told = {e["expectation_config"]["meta"]["name"] for r in found for e in r.as_json()["results"]}
    assert "body_is_long_enough" in told


def test_data_docs_hold_nothing_that_an_article_says(
    tmp_path: Path, rows: list[dict[str, Any]], policy: Policy
) -> None:
    for row in rows:
        row["observed"] = json.dumps([HOSTILE])  # as another version may have kept it
    index = build(rows, tmp_path / "docs", policy)
    pages = {path: path.read_text("utf-8") for path in (tmp_path / "docs").rglob("*.html")}
    assert index in pages
    assert len(pages) == 1 + len({row["suite"] for row in rows})
    for text in pages.values():
        for said in ("alert(", "onerror=alert", "Port Ellery", "Harbour ferry", "Tomas Reyd", "<b>x</b>"):
            assert said not in text
    articles = next(text for path, text in pages.items() if "articles" in path.parts)
    assert "The article has a headline." in articles
