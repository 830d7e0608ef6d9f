"""Suites of the user's own in Python: they judge beside ours, and what is wrong with them is told with its line."""

from __future__ import annotations

from pathlib import Path

import pytest

from expectations.policy import Policy, PolicyError
from expectations.policy.checking import check
from expectations.results import Verdict
from expectations.validate import judge_run, validate
from flows.parse.model import ParsedArticle
from tests.expectations.invented import TODAY, article

HEAD = """\
from expectations.checks import at_least, between, given, never, not_below
from expectations.spec import CRITICAL, INFO, WARNING, Expectation
"""
SUITE = (
    HEAD
    + '''

def question_mark(article):
    """Whether the headline asks."""
    return article.headline.endswith("?")


EXPECTATIONS = [
    Expectation("articles", "headline_tells", "headline_asks", CRITICAL, "It tells.", "Is it news?", never()),
    Expectation("articles", "is_no_note", "words", WARNING, "It has 40 words.", "Is it long?", between(minimum=40)),
    Expectation("quotes", "quotes_are_short", "quote_words", WARNING, "Short.", "Short?", between(maximum=9)),
    Expectation("batch", "few_headlines_ask", "asking", INFO, "Few.", "Few?", between(maximum=0)),
    Expectation("run", "run_is_no_trial", "seen", WARNING, "Over 200.", "Is it a run?", between(minimum=200)),
]
FACTS = {
    "articles": {"headline_asks": question_mark},
    "quotes": {"quote_words": lambda quote, article: len(quote.text.split())},
    "batch": {"asking": lambda article: int("?" in (article.headline or ""))},
}
'''
)


def _policy(home: Path, text: str, toml: str = "", name: str = "mine.py") -> Policy:
    (home / "expectations").mkdir(exist_ok=True)
    (home / "expectations" / name).write_text(text, encoding="utf-8")
    (home / "copydesk.toml").write_text(toml, encoding="utf-8")
    return Policy.load(home)


def _validate(policy: Policy, *articles: ParsedArticle) -> Verdict:
    return validate(articles, today=TODAY, policy=policy)


def test_own_expectations_judge_beside_ours(tmp_path: Path) -> None:
    policy = _policy(tmp_path, SUITE)
    check(policy)
    verdict = _validate(policy, article(), article(1, headline="Will the ferry return to Port Ellery?"), article(2))
    assert verdict.quarantined == {1}
    assert verdict.failed == {1: ["headline_tells"]}
    found = {r.expectation: r for r in verdict.results}
    assert found["quotes_are_short"].element_count == 3
    assert not found["few_headlines_ask"].success
    assert found["headline_is_given"].success
    counts = {"seen": 50, "accepted": 50, "quarantined": 0, "rejected": 0, "skipped": 0}
    assert "run_is_no_trial" in {r.expectation for r in judge_run(counts, policy) if not r.success}


def test_own_expectations_are_switched_and_re_graded_as_ours_are(tmp_path: Path) -> None:
    policy = _policy(
        tmp_path, SUITE,
        '[expectations.headline_tells]\nseverity = "warning"\n[expectations.is_no_note]\nmin_value = 4000\n'
        '[[rules]]\npublisher = "A"\n[rules.expectations.headline_tells]\nenabled = false\n',
    )  # fmt: skip
    check(policy)
    asking = [article(headline="Will the ferry return?"), article(1, headline="Will it come back now?", publisher="A")]
    verdict = _validate(policy, *asking)
    assert verdict.failed == {0: ["headline_tells", "is_no_note"], 1: ["is_no_note"]}
    assert verdict.quarantined == set()


def test_a_fact_that_fails_on_an_article_is_a_warning_there(tmp_path: Path) -> None:
    policy = _policy(tmp_path, SUITE)
    verdict = _validate(policy, article(), article(headline=None))
    assert verdict.failed[1] == ["headline_is_given", "mine_articles_facts_are_computed"]
    assert 0 not in verdict.failed


@pytest.mark.parametrize(
    ("fact", "wrong"),
    [
        ("lambda a: 1 if '1' in a.headline else 'text'", {0}),  # the first value says what kind the column is of
        ("lambda a: [1] if '1' not in a.headline else 1", {0}),
        ("lambda a: 2 ** 70 if '1' not in a.headline else 1", {0}),
        ("lambda a: None if '1' not in a.headline else float('nan')", set()),
    ],
)
def test_values_that_no_column_holds_are_complaints(tmp_path: Path, fact: str, wrong: set[int]) -> None:
    expectation = 'EXPECTATIONS = [Expectation("articles", "x_is_one", "x", INFO, "One.", "One?", between(1, 1))]\n'
    policy = _policy(tmp_path, f'{HEAD}{expectation}FACTS = {{"articles": {{"x": {fact}}}}}\n')
    verdict = _validate(policy, article(1), article(2, headline="Ferry returns to Port Ellery"))
    told = {record for record, names in verdict.failed.items() if "mine_articles_facts_are_computed" in names}
    assert told == ({1} if wrong else set())


def test_bounds_may_stand_in_the_policy(tmp_path: Path) -> None:
    suite = HEAD + (
        'EXPECTATIONS = [Expectation("articles", "is_long", "words", WARNING, "At least {min_value} words.", "Long?",\n'
        "                            at_least())]\n"
    )
    policy = _policy(tmp_path, suite, "[expectations.is_long]\nmin_value = 500\n")
    check(policy)
    verdict = _validate(policy, article())
    assert verdict.failed == {0: ["is_long"]}
    assert {r.description for r in verdict.results if r.expectation == "is_long"} == {"At least 500 words."}
    with pytest.raises(
        PolicyError, match=r"mine\.py: is_long lacks min_value; give it under \[expectations\.is_long\]"
    ):
        check(_policy(tmp_path, suite))


