"""Suites of the user's own as Great Expectations writes them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import great_expectations as gx
import pytest
from great_expectations.core.expectation_suite import ExpectationSuite
from great_expectations.expectations.row_conditions import Column

from expectations.policy import Policy, PolicyError
from expectations.policy.checking import check
from expectations.validate import validate
from tests.expectations.invented import TODAY, article, with_body

gxe: Any = gx.expectations


def _policy(home: Path, text: str, toml: str = "", name: str = "mine.json") -> Policy:
    (home / "expectations").mkdir(exist_ok=True)
    (home / "expectations" / name).write_text(text, encoding="utf-8")
    (home / "copydesk.toml").write_text(toml, encoding="utf-8")
    return Policy.load(home)


def _suite(*expectations: dict[str, Any], **more: Any) -> str:
    return json.dumps({"name": "articles", "expectations": expectations, **more}, indent=1)


def _between(**more: Any) -> dict[str, Any]:
    return {"type": "expect_column_values_to_be_between", "kwargs": {"column": "words", "min_value": 60}, **more}


def test_a_suite_as_great_expectations_writes_it_is_run(tmp_path: Path) -> None:
    written = ExpectationSuite(
        name="articles",
        expectations=[
            gxe.ExpectColumnValuesToBeBetween(
                column="words", min_value=20, severity="critical", meta={"name": "is_no_teaser"}
            ),
            gxe.ExpectColumnValuesToMatchRegex(column="headline", regex="ferry", mostly=0.5, severity="warning"),
            gxe.ExpectColumnPairValuesAToBeGreaterThanB(
                column_A="words", column_B="headline_characters", severity="warning", meta={"name": "is_longer"}
            ),
            gxe.ExpectColumnMeanToBeBetween(column="words", min_value=10_000, severity="warning"),
            gxe.ExpectColumnValuesToNotBeNull(
                column="byline", severity="warning", meta={"name": "feeds_have_bylines"},
                row_condition=Column("source_format") == "feed",
            ),
        ],
    )  # fmt: skip
    policy = _policy(tmp_path, json.dumps(written.to_json_dict()))
    check(policy)
    batch = [
        article(), with_body("The ferry from Port Ellery is back on Monday.", byline=None),
        article(2, source_format="feed", byline=None),
    ]  # fmt: skip
    verdict = validate(batch, today=TODAY, policy=policy)
    own = {r.expectation: r for r in verdict.results if r.expectation not in {"headline_is_given"}}
    assert verdict.quarantined == {1}
    assert "is_no_teaser" in verdict.failed[1]
    assert "is_longer" in verdict.failed[1]
    assert verdict.failed[2] == ["feeds_have_bylines"]
    assert own["mine_headline_match_regex"].success
    assert not own["mine_words_mean_to_be_between"].success
    assert own["mine_words_mean_to_be_between"].unexpected_count is None


def test_the_table_may_stand_in_the_meta_or_be_the_files_name(tmp_path: Path) -> None:
    kind = {"type": "expect_column_values_to_not_be_null", "kwargs": {"column": "speaker"}}
    for name, text in (
        ("mine.json", _suite(kind, name="x", meta={"table": "quotes"})),
        ("quotes.json", _suite(kind, name="x")),
    ):
        policy = _policy(tmp_path, text, name=name)
        check(policy)
        assert {e.suite for e in policy_expectations(policy)} == {"quotes"}
        (tmp_path / "expectations" / name).unlink()


def policy_expectations(policy: Policy) -> list[Any]:
    from expectations.user_suites.files import load_suites

    return [e for suite in load_suites(policy.suites) for e in suite.expectations]


def test_its_expectations_can_be_re_bounded(tmp_path: Path) -> None:
    toml = "[expectations.mine_words_be_between]\nmin_value = 6000\nseverity = 'warning'\n"
    policy = _policy(tmp_path, _suite(_between()), toml)
    assert validate([article()], today=TODAY, policy=policy).failed == {0: ["mine_words_be_between"]}


def test_severity_is_critical_where_none_is_said_as_in_great_expectations(tmp_path: Path) -> None:
    assert policy_expectations(_policy(tmp_path, _suite(_between())))[0].severity == "critical"


def test_what_was_observed_is_kept_only_if_it_is_a_figure(tmp_path: Path) -> None:
    kinds = [
        {"type": f"expect_column_{name}", "kwargs": {"column": "headline", **kwargs}, "severity": "info"}
        for name, kwargs in (
            ("most_common_value_to_be_in_set", {"value_set": ["x"]}),
            ("distinct_values_to_be_in_set", {"value_set": ["x"]}),
            ("unique_value_count_to_be_between", {"min_value": 1}),
        )
    ]
    policy = _policy(tmp_path, _suite(*kinds))
    check(policy)
    results = [
        r for r in validate([article(), article(1)], today=TODAY, policy=policy).results if "mine" in r.expectation
    ]
    assert [(r.observed, r.success) for r in results] == [(None, False), (None, False), ("2", True)]


def _asks(**kwargs: Any) -> str:
    return _suite(_between(kwargs={"column": "words", **kwargs}))


def _other(kind: str, **kwargs: Any) -> str:
    return _suite({"type": kind, "kwargs": kwargs})


REFUSED = [
    ('{\n "name": "articles",\n oops', "line 3: not valid JSON"),
    (f'{{"name": 1{"0" * 5_000}}}', "line 1: not valid JSON"),
    ("[" * 100_000, "line 1: not valid JSON"),
    ("[]", 'line 1: no suite as Great Expectations 1.x writes it: {"name": '),
    ('{"name": "artciles", "expectations": []}', "line 1: no suite 'artciles'; name the table in"),
    (_suite(meta={"table": "quote"}), "line 1: no suite 'quote'; "),
    (_suite(_between(), 3), "line 11: an expectation has"),  # type: ignore[arg-type]  # the mistake
    (_other("expect_table_row_count_to_equal", value=1), "line 4: expect_table_row_count_to_equal names no column"),
    (_suite(_between(severity="grave")), "line 4: severity is 'grave'; "),
    (_suite(_between(meta={"name": "a b"})), "line 4: 'a b' is no name"),
    (_suite(_between(), _between()), "line 11: two expectations are called mine_words_be_between"),
    (_suite(_between(meta={"name": "headline_is_given"})), "line 4: an expectation called headline_is_given is there"),
    (_asks(column="wrods", min_value=1), "line 4: mine_wrods_be_between: articles has no column 'wrods'; did you mean"),
    (_asks(min_valeu=1), "expect_column_values_to_be_between has no argument 'min_valeu'; did you mean min_value?"),
    (_asks(min_value=9, max_value=3), "line 4: mine_words_be_between: min_value 9 is above max_value 3"),
    (_asks(min_value=float("nan")), "line 4: mine_words_be_between: min_value is nan; give a finite number"),
    (_asks(min_value=10**400), "line 4: mine_words_be_between: min_value is 1"),
    (_asks(min_value=3, mostly=7), "line 4: mine_words_be_between: mostly: "),
    (_asks(min_value=3, row_condition="wrods > 3", condition_parser="pandas"), "cannot be evaluated on 'words'"),
    (_other("expect_column_values_to_be_betwen", column="words"), "line 4: mine_words_be_betwen: 'expect_column_values_"
     "to_be_betwen' is no expectation on a column or a pair that Great Expectations has; did you mean expect_column_v"),
    (_other("expect_compound_columns_to_be_unique", column="words"), "is no expectation on a column or a pair"),
    (_other("expect_column_values_to_match_like_pattern", column="headline", like_pattern="%"),
     "line 4: mine_headline_match_like_pattern cannot be evaluated on 'headline'"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "said"), REFUSED, ids=[said[:60] for _, said in REFUSED])
def test_what_is_wrong_is_told_with_its_place(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(PolicyError) as caught:
        check(_policy(tmp_path, text))
    assert str(tmp_path / "expectations" / "mine.json") in str(caught.value)
    assert said in str(caught.value)


def test_a_policy_may_name_its_expectations_before_anything_has_run(tmp_path: Path) -> None:
    with pytest.raises(
        PolicyError, match="line 1: no expectation 'mine_words_be_betwen'; did you mean mine_words_be_betw"
    ):
        _policy(tmp_path, _suite(_between()), "[expectations.mine_words_be_betwen]\nenabled = false\n")
