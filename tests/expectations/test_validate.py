"""A verdict: which records are quarantined, which are not, what is reported, and whether the gate is passed."""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from expectations.catalogue import catalogue
from expectations.facts import facts
from expectations.validate import ExpectationResult, gate_failures, judge_run, validate
from flows.parse.model import Mention, ParsedArticle, Quantity, Quote
from schemas.tables.runs import EXPECTATION_RESULTS
from tests.expectations.invented import TODAY, article, with_body
from tests.timing import within

COUNTS = {"seen": 100, "accepted": 97, "quarantined": 1, "rejected": 1, "skipped": 1}


def _bare(body: str, **changes: object) -> ParsedArticle:
    """An article of which nothing is known but its body."""
    made = ParsedArticle("line:1", 0, body.encode("utf-8", "replace"), "jsonl", "jsonl", body)
    made.word_count = len(body.split())
    for name, value in changes.items():
        setattr(made, name, value)
    return made


def test_a_clean_batch_passes() -> None:
    verdict = validate([article(i) for i in range(5)], today=TODAY)
    assert verdict.failed == {}
    assert verdict.quarantined == set()
    assert all(result.success for result in verdict.results)


def test_critical_names_come_first_and_info_is_left_out() -> None:
    article_ = with_body("Subscribe.", headline=None, date_modified=datetime(1990, 1, 1, tzinfo=UTC))
    verdict = validate([article(), article_], today=TODAY)
    assert verdict.quarantined == {1}
    places = {e.name: place for place, e in enumerate(catalogue())}
    grades = {e.name: e.severity for e in catalogue()}
    assert verdict.failed[1] == sorted(verdict.failed[1], key=lambda name: (grades[name] != "critical", places[name]))
    assert verdict.failed[1][0] == "body_has_words"
    assert verdict.failed[1][-2:] == ["headline_is_given", "change_is_not_before_publication"]
    assert "info" not in {grades[name] for name in verdict.failed[1]}


def test_a_warning_quarantines_nothing() -> None:
    verdict = validate([article(headline=None)], today=TODAY)
    assert verdict == (({0: ["headline_is_given"]}), set(), verdict.results)


def test_a_record_is_named_once_however_many_rows_fail() -> None:
    broken = [row._replace(body_start=0, body_end=3) for row in article().quantities]
    verdict = validate([article(quantities=broken)], today=TODAY)
    assert verdict.failed[0].count("quantities_match_body") == 1
    result = next(r for r in verdict.results if r.expectation == "quantities_match_body")
    assert (result.unexpected_count, result.element_count, result.unexpected_percent) == (4, 4, 100)


SHORT_BUT_REAL = [
    with_body("The ferry to Sant is cancelled until Thursday because of high seas."),
    with_body("Zum Tod des Fährmanns Ole Brandt erscheint hier morgen ein Nachruf.", headline=None, in_language="de"),
    with_body(
        "渡轮公司表示，由于天气恶劣，前往桑特岛的所有航班今天取消。",
        headline="渡轮停航",
        in_language="zh",
        word_count=28,
    ),
    with_body("ភ្នំពេញជារាជធានីនៃប្រទេសកម្ពុជា និងជាទីក្រុងធំជាងគេ", headline=None, in_language="km"),
    with_body("Паром на остров отменён до четверга.", headline=None, in_language=None),
    with_body("The winning numbers are 4, 8, 15, 16, 23 and 42.", headline="Numbers"),
    with_body("The ferry is back.\n\nThe ferry is back.", headline="The ferry is back."),
    with_body("Subscribe to our newsletter for more stories by Ines Halloran.", "The ferry is back on Monday."),
    _bare("Mayor Ines Halloran has resigned, the council said on Monday."),
]


@pytest.mark.parametrize("place", range(len(SHORT_BUT_REAL)))
def test_short_but_real_articles_pass(place: int) -> None:
    assert validate([SHORT_BUT_REAL[place]], today=TODAY).quarantined == set()


NO_ARTICLES = [
    _bare(""),
    _bare("\n\n"),
    with_body("Advertisement"),
    with_body("Please enable JavaScript and cookies to continue.", headline="Just a moment..."),
    with_body("Die Seite wurde nicht gefunden. Zurück zur Startseite", headline=None),
    with_body(
        "lost \ufffd\ufffd\ufffd\ufffd words \ufffd\ufffd\ufffd\ufffd are what is \ufffd\ufffd\ufffd left of this"
    ),
]


@pytest.mark.parametrize("place", range(len(NO_ARTICLES)))
def test_what_is_no_article_is_quarantined(place: int) -> None:
    assert validate([NO_ARTICLES[place]], today=TODAY).quarantined == {0}


