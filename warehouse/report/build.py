"""Writing the report: the run's page, its facts as JSON, and the index."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import orjson

from warehouse.files import write_atomically
from warehouse.home import Home
from warehouse.report.facts import all_runs, run_facts
from warehouse.report.page import render


def write_report(home: Home, run_id: str | None = None) -> tuple[Path, dict[str, Any]]:
    """Write HOME/reports/<run_id>.html and .json for a run, the last by default; returns the page's path and the facts.

    index.html becomes the last run's page, with a list of all runs that links to the pages there are. QueryError if
    there is no such run, NoWarehouseError if there is no warehouse; OSError where the reports cannot be written.
    """
    facts = run_facts(home, run_id)
    home.reports.mkdir(parents=True, exist_ok=True)
    page = home.reports / f"{facts['run_id']}.html"
    write_atomically(page, render(facts).encode())
    options = orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE
    write_atomically(page.with_suffix(".json"), orjson.dumps(facts, option=options))
    _write_index(home, facts)
    return page, facts


def _write_index(home: Home, facts: dict[str, Any]) -> None:
    runs = all_runs(home)
    last = facts if runs[0]["run_id"] == facts["run_id"] else run_facts(home, runs[0]["run_id"])
    pages = {path.stem for path in home.reports.glob("*.html")}
    write_atomically(home.reports / "index.html", render(last, runs, pages).encode())
