"""The page of a run is safe, complete, accessible, and the same for the same facts."""

from __future__ import annotations

import hashlib
import itertools
import json
import re
from base64 import b64encode
from pathlib import Path
from typing import Any

import pytest

from schemas.reasons import REASONS
from schemas.vocabularies import OUTCOMES
from tests.warehouse.report.homes import HomeBuilder
from tests.warehouse.report.markup import Page, fact
from warehouse.database import open_snapshot
from warehouse.home import Home
from warehouse.report.facts import run_facts
from warehouse.report.facts.asked import Answers
from warehouse.report.facts.filled import FIELDS
from warehouse.report.page import render_run


@pytest.fixture(scope="module")
def facts(full_home: Home) -> dict[str, Any]:
    return run_facts(full_home, None)


@pytest.fixture(scope="module")
def page(facts: dict[str, Any]) -> Page:
    return Page(render_run(facts))


def test_same_facts_same_bytes(facts: dict[str, Any]) -> None:
    assert render_run(facts) == render_run(json.loads(json.dumps(facts)))


def test_every_fact_shown_is_the_fact_of_that_name(page: Page, facts: dict[str, Any]) -> None:
    shown = page.facts()
    for name, value in shown:
        assert fact(facts, name) == value, name
    names = {name for name, _ in shown}
    assert {"verdict", "status", "run_id", "seconds", "files_seen", "files_unchanged", "started_at"} <= names
    assert {f"counts.{name}" for name in ("seen", *OUTCOMES)} <= names
    assert {f"fill_rates.{column.name}" for column in FIELDS} <= names
    assert {f"by_reason.{code}" for code in facts["by_reason"]} <= names
    assert {"failed_expectations.0.unexpected_count", "trend.1.counts.seen", "by_format.0.files"} <= names


def test_no_number_in_a_table_without_its_fact(page: Page) -> None:
    cells = [e for e in page.all("td") if re.search("number|heat", e.attributes.get("class") or "")]
    shown = [(e.inside[-1], e.attributes["data-fact"] or "") for e in page.all("data")]
    figures = [name for around, name in shown if around == "td" and not name.endswith("status")]
    assert len(cells) == len(figures) > 200


def test_every_number_has_the_query_that_gives_it(page: Page, facts: dict[str, Any], full_home: Home) -> None:
    with open_snapshot(full_home) as connection:
        answers = Answers(connection, facts["queries"])
        for name, value in page.numbers():
            assert answers[name] == value, name


def test_reasons_are_explained(page: Page, facts: dict[str, Any]) -> None:
    for code in facts["by_reason"]:
        assert REASONS[code].meaning.replace("`", "") in page.text
        assert REASONS[code].remedy.replace("`", "") in page.text


def test_losses_come_before_what_was_skipped(page: Page) -> None:
    order = [page.text.index(REASONS[code].meaning) for code in ("failed_expectation", "invalid_json", "unchanged")]
    assert order == sorted(order)


def test_the_policy_allows_one_style_and_one_script_and_nothing_else(page: Page) -> None:
    policy = next(e.attributes["content"] for e in page.all("meta") if e.attributes.get("http-equiv"))
    (style,) = page.all("style")
    (script,) = page.all("script")
    digests = [b64encode(hashlib.sha256(e.text.encode()).digest()).decode() for e in (style, script)]
    assert policy == (
        f"default-src 'none'; style-src 'sha256-{digests[0]}'; script-src 'sha256-{digests[1]}'; "
        "base-uri 'none'; form-action 'none'"
    )
    assert not [e for e in page.elements if "style" in e.attributes]  # the policy would drop it
    assert "url(" not in style.text
    assert "@import" not in style.text


def test_nothing_leaves_the_page(page: Page) -> None:
    assert not {e.tag for e in page.elements} & {"img", "link", "iframe", "object", "embed", "form", "base"}
    for element in page.elements:
        assert not [name for name in element.attributes if name.startswith("on") or name in ("src", "xlink:href")]
        assert re.match(r"#|\./|index\.html$|$", element.attributes.get("href") or "")


def test_structure_for_assistive_technology(page: Page) -> None:
    tags = [element.tag for element in page.elements]
    assert all(tags.count(tag) == 1 for tag in ("h1", "main", "header", "footer", "nav"))
    levels = [int(tag[1]) for tag in tags if re.fullmatch(r"h[1-6]", tag)]
    assert all(after <= before + 1 for before, after in itertools.pairwise(levels))
    assert tags.count("caption") == tags.count("table")
    assert all("scope" in element.attributes for element in page.all("th"))
    ids = [element.attributes["id"] for element in page.elements if "id" in element.attributes]
    assert len(ids) == len(set(ids))
    for element in page.elements:
        for name in (element.attributes.get("aria-labelledby") or "").split():
            assert name in ids
        if (element.attributes.get("href") or "").startswith("#"):
            assert (element.attributes["href"] or "")[1:] in ids
    for element in page.all("svg"):
        assert element.attributes.get("role") == "img" or element.attributes.get("aria-hidden") == "true"


@pytest.mark.parametrize(
    ("outcomes", "status", "expected"),
    [
        ({"accepted": 3}, "completed", ["This is the first run in this home", "every record seen was accepted."]),
        ({}, "completed", ["No record seen", "No expectation was judged", "No file was new or changed."]),
        ({"skipped": 40}, "completed", ["nothing new: 40 skipped", "The run accepted no article"]),
        ({"rejected": 7}, "completed_with_losses", ["0 accepted, 7 rejected", "The run accepted no article"]),
        ({"accepted": 5}, "interrupted", ["Interrupted, with a part published", "takes in the rest"]),
        ({"accepted": 5}, "failed", ["The run failed", "did not come to its end"]),
        ({"accepted": 5, "seen": 6}, "completed", ["The sum does not hold."]),
    ],
)  # fmt: skip
def test_unusual_runs_have_a_sensible_page(
    tmp_path: Path, outcomes: dict[str, int], status: str, expected: list[str]
) -> None:
    builder = HomeBuilder(tmp_path).run("r1", 0, status, **outcomes)
    builder.articles("r1", range(outcomes.get("accepted", 0)))
    page = Page(render_run(run_facts(builder.publish(), None)))
    for sentence in expected:
        assert sentence in page.text
    assert "None" not in page.text
    assert "Undefined" not in page.text


def test_a_reason_of_a_newer_version_is_shown(tmp_path: Path) -> None:
    home = HomeBuilder(tmp_path).run("r1", rejected=1, by_reason='{"melted": 1}').publish()
    text = Page(render_run(run_facts(home, None))).text
    assert "melted" in text
    assert "does not know the code" in text
