"""Our suites, exported: Great Expectations loads them, runs them and finds what we find."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import great_expectations as gx
import pandas as pd
import pytest
from great_expectations.core.expectation_suite import ExpectationSuite

from expectations.catalogue import suites
from expectations.drift.suite import SUITE
from expectations.facts import facts
from expectations.gx_suites import export_suites
from expectations.policy import Policy
from expectations.validate import validate
from tests.expectations.damaged import CASES
from tests.expectations.invented import TODAY, article

BATCH = [article(), *(case.article for case in CASES)]


@pytest.fixture(scope="module")
def frames() -> dict[str, pd.DataFrame]:
    return facts(BATCH, today=TODAY)


@pytest.fixture(scope="module")
def exported(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, Any]]:
    paths = export_suites(tmp_path_factory.mktemp("export") / "gx")
    return {path.stem: json.loads(path.read_text("utf-8")) for path in paths}


def test_every_suite_is_exported(exported: dict[str, dict[str, Any]]) -> None:
    assert {name: [e["meta"]["name"] for e in suite["expectations"]] for name, suite in exported.items()} == {
        name: [e.name for e in own] for name, own in (suites() | {"sources": SUITE}).items()
    }


def test_it_is_written_as_great_expectations_writes_it(exported: dict[str, dict[str, Any]]) -> None:
    for suite in exported.values():
        assert ExpectationSuite(**suite).to_json_dict() == suite


@pytest.mark.parametrize("name", ["articles", "quotes", "batch"])
def test_great_expectations_runs_what_was_exported(
    name: str, exported: dict[str, dict[str, Any]], frames: dict[str, pd.DataFrame]
) -> None:
    context = gx.get_context(mode="ephemeral")
    asset = context.data_sources.add_pandas("facts").add_dataframe_asset(name)
    batch = asset.add_batch_definition_whole_dataframe("whole").get_batch({"dataframe": frames[name]})
    found = batch.validate(context.suites.add(ExpectationSuite(**exported[name])))
    theirs = {result.expectation_config.meta["name"]: bool(result.success) for result in found.results}  # type: ignore[union-attr,index]
    ours = {r.expectation: r.success for r in validate(BATCH, today=TODAY).results if r.suite == name}
    assert theirs == ours


def test_what_the_policy_changes_is_exported(tmp_path: Path) -> None:
    toml = '[expectations.body_is_long_enough]\nmin_value = 7\nseverity = "info"\n'
    toml += "[expectations.headline_is_given]\nenabled = false\n"
    (tmp_path / "copydesk.toml").write_text(toml, encoding="utf-8")
    export_suites(tmp_path / "gx", Policy.load(tmp_path))
    suite = json.loads((tmp_path / "gx" / "articles.json").read_text("utf-8"))
    found = {e["meta"]["name"]: e for e in suite["expectations"]}
    assert "headline_is_given" not in found
    long_enough = found["body_is_long_enough"]
    assert (long_enough["kwargs"]["min_value"], long_enough["severity"]) == (7, "info")
    assert long_enough["description"] == "The body has at least 7 words."


def test_what_is_exported_can_be_a_suite_of_the_users_own(tmp_path: Path) -> None:
    """Under other names: the files can be edited and put back."""
    from expectations.policy.checking import check

    (tmp_path / "expectations").mkdir()
    for path in export_suites(tmp_path / "gx"):
        suite = json.loads(path.read_text("utf-8"))
        if suite["name"] == "sources":
            continue
        for expectation in suite["expectations"]:
            expectation["meta"]["name"] = f"my_{expectation['meta']['name']}"
        (tmp_path / "expectations" / path.name).write_text(json.dumps(suite), encoding="utf-8")
    policy = Policy.load(tmp_path)
    check(policy)
    verdict = validate([article(headline=None)], today=TODAY, policy=policy)
    assert verdict.failed == {0: ["headline_is_given", "my_headline_is_given"]}