def test_a_batch_of_none_is_judged() -> None:
    verdict = validate([], today=TODAY)
    assert (verdict.failed, verdict.quarantined) == ({}, set())
    assert {(r.success, r.element_count) for r in verdict.results} == {(True, 0)}


def test_results_are_rows_of_expectation_results() -> None:
    columns = set(EXPECTATION_RESULTS.column_names) - {"batch", "run_id"}
    assert set(ExpectationResult._fields) == columns
    verdict = validate([article(headline=None), _bare("No more.")], today=TODAY)
    judged = [e.name for e in catalogue() if e.suite != "run"]
    assert [r.expectation for r in verdict.results] == judged
    for result in verdict.results:
        assert type(result.success) is bool
        assert result.observed is None or json.loads(result.observed) is not None
        assert result.unexpected_percent is None or 0 <= result.unexpected_percent <= 100


def test_batch_expectations_name_no_records() -> None:
    verdict = validate([article()] * 4, today=TODAY)
    failed = {r.expectation for r in verdict.results if not r.success and r.suite == "batch"}
    assert {"batch_bodies_are_distinct", "batch_headlines_are_distinct", "batch_records_are_distinct"} <= failed
    assert verdict.failed == {}


def test_the_day_of_the_run_is_the_clock() -> None:
    tomorrow = article(date_modified=None)
    assert validate([tomorrow], today=TODAY.replace(year=2020)).quarantined == {0}
    assert validate([tomorrow], today=TODAY.replace(year=2030)).quarantined == set()


texts = st.text(max_size=40) | st.text(st.characters(), max_size=40) | st.none()
offsets = st.integers(-3, 80)


@given(
    st.lists(
        st.builds(
            _bare,
            st.text(max_size=80),
            headline=texts,
            publisher=texts,
            dateline=texts,
            in_language=texts,
            authors=st.lists(texts, max_size=3),
            word_count=st.integers() | st.none(),
            date_published=st.datetimes(timezones=st.timezones()) | st.datetimes() | st.none(),
            date_published_latest=st.dates() | st.none(),
            quotes=st.lists(st.builds(Quote, texts, texts, texts, texts, texts, offsets, offsets), max_size=3),
            mentions=st.lists(
                st.builds(Mention, texts, texts, texts, texts, texts, st.floats(), st.none(), texts, offsets, offsets),
                max_size=3,
            ),
            quantities=st.lists(
                st.builds(Quantity, texts, st.floats() | st.integers(), st.floats(), texts, texts, offsets, offsets),
                max_size=3,
            ),
        ),
        max_size=4,
    )
)
@settings(deadline=None, max_examples=8)
def test_whatever_a_parser_makes_is_judged(articles: list[ParsedArticle]) -> None:
    verdict = validate(articles, today=TODAY)
    assert verdict.quarantined <= set(verdict.failed) <= set(range(len(articles)))


@pytest.mark.parametrize("attack", ['"', "@", "7", "said ", " ", "a", "<p ", "“", "\n\n", "é€"])
def test_facts_are_linear_in_the_text(attack: str) -> None:
    sample = attack * (100_000 // len(attack))
    hostile = _bare(sample, headline=sample, dateline=sample, byline=sample, authors=[sample])
    facts([hostile], today=TODAY)
    within(0.5, lambda: facts([hostile], today=TODAY))  # all families together; each has 100 ms


def test_the_gate_is_passed_by_a_good_run() -> None:
    results = judge_run(COUNTS)
    assert gate_failures(results) == []
    observed = {r.expectation: r.observed for r in results}
    assert json.loads(observed["run_rejects_few_records"] or "") == pytest.approx(1 / 99)


@pytest.mark.parametrize(
    ("changes", "failing"),
    [
        ({"accepted": 0, "quarantined": 98}, "run_loses_few_records"),
        ({"accepted": 0, "rejected": 98}, "run_loses_few_records"),
        ({"seen": 101}, "run_accounts_for_every_record"),
        ({"seen": 99}, "run_accounts_for_every_record"),
    ],
)
def test_the_gate_is_failed_by_a_bad_run(changes: dict[str, int], failing: str) -> None:
    assert [r.expectation for r in gate_failures(judge_run(COUNTS | changes))] == [failing]


@pytest.mark.parametrize(
    "counts",
    [
        {"seen": 0, "accepted": 0, "quarantined": 0, "rejected": 0, "skipped": 0},
        {"seen": 1, "accepted": 0, "quarantined": 0, "rejected": 1, "skipped": 0},
        {"seen": 500, "accepted": 0, "quarantined": 0, "rejected": 0, "skipped": 500},
    ],
)
def test_too_few_records_are_no_verdict(counts: dict[str, int]) -> None:
    assert gate_failures(judge_run(counts)) == []


def test_great_expectations_is_imported_when_it_is_needed_and_not_before() -> None:
    code = "import sys, expectations.validate; sys.exit('great_expectations' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
