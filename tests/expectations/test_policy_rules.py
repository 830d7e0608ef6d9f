"""A policy at work: what it switches off, re-grades and re-bounds, for everything or for some articles."""

from __future__ import annotations

from copy import copy
from pathlib import Path

import pytest

from expectations.catalogue import catalogue
from expectations.policy import DEFAULT, Policy
from expectations.policy.regrade import regraded
from expectations.policy.variants import resolved, shared
from expectations.results import ExpectationResult, Verdict, gate_failures
from expectations.validate import judge_run, validate
from flows.parse.model import ParsedArticle
from tests.expectations.damaged import CASES
from tests.expectations.invented import TODAY, article, with_body

COUNTS = {"seen": 100, "accepted": 97, "quarantined": 1, "rejected": 1, "skipped": 1}
SHORT = "The ferry to Sant is cancelled until Thursday because of high seas, the harbour office said."


def _policy(home: Path, text: str) -> Policy:
    (home / "copydesk.toml").write_text(text, encoding="utf-8")
    return Policy.load(home)


def _short(**changes: object) -> ParsedArticle:
    return with_body(SHORT, **changes)


def _validate(policy: Policy, *articles: ParsedArticle) -> Verdict:
    return validate(articles, today=TODAY, policy=policy)


def test_the_default_policy_is_the_catalogue() -> None:
    assert tuple(e for e in resolved(DEFAULT) if e.suite != "sources") == catalogue()


def test_what_is_switched_off_is_not_asked(tmp_path: Path) -> None:
    policy = _policy(tmp_path, "[expectations.headline_is_given]\nenabled = false\n")
    verdict = _validate(policy, article(headline=None))
    assert verdict.failed == {}
    assert "headline_is_given" not in {r.expectation for r in verdict.results}


def test_another_grade_quarantines(tmp_path: Path) -> None:
    policy = _policy(tmp_path, "[expectations.headline_is_given]\nseverity = 'critical'\n")
    verdict = _validate(policy, article(), article(headline=None))
    assert verdict.quarantined == {1}
    assert {r.severity for r in verdict.results if r.expectation == "headline_is_given"} == {"critical"}


def test_a_milder_grade_does_not(tmp_path: Path) -> None:
    policy = _policy(tmp_path, "[expectations.body_has_words]\nseverity = 'info'\n")
    verdict = _validate(policy, with_body("No words."))
    assert verdict.quarantined == set()
    assert "body_has_words" not in verdict.failed[0]


def test_another_bound_is_asked_and_said(tmp_path: Path) -> None:
    policy = _policy(tmp_path, "[expectations.body_is_long_enough]\nmin_value = 10\n")
    verdict = _validate(policy, _short())
    assert verdict.failed == {}
    said = next(r.description for r in verdict.results if r.expectation == "body_is_long_enough")
    assert said == "The body has at least 10 words."


def test_a_bound_that_stands_in_the_check_can_be_set_too(tmp_path: Path) -> None:
    text = SHORT.replace("Sant", "S\ufffdnt") + " " + SHORT * 4
    policy = _policy(tmp_path, "[expectations.body_is_undamaged]\nmax_value = 1\n")
    assert "body_is_undamaged" in _validate(DEFAULT, with_body(text)).failed[0]
    verdict = _validate(policy, with_body(text))
    assert "body_is_undamaged" not in verdict.failed.get(0, [])
    said = next(r.description for r in verdict.results if r.expectation == "body_is_undamaged")
    assert said.endswith("(as the policy has it: max_value 1)")


RULES = """
[[rules]]
publisher = ["Harbour News", "*.example"]
format = "feed"
[rules.expectations.body_is_long_enough]
enabled = false

[[rules]]
name = "the Post"
publisher = "Ellery Post"
[rules.expectations.body_is_long_enough]
severity = "critical"
[rules.expectations.headline_is_given]
severity = "info"
"""
FEEDS = "publisher: Harbour News, *.example; format: feed"


def test_a_rule_is_for_its_articles_alone(tmp_path: Path) -> None:
    policy = _policy(tmp_path, RULES)
    verdict = _validate(
        policy,
        _short(),
        _short(publisher="Harbour News", source_format="feed"),
        _short(publisher="Harbour News"),
        _short(publisher="ellery post", headline=None),
        _short(uri="https://www.news.example/a", source_format="feed"),
        article(7),
        _short(publisher="Ellery Post Online", uri="https://www.news.example/a", source_format="feed"),
    )
    long_enough = {record: "body_is_long_enough" in names for record, names in verdict.failed.items()}
    assert {record for record, fails in long_enough.items() if fails} == {0, 2, 3, 6}
    assert verdict.quarantined == {3}
    assert verdict.failed[3] == ["body_is_long_enough"]
    assert {r.scope for r in verdict.results} == {"", FEEDS, "the Post"}


def test_results_of_a_scope_count_its_articles_alone(tmp_path: Path) -> None:
    policy = _policy(tmp_path, RULES)
    verdict = _validate(policy, *[article(i) for i in range(4)], _short(publisher="Ellery Post", headline=None))
    found = {(r.scope, r.expectation): r for r in verdict.results}
    assert found["", "headline_is_given"].unexpected_count == 0
    assert found["", "headline_is_given"].element_count == 4
    assert found["the Post", "headline_is_given"].unexpected_count == 1
    assert found["the Post", "headline_is_given"].severity == "info"
    assert found["the Post", "batch_headlines_are_given"].success is False
    assert found["", "batch_headlines_are_given"].success is True
    assert len(found) == len(verdict.results)


