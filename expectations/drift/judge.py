"""A run's measurements beside what is usual: rows of `source_measurements`, and what Great Expectations says of them.

The bands are worked out here; whether a value lies in its band is judged by Great Expectations, as everything is that
stands in `expectation_results`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

import pandas as pd
import pyarrow as pa

from expectations.drift.compare import Compared, compare
from expectations.drift.messages import Subject, breach, field_change, learnt_anew
from expectations.drift.series import Point
from expectations.drift.settings import Drift
from expectations.drift.suite import FIELDS, MEASUREMENTS
from expectations.results import ExpectationResult
from expectations.spec import SOURCES

if TYPE_CHECKING:
    from expectations.plan import Outcome, Plan

DEFAULT = Drift()
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
Row = dict[str, Any]


class Judged(NamedTuple):
    """rows: of `source_measurements`, less run_id. breaches: their messages, those of the largest sources first, then
    what dumps have lost or were refused."""

    rows: list[Row]
    results: list[ExpectationResult]
    breaches: list[str]


def judge_sources(
    measurements: Sequence[Mapping[str, Any]],
    history: pa.Table,
    started: datetime,
    fields: Sequence[Mapping[str, Any]] = (),
    settings: Drift = DEFAULT,
) -> Judged:
    """Judge what a run that `started` then measured of its sources, and the `fields` of its dumps.

    `measurements` are those of warehouse.profiles.measure, `history` what warehouse.profiles.history knows of the same
    sources, `fields` rows of `source_fields`.
    """
    known = series(history)
    rows, compared = [], []
    for measured in measurements:
        subject = Subject(*(measured[name] for name in Subject._fields))
        now = Point(started, measured["value"], measured["records"], measured["spread"])
        found = compare(subject.measure, now, known.get(subject, ()), settings)
        rows.append(_row(subject, now, found))
        compared.append(found)
    ends = pd.DataFrame({name: pd.array([row[name] for row in rows], dtype="float64") for name in _NUMBERS})
    outcomes = _plans().measurements.run(ends)
    outside = {place for outcome in outcomes for place in outcome.rows}
    for place, (row, found) in enumerate(zip(rows, compared, strict=True)):
        _say(row, found, settings, is_breach=place in outside)
    outcomes += _plans().fields.run(_field_frame(fields))
    messages = [row["message"] for row in sorted(rows, key=lambda row: -row["records"]) if row["is_breach"]]
    messages += [said for row in fields if row["change"] in ("refused", "vanished") and (said := field_change(row))]
    return Judged(rows, [_result(outcome) for outcome in outcomes], messages)


_NUMBERS = ("value", "low", "high")


def series(history: pa.Table) -> dict[tuple[str, ...], list[Point]]:
    """The points of each measure of each source (the fields of a Subject), oldest first."""
    found: dict[tuple[str, ...], list[Point]] = {}
    subjects = zip(*(history[name].to_pylist() for name in Subject._fields), strict=True)
    starts: list[int] = history["started"].cast(pa.int64()).to_numpy().tolist()  # microseconds
    instants = {start: EPOCH + timedelta(microseconds=start) for start in set(starts)}  # one for each run
    figures = [history[name].to_pylist() for name in Point._fields[1:]]
    for subject, start, *point in zip(subjects, starts, *figures, strict=True):
        found.setdefault(subject, []).append(Point(instants[start], *point))
    return found


def _row(subject: Subject, now: Point, found: Compared) -> Row:
    band = found.band
    return {
        **subject._asdict(), "value": now.value, "records": now.records, "spread": now.spread,
        "usual": band.usual if band else None, "low": band.low if band else None, "high": band.high if band else None,
        "runs_known": found.runs_known, "is_breach": False, "message": None,
    }  # fmt: skip


def _say(row: Row, found: Compared, settings: Drift, *, is_breach: bool) -> None:
    subject = Subject(*(row[name] for name in Subject._fields))
    row["is_breach"] = is_breach
    if is_breach and found.band:
        row["message"] = breach(subject, row["value"], found.band)
    elif found.learnt_from is not None and found.band:
        row["message"] = learnt_anew(subject, found.learnt_from, found.band, int(settings.runs_until_learnt))


def _field_frame(fields: Iterable[Mapping[str, Any]]) -> pd.DataFrame:
    changes = [row["change"] for row in fields]
    return pd.DataFrame({
        "is_refused": [change == "refused" for change in changes],
        "is_vanished": [change == "vanished" for change in changes],
        "is_new": [change in ("new", "retyped") for change in changes],
    })  # fmt: skip


class _Plans(NamedTuple):
    measurements: Plan
    fields: Plan


@cache
def _plans() -> _Plans:
    """Prepared once a process. Great Expectations is imported here, and not before."""
    from expectations.plan import Plan

    return _Plans(Plan(SOURCES, MEASUREMENTS), Plan(SOURCES, FIELDS))


def _result(outcome: Outcome) -> ExpectationResult:
    expectation, count = outcome.expectation, outcome.unexpected_count
    percent = None if count is None else 100 * count / outcome.element_count if outcome.element_count else 0.0
    return ExpectationResult(
        expectation.suite, expectation.name, expectation.column, expectation.severity, expectation.description,
        outcome.success, outcome.element_count, count, percent, None,
    )  # fmt: skip
