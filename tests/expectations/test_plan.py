"""A prepared suite says what Great Expectations says when it is asked the public way."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest

from expectations.catalogue import catalogue, suites
from expectations.checks import between
from expectations.facts import facts
from expectations.plan import EvaluationError, Plan, gx_suite, plans
from expectations.spec import RUN, Expectation
from tests.expectations.damaged import CASES
from tests.expectations.invented import TODAY, article


@pytest.fixture(scope="module")
def frames() -> dict[str, pd.DataFrame]:
    return facts([article(), *(case.article for case in CASES)], today=TODAY)


def _publicly(suite: str, frame: pd.DataFrame) -> dict[str, Any]:
    """The results of Validator.validate_expectation_suite, by expectation."""
    import great_expectations as gx

    context = gx.get_context(mode="ephemeral")
    asset = context.data_sources.add_pandas("facts").add_dataframe_asset("frame")
    batch = asset.add_batch_definition_whole_dataframe("whole").get_batch({"dataframe": frame})
    found = batch.validate(gx_suite(suite, suites()[suite]), result_format={"result_format": "COMPLETE"})
    results: dict[str, Any] = {}
    for result in found.results:
        config: Any = result.expectation_config
        results[config.meta["name"]] = result
    return results


@pytest.mark.parametrize("suite", [name for name in suites() if name not in (RUN, "images", "links")])
def test_a_plan_finds_what_the_public_way_finds(suite: str, frames: dict[str, pd.DataFrame]) -> None:
    expected = _publicly(suite, frames[suite])
    outcomes = plans()[suite].run(frames[suite])
    assert [o.expectation.name for o in outcomes] == [e.name for e in suites()[suite]]
    for outcome in outcomes:
        public = expected[outcome.expectation.name]
        assert outcome.success == public.success, outcome.expectation.name
        assert outcome.rows == public.result.get("unexpected_index_list", []), outcome.expectation.name
        assert outcome.unexpected_count == public.result.get("unexpected_count"), outcome.expectation.name
        assert outcome.observed == pytest.approx(public.result.get("observed_value")), outcome.expectation.name
        assert public.expectation_config.severity.value == outcome.expectation.severity


def test_a_plan_keeps_nothing_of_the_frame_before(frames: dict[str, pd.DataFrame]) -> None:
    plan, frame = plans()["articles"], frames["articles"]
    before = plan.run(frame)
    assert all(outcome.success for outcome in plan.run(frame.iloc[:1]))
    assert plan.run(frame) == before


def test_a_frame_without_rows_fails_nothing(frames: dict[str, pd.DataFrame]) -> None:
    assert {(o.success, o.element_count) for o in plans()["quotes"].run(frames["quotes"].iloc[:0])} == {(True, 0)}


def test_an_expectation_that_cannot_be_evaluated_is_a_fault() -> None:
    plan = Plan("odd", [Expectation("odd", "odd_one", "name", "info", "It is.", "Is it?", between(0, 1))])
    with pytest.raises(EvaluationError, match="odd_one"):
        plan.run(pd.DataFrame({"name": pd.Series(["text"], dtype=object)}))


def test_no_suite_looks_at_a_body(frames: dict[str, pd.DataFrame]) -> None:
    body = article().article_body
    for suite in ("articles", "batch"):
        for name in frames[suite].columns:
            # the abstract is looked at, and one of the damaged articles has its body there
            assert name == "abstract" or body not in frames[suite][name].tolist(), name


def test_every_expectation_has_its_column(frames: dict[str, pd.DataFrame]) -> None:
    for name, plan in plans().items():
        if name != RUN:
            assert set(plan.columns) <= set(frames[name].columns)


def test_names_are_unique() -> None:
    names = [e.name for e in catalogue()]
    assert len(names) == len(set(names))