BY_COMPANY = {"paragraphs_of_others", "headlines_of_others", "headline_names_publisher"}
"""Facts that depend on which articles stand beside one; they are computed once a batch."""


def test_a_division_is_judged_as_if_it_had_come_alone(tmp_path: Path) -> None:
    """Most is asked of the whole batch, and the answer divided; the rest is asked of each division."""
    policy = _policy(tmp_path, RULES)
    batch = [copy(case.article) for case in CASES]
    for place, one in enumerate(batch):
        one.publisher, one.uri = ("Ellery Post" if place % 2 else None), None
    together = _validate(policy, *batch)
    for scope, own in (("", batch[::2]), ("the Post", batch[1::2])):
        alone = [r for r in _validate(DEFAULT, *own).results if r.column not in BY_COMPANY]
        ours = [r for r in together.results if r.scope == scope and r.column not in BY_COMPANY]
        assert [r.expectation for r in ours] == [r.expectation for r in alone]
        touched = {"body_is_long_enough", "headline_is_given"} if scope else set()
        for found, expected in zip(ours, alone, strict=True):
            assert found.expectation in touched or found._replace(scope="") == expected


def test_few_expectations_are_asked_of_each_division(tmp_path: Path) -> None:
    policy = _policy(tmp_path, RULES)
    own = [e for e in resolved(policy, (1,)) if e.name not in shared(policy) and e.is_row_level]
    assert {"body_is_long_enough", "headline_is_given", "articles_article_id_unique"} <= {e.name for e in own}
    assert len(own) < 20
    assert shared(DEFAULT) == frozenset()


def test_later_rules_win(tmp_path: Path) -> None:
    rule = '[[rules]]\npublisher = "{}"\n[rules.expectations.headline_is_given]\nseverity = "{}"\n'
    policy = _policy(tmp_path, rule.format("*", "critical") + rule.format("A*", "warning") + rule.format("Ab", "info"))
    verdict = _validate(policy, *[article(i, headline=None, publisher=name) for i, name in enumerate(("X", "A", "Ab"))])
    assert verdict.quarantined == {0}
    assert set(verdict.failed) == {0, 1}
    assert {r.scope for r in verdict.results} == {
        "publisher: *", "publisher: * + publisher: A*", "publisher: * + publisher: A* + publisher: Ab",
    }  # fmt: skip


def test_what_was_switched_off_for_all_can_be_on_for_some(tmp_path: Path) -> None:
    policy = _policy(
        tmp_path,
        "[expectations.headline_is_given]\nenabled = false\n"
        '[[rules]]\npublisher = "A"\n[rules.expectations.headline_is_given]\nenabled = true\n',
    )
    verdict = _validate(policy, article(headline=None), article(1, headline=None, publisher="A"))
    assert verdict.failed == {1: ["headline_is_given"]}


def test_rules_that_change_nothing_of_these_articles_leave_the_verdict_as_it_was(tmp_path: Path) -> None:
    policy = _policy(tmp_path, RULES)
    batch = [article(), article(1, headline=None), _short()]
    assert _validate(policy, *batch) == _validate(DEFAULT, *batch)


def test_an_empty_batch_has_one_division(tmp_path: Path) -> None:
    verdict = _validate(_policy(tmp_path, RULES))
    assert {r.scope for r in verdict.results} == {""}


def test_the_run_is_judged_by_the_policy_too(tmp_path: Path) -> None:
    policy = _policy(tmp_path, "[expectations.run_rejects_few_records]\nmax_value = 0.001\nseverity = 'critical'\n")
    assert [r.expectation for r in gate_failures(judge_run(COUNTS, policy))] == ["run_rejects_few_records"]
    assert gate_failures(judge_run(COUNTS)) == []


BAD = COUNTS | {"accepted": 60, "quarantined": 38}


@pytest.mark.parametrize(
    ("gate", "counts", "failing"),
    [
        ("critical", BAD, []),
        ("warning", BAD, ["run_quarantines_few_records"]),
        ("off", COUNTS | {"accepted": 0, "rejected": 98}, []),
        ("off", COUNTS | {"seen": 101}, ["run_accounts_for_every_record"]),
    ],
)
def test_the_gate(gate: str, counts: dict[str, int], failing: list[str]) -> None:
    assert [r.expectation for r in gate_failures(judge_run(counts), gate)] == failing


def test_what_is_found_on_sources_is_re_graded(tmp_path: Path) -> None:
    text = "[expectations.source_is_not_below_usual]\nseverity = 'critical'\n"
    policy = _policy(tmp_path, text + "[expectations.source_is_not_above_usual]\nenabled = false\n")
    found = [
        ExpectationResult("sources", name, "value", "warning", "It is usual.", False, 1, 1, 100.0, None)
        for name in ("source_is_not_below_usual", "source_is_not_above_usual", "dump_keeps_its_fields")
    ]
    asked = regraded(found, policy)
    assert [(r.expectation, r.severity) for r in asked] == [
        ("source_is_not_below_usual", "critical"), ("dump_keeps_its_fields", "warning"),
    ]  # fmt: skip
    assert len(gate_failures(asked)) == 1
    assert regraded(found, DEFAULT) == found


def test_sources_count_at_the_gate_and_batches_do_not() -> None:
    rows = [
        ExpectationResult(suite, "some", "value", "warning", "It is usual.", False, 1, 1, 100.0, None)
        for suite in ("sources", "batch", "articles")
    ]
    assert [r.suite for r in gate_failures(rows, "warning")] == ["sources"]