def test_a_file_that_changes_during_a_run_changes_nothing(tmp_path: Path) -> None:
    policy = _policy(tmp_path, SUITE)
    (tmp_path / "expectations" / "mine.py").write_text("raise RuntimeError", encoding="utf-8")
    assert _validate(policy, article()).failed == {}


ONE = 'Expectation("articles", "mine_is", "words", INFO, "It is.", "Is it?", {})'


def _one(check: str, old: str = "", new: str = "") -> str:
    """A file with one expectation, on its third line."""
    return f"EXPECTATIONS = [{ONE.format(check).replace(old, new) if old else ONE.format(check)}]\n"


def _fact(function: str, column: str = "x") -> str:
    return f"EXPECTATIONS = []\nFACTS = {{'articles': {{{column!r}: {function}}}}}\n"


REFUSED = [
    ("EXPECTATIONS = [\n", "line 3: not valid Python"),
    ("x = 1\n\nEXPECTATIONS = [unknown]\n", "line 5: NameError: name 'unknown' is not defined"),
    ("def f():\n    raise KeyError('k')\n\nf()\n", "line 4: KeyError: 'k'"),
    ("import no_such_module_here\n", "line 3: ModuleNotFoundError"),
    ("import sys\nsys.exit(0)\n", "line 4: SystemExit: 0"),
    ("EXPECTATIONS = []\nFACTS = {'run': {'x': len}}\n", "line 4: a run has no facts of your own"),
    ("OTHER = []\n", "EXPECTATIONS = [...] is missing"),
    ("EXPECTATIONS = [3]\n", "EXPECTATIONS holds 3; each is an expectations.spec.Expectation"),
    (_one("between(5, 3)"), "line 3: mine_is: min_value 5 is above max_value 3"),
    (_one("between(float('nan'), 3)"), "line 3: mine_is: min_value is nan; give a finite number"),
    (_one("between()"), "line 3: mine_is: min_value and max_value cannot both be None"),
    (_one("not_below('x')"), "line 3: mine_is: articles has no column 'x'; "),
    (_one("between"), "line 3: mine_is has the check <function between"),
    (_one("given()", "words", "wrods"), "line 3: mine_is: articles has no column 'wrods'; did you mean words?"),
    (_one("given()", "articles", "article"), "line 3: no suite 'article'; did you mean articles?"),
    (_one("given()", "INFO", "'mild'"), "line 3: mine_is has severity 'mild'; "),
    (_one("given()", "mine_is", "mine is"), "line 3: 'mine is' is no name for an expectation"),
    (
        _one("given()", "mine_is", "headline_is_given"),
        "line 3: an expectation called headline_is_given is there already",
    ),
    (_one("given()") + "EXPECTATIONS *= 2\n", "line 3: two expectations are called mine_is"),
    (
        _one("at_least()", "It is.", "Over {most}."),
        "line 3: mine_is: its description quotes 'most'; it may quote {min_",
    ),
    (_one("between(3)", "words", "headline"), "line 3: mine_is cannot be evaluated on 'headline': "),
    ("EXPECTATIONS = []\nFACTS = {'articles': 3}\n", 'line 4: FACTS is no {"articles": {"column": function}}'),
    ("EXPECTATIONS = []\nFACTS = {'artciles': {}}\n", "line 4: no suite 'artciles'; did you mean articles?"),
    (_fact("len", "words"), "line 4: articles has a fact 'words' already; rename it"),
    (_fact("lambda article: article.headlin"), "line 4: fact 'x': AttributeError: "),
    (_fact("lambda: 3"), "fact 'x': TypeError: "),
    (_fact("lambda article: [3]"), "line 4: fact 'x' is a list; valid: bool, date, datetime, float, int, str, None"),
]


@pytest.mark.parametrize(("text", "said"), REFUSED, ids=[said[:60] for _, said in REFUSED])
def test_what_is_wrong_is_told_with_its_place(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(PolicyError) as caught:
        check(_policy(tmp_path, HEAD + text))
    assert str(tmp_path / "expectations" / "mine.py") in str(caught.value)
    assert said in str(caught.value)


def test_names_of_two_files_may_not_clash(tmp_path: Path) -> None:
    suite = f"{HEAD}EXPECTATIONS = [{ONE.format('given()')}]\n"
    _policy(tmp_path, suite, name="first.py")
    with pytest.raises(PolicyError, match=r"second\.py, line 3: .*mine_is is there already: .*first\.py"):
        check(_policy(tmp_path, suite, name="second.py"))


def test_an_expectation_that_is_in_no_file_is_an_error_once_all_have_run(tmp_path: Path) -> None:
    policy = _policy(tmp_path, SUITE, "[expectations.headline_tels]\nenabled = false\n")
    with pytest.raises(PolicyError, match=r"line 1: no expectation 'headline_tels'; did you mean headline_tells\?"):
        check(policy)


def test_a_file_may_have_any_name(tmp_path: Path) -> None:
    policy = _policy(tmp_path, SUITE, name="2026 ünser-suite.py")
    check(policy)
    assert "suite_2026__nser_suite_articles_facts_are_computed" in _validate(policy, article(headline=None)).failed[0]


def test_what_a_file_prints_is_no_output(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    check(_policy(tmp_path, f"print('hello')\n{SUITE}"))
    assert capsys.readouterr().out == ""


def test_what_is_hidden_or_begins_with_an_underscore_is_no_suite(tmp_path: Path) -> None:
    _policy(tmp_path, "raise RuntimeError", name="_shared.py")
    policy = _policy(tmp_path, "raise RuntimeError", name=".hidden.py")
    assert policy.suites == ()
