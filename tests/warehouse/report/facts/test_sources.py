"""Sources beside their past: drift, heat maps, the fields of dumps."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.warehouse.report.homes import START, HomeBuilder
from warehouse.home import Home
from warehouse.report.facts import home_facts, run_facts
from warehouse.report.facts.heat import SHOWN


@pytest.fixture(scope="module")
def facts(full_home: Home) -> dict[str, Any]:
    return run_facts(full_home, None)


def test_what_strayed_is_told_with_what_is_usual(facts: dict[str, Any]) -> None:
    (row,) = facts["drift"]
    assert (row["publisher"], row["field"], row["value"], row["usual"]) == ("Harbour News", "byline", 0.03, 0.97)
    assert (facts["drift_found"], facts["measured"], facts["learning"]) == (1, 1, 0)


def test_fields_of_dumps_that_are_new_or_gone(facts: dict[str, Any]) -> None:
    assert [(row["field"], row["change"]) for row in facts["dumps"]] == [("deck", "new")]
    assert (facts["dumps_found"], facts["dumps_measured"]) == (1, 1)


def test_heat_maps_tell_who_fills_which_field(facts: dict[str, Any]) -> None:
    rows = {row["name"]: row for row in facts["heat"]["publisher"]}
    assert (rows["Harbour News"]["articles"], rows["Harbour News"]["fill"]["byline"]) == (3, 1.0)
    assert rows["news"]["fill"]["byline"] == 0.0  # without a publisher or an address, the folder
    assert {row["name"]: row["articles"] for row in facts["heat"]["language"]} == {"en": 3, "de": 2, None: 1}


def test_marks_stand_at_source_and_format(facts: dict[str, Any]) -> None:
    assert facts["marks"]["publisher"] == {"Harbour News": {"byline": "low"}}
    assert facts["marks"]["format"] == {"html": {"byline": "low"}}


def test_five_hundred_publishers_are_cut_to_the_largest(tmp_path: Path) -> None:
    builder = HomeBuilder(tmp_path).run("r1", accepted=101)
    for number in range(SHOWN + 10):
        builder.articles("r1", [number], publisher=f"Publisher {number:03d}")
    builder.articles("r1", range(200, 203), publisher="The Largest")
    builder.insert("source_measurements", [
        {"publisher": "Publisher 049", "source_format": "html", "measure": "fill_rate", "field": "byline", "value": 0.1,
         "low": 0.4, "high": 0.6, "usual": 0.5, "records": 9, "runs_known": 9, "is_breach": True, "run_id": "r1"}
    ])  # fmt: skip
    facts = home_facts(builder.publish())
    assert len(facts["heat"]["publisher"]) == SHOWN
    assert [row["name"] for row in facts["heat"]["publisher"][:2]] == ["Publisher 049", "The Largest"]
    assert facts["heat_groups"]["publisher"] == SHOWN + 11


def test_breaches_to_both_sides_are_told_as_such(tmp_path: Path) -> None:
    builder = HomeBuilder(tmp_path).run("r1", accepted=1).articles("r1", [1])
    builder.insert("source_measurements", [
        {"publisher": name, "source_format": "html", "measure": "fill_rate", "field": "byline", "value": value,
         "low": 0.4, "high": 0.6, "usual": 0.5, "records": 9, "runs_known": 9, "is_breach": True, "run_id": "r1"}
        for name, value in (("A", 0.1), ("B", 0.9))
    ])  # fmt: skip
    marks = run_facts(builder.publish(), None)["marks"]
    assert marks["format"]["html"] == {"byline": "both"}
    assert (marks["publisher"]["A"], marks["publisher"]["B"]) == ({"byline": "low"}, {"byline": "high"})


def test_a_run_without_articles_has_empty_maps(tmp_path: Path) -> None:
    facts = run_facts(HomeBuilder(tmp_path).run("r1", skipped=4, started_at=START).publish(), None)
    assert facts["heat"] == {"publisher": [], "format": [], "language": []}
