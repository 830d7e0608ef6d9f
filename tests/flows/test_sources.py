"""A run's sources: under which contract, and what comes of comparing them."""

from __future__ import annotations

import pickle
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

import duckdb
import pyarrow as pa

from expectations.drift.judge import Judged, judge_sources
from expectations.drift.settings import Drift
from expectations.policy import Policy, Rule
from expectations.results import ExpectationResult
from expectations.validate import judge_run
from flows.sources import Rows, contract, judged
from tests.warehouse.profiles.conftest import Runs
from warehouse.database import create
from warehouse.home import Home

DUMP = "/dumps/#.jsonl"


class Asked:
    """Judges in this process, as the worker pool does in another."""

    def judge(self, counts: Mapping[str, int], policy: Policy) -> list[ExpectationResult]:
        return judge_run(counts, policy)

    def judge_sources(
        self, measured: Rows, known: pa.Table, started: datetime, fields: Rows, settings: Drift
    ) -> Judged:
        return judge_sources(measured, known, started=started, fields=fields, settings=settings)


def test_without_a_contract_nothing_is_asked(tmp_path: Path) -> None:
    assert contract(Home(tmp_path / "home"), Policy()) is None


def test_a_rule_of_one_publisher_makes_a_contract_that_travels(tmp_path: Path) -> None:
    rule = Rule("harbour", publishers=("Harbour *",), schema_contract="freeze")
    found = contract(Home(tmp_path / "home"), Policy(rules=(rule,)))
    assert found
    again = pickle.loads(pickle.dumps(found))
    assert again.mode_for("Harbour News", "jsonl", None) == "freeze"
    assert again.mode_for("Quay Post", "jsonl", None) == "evolve"
    assert not again.known


def test_a_run_is_measured_compared_and_told_of_its_dumps(tmp_path: Path) -> None:
    create(tmp_path / "warehouse.duckdb")
    with duckdb.connect(str(tmp_path / "warehouse.duckdb")) as connection:
        runs = Runs(connection)
        for day in range(9):
            this = runs.begin(day)
            runs.add(20, byline=None if day == 8 else "By Ada Lindqvist")
            met = {(DUMP, "jsonl", "", "record"): 20, (DUMP, "jsonl", "text", "text"): 20}
            if day == 8:
                met |= {(DUMP, "jsonl", "email", "text"): 2, (DUMP, "jsonl", "email", "refused"): 2}
            found = judged(connection, this, met, Policy(), Asked())
            runs.insert("source_fields", found.fields)
            rows = [{name: value for name, value in row.items() if name != "run_id"} for row in found.measurements]
            runs.end(rows)
    assert found.breaches == [
        "byline filled on 0 % of Harbour News's pages, usually 100 %: the layout has probably changed",
        "/dumps/#.jsonl has a field `email` (text) that it did not have; the schema contract keeps it out (2 of 20 "
        "records)",
    ]
    assert {row["run_id"] for row in found.measurements} == {"r008"}
    assert {r.expectation for r in found.results if not r.success} == {
        "source_is_not_below_usual", "dump_keeps_its_contract"}  # fmt: skip
