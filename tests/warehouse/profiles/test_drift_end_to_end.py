"""From articles in a real warehouse to breaches: measured, compared with the runs before, judged, written."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from expectations.drift.judge import Judged, judge_sources
from tests.warehouse.profiles.conftest import Runs
from warehouse.profiles import history, measure

DAYS = 12


def judge(runs: Runs) -> Judged:
    measured = measure(runs.connection, runs.this)
    known = history(runs.connection, runs.this, measured)
    return judge_sources(measured, known, started=runs.started)


def day(runs: Runs, day_number: int, sources: tuple[str, ...] = ("/news",), **given: Any) -> Judged:
    """A day of three publishers; `given` is of the first. The day is judged and entered."""
    runs.begin(day_number, sources)
    runs.add(**({"number": 30} | given))
    runs.add(30, publisher="Quay Post", folder="/news/quay", source_format="jsonl", byline=None, authors=[])
    if day_number < DAYS:
        runs.add(12, publisher="Isle Courier", folder="/news/isle")
    found = judge(runs)
    runs.end(found.rows)
    return found


def usual_days(runs: Runs) -> None:
    for number in range(DAYS):
        assert day(runs, number).breaches == []


def test_breaches_name_publisher_and_field(runs: Runs) -> None:
    usual_days(runs)
    found = day(
        runs, DAYS, byline=lambda place: None if place else "By Ada", word_count=190,
        date_published=lambda place: runs.started - timedelta(days=3, hours=place),
        headline=lambda place: f"Ferry late {place} | Harbour News",
    )  # fmt: skip
    assert sorted(found.breaches) == [
        "100 % of Harbour News's pages have headlines with the same ending, usually 0 %: the site's name is probably "
        "left on",
        "Harbour News's pages are 4 days old when they come, usually 9 hours: dates are probably misread, or the "
        "source comes late",
        "Harbour News's pages have 190 words, usually 400 words: texts are probably cut",
        "byline filled on 3 % of Harbour News's pages, usually 100 %: the layout has probably changed",
        "nothing came of Isle Courier's pages, usually 12: the source, or the way to it, has probably gone",
    ]
    breached = runs.connection.execute(
        "SELECT measure, field FROM source_measurements WHERE run_id = 'r012' AND is_breach AND message <> ''"
    ).fetchall()
    assert len(breached) == 5


def test_great_expectations_judges_the_bands(runs: Runs) -> None:
    usual_days(runs)
    results = {result.expectation: result for result in day(runs, DAYS, number=200).results}
    below, above = results["source_is_not_below_usual"], results["source_is_not_above_usual"]
    assert (below.suite, below.severity, below.unexpected_count) == ("sources", "warning", 1)  # Isle Courier
    assert above.unexpected_count == 1
    assert not above.success
    assert above.element_count == len(measure(runs.connection, runs.this))


def test_a_run_over_another_folder_is_not_compared(runs: Runs) -> None:
    usual_days(runs)
    runs.begin(DAYS, ("/archive",))
    runs.add(500, folder="/archive", byline=None, authors=[])
    found = judge(runs)
    assert found.breaches == []
    assert {row["runs_known"] for row in found.rows} == {0}


def test_what_the_fields_of_dumps_say(runs: Runs) -> None:
    runs.begin(0)
    changes = {"a": None, "b": "new", "c": "refused", "d": "vanished"}
    dump = {"dump": "/d/#.jsonl", "source_format": "jsonl", "types": [], "records": 1, "of_records": 1}
    rows = [dump | {"field": name, "change": change} for name, change in changes.items()]
    known = history(runs.connection, runs.this, [])
    results = judge_sources([], known, started=runs.started, fields=rows).results
    assert {r.expectation: (r.severity, r.unexpected_count) for r in results if not r.success} == {
        "dump_keeps_its_contract": ("warning", 1),
        "dump_keeps_its_fields": ("warning", 1),
        "dump_has_no_new_fields": ("info", 1),
    }
