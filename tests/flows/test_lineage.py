"""Lineage: how a run ends is told, where it is to be told; no run fails for it."""

from __future__ import annotations

import contextlib
import json
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from expectations.policy import DEFAULT, PolicyError
from expectations.policy.loading import load
from flows.lineage import lineage
from flows.order import Order
from flows.settings import Settings, SettingsError
from tests.flows.openlineage.client import read_by_the_client
from tests.flows.openlineage.samples import NOW, RUN, SECRET, Event
from warehouse.home import Home


def test_where_the_target_is_set(tmp_path: Path) -> None:
    (tmp_path / "copydesk.toml").write_text('[lineage]\ntarget = "file:lineage.jsonl"\nnamespace = "newsroom"\n')
    assert load(tmp_path).lineage.target == "file:lineage.jsonl" and load(tmp_path).lineage.namespace == "newsroom"
    assert SECRET not in repr(load(tmp_path).lineage)
    assert Settings.load({"COPYDESK_LINEAGE": "http://lineage:5000"}).lineage == "http://lineage:5000"
    with pytest.raises(SettingsError, match="COPYDESK_LINEAGE: a target begins with file:"):
        Settings.load({"COPYDESK_LINEAGE": f"marquez:{SECRET}"})
    for line, said in (
        ('target = "marquez"', "line 2: a target begins with file:, http://, https://"),
        ('goal = "file:x"', "no key of \\[lineage\\] 'goal'"),
        ("target = 3", "target is 3; give a text of one line"),
    ):
        (tmp_path / "copydesk.toml").write_text(f"[lineage]\n{line}\n")
        with pytest.raises(PolicyError, match=said):
            load(tmp_path)


INTERRUPTED = RuntimeError("Query interrupted")  # what DuckDB raises where a signal comes during a query
INTERRUPTED.__cause__ = KeyboardInterrupt()


def told(tmp_path: Path, error: BaseException | None, **run: Any) -> list[Event]:
    """The events of a run that ends so, in a home without a warehouse."""
    target = tmp_path / "lineage.jsonl"
    stub = SimpleNamespace(
        settings=SimpleNamespace(lineage=f"file:{target}"), job=SimpleNamespace(policy=DEFAULT), order=Order("ingest"),
        home=Home(tmp_path / "home"), run_id=RUN.run_id, sources=["/data/news"], started=NOW,
    )  # fmt: skip
    with contextlib.suppress(type(error) if error else ()), lineage() as following:
        following.start(SimpleNamespace(**vars(stub) | run))  # type: ignore[arg-type]  # what it needs of a run
        if error:
            raise error
    return [json.loads(line) for line in target.read_text().splitlines()] if target.exists() else []


@pytest.mark.parametrize(
    ("error", "kind"),
    [
        (None, "COMPLETE"),
        (OSError(f"403 for https://x/?t={SECRET}"), "FAIL"),
        (KeyboardInterrupt(), "ABORT"),
        (INTERRUPTED, "ABORT"),
    ],
)
def test_how_a_run_ends_is_told(tmp_path: Path, error: BaseException | None, kind: str) -> None:
    events = told(tmp_path, error)
    assert [event["eventType"] for event in events] == ["START", kind]
    assert len({event["run"]["runId"] for event in events}) == 1
    message = events[1]["run"]["facets"].get("errorMessage", {}).get("message")
    assert message == ("OSError: 403 for https://…" if kind == "FAIL" else None)
    assert all(read_by_the_client(event) == event for event in events)


def test_a_trial_and_a_run_that_changes_no_row_are_not_told(tmp_path: Path) -> None:
    assert told(tmp_path, None, order=Order("reparse", is_trial=True)) == []
    assert told(tmp_path, None, order=Order("maintain")) == []


def test_a_run_does_not_fail_because_it_cannot_be_told_of(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "home").mkdir()
    (tmp_path / "home/warehouse.duckdb").write_text(f"no database: https://x/?t={SECRET}")
    first, last = told(tmp_path, None)
    assert (first["eventType"], last["eventType"], last["outputs"]) == ("START", "COMPLETE", [])
    warned = capsys.readouterr().err
    assert "the lineage of this run is not complete" in warned and SECRET not in warned
