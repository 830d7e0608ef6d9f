"""The records that fail an expectation, with the words in question."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.warehouse.report.homes import HomeBuilder, article_id
from warehouse.home import Home
from warehouse.report.facts import run_facts
from warehouse.report.facts.failing import IN_ALL, OF_EACH


@pytest.fixture(scope="module")
def facts(full_home: Home) -> dict[str, Any]:
    return run_facts(full_home, None)


def test_kept_out_records_come_first_and_accepted_ones_are_told_too(facts: dict[str, Any]) -> None:
    records = [
        (row["outcome"], row["article_id"])
        for row in facts["failing_records"]
        if row["expectation"] == "headline_is_a_sentence"
    ]
    kept_out = [("quarantined", article_id(50)), ("quarantined", article_id(51))]
    assert records == [*kept_out, ("accepted", article_id(5))]
    assert facts["failing_found"] == {"body_is_given": 2, "headline_is_a_sentence": 3}


def test_evidence_tells_the_words_in_the_raw_text(facts: dict[str, Any]) -> None:
    (record,) = [row for row in facts["failing_records"] if row["article_id"] == article_id(5)]
    assert record["excerpt"] == {"before": "Site: ", "marked": "Bridge 5 opens to traffic", "after": ", say"}


def test_who_fails_it_most_is_told(facts: dict[str, Any]) -> None:
    assert {"expectation": "headline_is_a_sentence", "publisher": "news", "articles": 3} in facts["failing_publishers"]


def test_rows_of_a_child_table_are_marked_in_the_body(tmp_path: Path) -> None:
    builder = HomeBuilder(tmp_path).run("r1", accepted=2)
    body = "The bridge is open. “It is late,” she said."
    builder.articles("r1", [1, 2], article_body=body)
    builder.insert("quotes", [
        {"article_id": article_id(number), "position": 0, "text": "It is late,", "kind": "direct", "speaker": speaker,
         "body_start": 21, "body_end": 32, "run_id": "r1"}
        for number, speaker in ((1, None), (2, "she"))
    ])  # fmt: skip
    builder.judge("r1", "quotes_have_speakers", "info", False, suite="quotes", column="speaker", unexpected_count=1)
    facts = run_facts(builder.publish(), None)
    (record,) = facts["failing_records"]
    assert record["article_id"] == article_id(1)
    assert record["excerpt"] == {"before": body[:21], "marked": "It is late,", "after": "” she said."}


def test_empty_columns_that_offend_nobody_are_not_told(tmp_path: Path) -> None:
    builder = HomeBuilder(tmp_path).run("r1", accepted=3).articles("r1", range(3))
    builder.insert("quotes", [
        {"article_id": article_id(number), "position": 0, "text": "open", "kind": "direct", "run_id": "r1"}
        for number in range(3)
    ])  # fmt: skip
    builder.judge("r1", "speakers_of_long_quotes", "info", False, suite="quotes", column="speaker", unexpected_count=1)
    assert run_facts(builder.publish(), None)["failing_records"] == []


def test_ten_thousand_failing_records_are_cut_to_some_of_each(tmp_path: Path) -> None:
    builder = HomeBuilder(tmp_path).run("r1", accepted=100)
    names = [f"rule_{place}" for place in range(30)]
    builder.articles("r1", range(100), failed_expectations=names)
    for name in names:
        builder.judge("r1", name, "warning", False, unexpected_count=100)
    facts = run_facts(builder.publish(), None)
    assert len(facts["failing_records"]) == IN_ALL
    shown = [sum(row["expectation"] == name for row in facts["failing_records"]) for name in names]
    assert 1 <= min(shown) <= max(shown) <= OF_EACH
    assert set(facts["failing_found"].values()) == {100}
