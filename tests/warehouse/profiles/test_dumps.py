"""The fields of dumps from run to run."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tests.warehouse.profiles.conftest import Runs
from warehouse.profiles import field_rows, known_fields

DUMP = "/dumps/harbour-#.jsonl"
Types = Mapping[str, Mapping[str, int]]


def take(runs: Runs, day: int, fields: Types, records: int = 100) -> dict[str, Any]:
    """A run over the dump; what it says is new, by field."""
    this = runs.begin(day)
    met = {(DUMP, "jsonl", "", "record"): records} | {
        (DUMP, "jsonl", name, kind): count for name, types in fields.items() for kind, count in types.items()
    }
    rows = field_rows(runs.connection, this, met)
    runs.insert("source_fields", [row | {"run_id": this.run_id} for row in rows])
    return {row["field"]: row["change"] for row in rows if row["change"]}


USUAL: Types = {"title": {"text": 100}, "text": {"text": 100}, "desk": {"text": 2}}


def test_a_first_run_learns(runs: Runs) -> None:
    assert take(runs, 0, USUAL) == {}
    assert known_fields(runs.connection) == {DUMP: frozenset({"title", "text", "desk"})}


def test_new_and_vanished_are_news_once(runs: Runs) -> None:
    take(runs, 0, USUAL)
    changed = {"headline": {"text": 100}, "text": {"text": 100}}
    assert take(runs, 1, changed) == {"headline": "new", "title": "vanished"}
    assert take(runs, 2, changed) == {}
    assert take(runs, 3, USUAL) == {"headline": "vanished"}


def test_a_rare_field_may_be_absent(runs: Runs) -> None:
    take(runs, 0, USUAL)
    assert take(runs, 1, {"title": {"text": 5}, "text": {"text": 5}}, records=5) == {}


def test_another_type_is_news_if_it_is_no_slip(runs: Runs) -> None:
    take(runs, 0, USUAL)
    assert take(runs, 1, {"title": {"text": 99, "number": 1}, "text": {"text": 100}}) == {}
    assert take(runs, 2, {"title": {"object": 100}, "text": {"text": 100}}) == {"title": "retyped"}


def test_what_is_refused_stays_unknown(runs: Runs) -> None:
    take(runs, 0, USUAL)
    odd: Types = {**USUAL, "email": {"text": 7, "refused": 7}}
    assert take(runs, 1, odd) == {"email": "refused"}
    assert take(runs, 2, odd) == {"email": "refused"}
    assert "email" not in known_fields(runs.connection)[DUMP]
    assert take(runs, 3, {**USUAL, "email": {"text": 7}}) == {"email": "new"}
