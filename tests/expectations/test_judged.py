"""Every judged expectation has an article that fails it, and nothing else does."""

from __future__ import annotations

import pytest

from expectations.judged import JUDGED
from tests.expectations.conftest import failing
from tests.expectations.damaged import CASES, NOTICED, Case
from tests.expectations.invented import article


@pytest.fixture(scope="module")
def failures() -> dict[str, set[int]]:
    """Failures in a batch of all damaged articles (at 1 and on) between two clean ones; then what they share with."""
    return failing([article(), *(case.article for case in CASES), article(7), *NOTICED])


@pytest.mark.parametrize(("place", "case"), list(enumerate(CASES, 1)), ids=[case.fails for case in CASES])
def test_fails_what_it_was_damaged_for(place: int, case: Case, failures: dict[str, set[int]]) -> None:
    found = {name for name, records in failures.items() if place in records} - {"articles_article_id_unique"}
    severe = {e.name for e in JUDGED if e.severity != "info"} | {case.fails, *case.also}
    assert found & severe == {case.fails, *case.also}


def test_clean_articles_fail_nothing(failures: dict[str, set[int]]) -> None:
    last = len(CASES) + 1
    assert [name for name, records in failures.items() if last in records] == []


def test_every_row_level_judgement_has_a_case() -> None:
    assert {case.fails for case in CASES} == {e.name for e in JUDGED if e.is_row_level}


def test_every_expectation_says_what_it_asks() -> None:
    for expectation in JUDGED:
        assert expectation.question.endswith("?"), expectation.name
        assert expectation.description.endswith("."), expectation.name
        assert expectation.name.isidentifier(), expectation.name
        assert expectation.name.islower(), expectation.name
