"""The page of a home: what it holds, how it did, what asks for attention."""

from __future__ import annotations

import itertools
import json
import re
from pathlib import Path
from typing import Any

import pytest

from tests.warehouse.report.conftest import EARLIER, LAST
from tests.warehouse.report.homes import HomeBuilder
from tests.warehouse.report.markup import Page, fact
from warehouse.database import open_snapshot
from warehouse.home import Home
from warehouse.report.facts import home, home_facts
from warehouse.report.facts.asked import Answers
from warehouse.report.facts.trend import RUNS
from warehouse.report.page import render_index


@pytest.fixture(scope="module")
def facts(full_home: Home) -> dict[str, Any]:
    return home_facts(full_home)


@pytest.fixture(scope="module")
def page(facts: dict[str, Any]) -> Page:
    return Page(render_index(facts, {LAST}))


def test_same_facts_same_bytes(facts: dict[str, Any]) -> None:
    assert render_index(facts) == render_index(json.loads(json.dumps(facts)))


def test_every_number_is_a_fact_and_has_the_query_that_gives_it(
    page: Page, facts: dict[str, Any], full_home: Home
) -> None:
    for name, value in page.facts():
        assert fact(facts, name) == value, name
    with open_snapshot(full_home) as connection:
        answers = Answers(connection, facts["queries"])
        for name, value in page.numbers():
            assert answers[name] == value, name
    names = {name for name, _ in page.numbers()}
    assert {"totals.articles", "totals.open", "failed_expectations.0.unexpected_count", "runs.1.counts.seen"} <= names


def test_what_is_wrong_is_told_with_since_when_and_whose_it_is(page: Page) -> None:
    text = re.sub(r"\s+", " ", page.text)
    assert "Holds: body_is_given. 3 of 12 · 25.0 % New in this run." in text
    assert "2 runs in a row. Most with" in text
    assert "byline filled on 3 % of Harbour News's pages, usually 97 %" in text
    assert "2 articles wait in quarantine" in text


def test_drift_is_marked_in_the_heat_map_for_eyes_and_ears(page: Page) -> None:
    (cell,) = [e for e in page.all("td") if "drifts" in (e.attributes.get("class") or "") and "97" not in e.text][:1]
    assert "▼" in cell.text
    assert "lower than usual" in cell.text


def test_only_runs_with_a_page_are_links(page: Page) -> None:
    links = {e.attributes["href"] or "" for e in page.all("a")}
    assert f"./{LAST}.html" in links
    assert f"./{EARLIER}.html" not in links


def test_structure_for_assistive_technology(page: Page) -> None:
    tags = [element.tag for element in page.elements]
    assert all(tags.count(tag) == 1 for tag in ("h1", "main", "header", "footer", "nav"))
    levels = [int(tag[1]) for tag in tags if re.fullmatch(r"h[1-6]", tag)]
    assert all(after <= before + 1 for before, after in itertools.pairwise(levels))
    assert all("scope" in element.attributes for element in page.all("th"))
    ids = [element.attributes["id"] for element in page.elements if "id" in element.attributes]
    assert len(ids) == len(set(ids))
    for element in page.all("a"):
        if (element.attributes["href"] or "").startswith("#"):
            assert (element.attributes["href"] or "")[1:] in ids


def test_a_home_without_runs_says_what_to_do(tmp_path: Path) -> None:
    text = Page(render_index(home_facts(HomeBuilder(tmp_path).publish()))).text
    assert "Nothing has been taken in yet." in text
    assert f"copydesk ingest SOURCE --home {tmp_path}" in text


def test_a_first_run_has_no_trend(tmp_path: Path) -> None:
    home = HomeBuilder(tmp_path).run("r1", accepted=3).articles("r1", range(3)).publish()
    assert "This is the first run in this home" in Page(render_index(home_facts(home))).text


def test_a_home_whose_last_run_decided_something_tells_of_the_run_that_was_judged(tmp_path: Path) -> None:
    builder = HomeBuilder(tmp_path).run("r1", 0, "completed_with_losses", accepted=3, quarantined=1)
    builder.articles("r1", range(3)).judge("r1", "body_is_given", "critical", False, unexpected_count=1)
    facts = home_facts(builder.run("r2", 1, kind="dismiss", skipped=1).publish())
    assert (facts["last"]["run_id"], facts["judged_id"]) == ("r2", "r1")
    assert [row["expectation"] for row in facts["failed_expectations"]] == ["body_is_given"]
    assert [(row["run_id"], row["kind"]) for row in facts["events"]] == [("r2", "dismiss")]
    assert [row["run_id"] for row in facts["trend"]] == ["r1"]


def test_of_many_runs_the_last_are_listed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(home, "LISTED", 50)
    builder = HomeBuilder(tmp_path)
    for number in range(51):
        builder.run(f"r{number:05d}", number - 51, accepted=1)
    facts = home_facts(builder.publish())
    assert (len(facts["runs"]), facts["totals"]["runs"], len(facts["trend"])) == (50, 51, RUNS)
    assert "The last of 51 runs" in Page(render_index(facts)).text
    facts["runs"] *= 20
    assert len(render_index(facts, {row["run_id"] for row in facts["runs"]}).encode()) < 1_000_000
