"""Writing the report: the run's page, the home's page, and the facts of both as JSON."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import orjson

from warehouse.files import write_atomically
from warehouse.home import Home
from warehouse.remote.mirror import names
from warehouse.remote.publication import upload
from warehouse.report.facts import home_facts, run_facts
from warehouse.report.page import render_index, render_run

INDEX = "index.html"
OPTIONS = orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE


def write_report(home: Home, run_id: str | None = None) -> tuple[Path, dict[str, Any]]:
    """Write HOME/reports/<run_id>.html and .json for a run, the last by default; returns the page's path and the facts.

    index.html and index.json, those of the home, are written anew as well. In a home without runs they are all there
    is. QueryError if there is no such run, NoWarehouseError if there is no warehouse; OSError where the reports cannot
    be written.
    """
    of_home = home_facts(home)
    if run_id is None and not of_home["runs"]:
        return write_index(home, of_home), of_home
    facts = run_facts(home, run_id)
    page = home.reports / f"{facts['run_id']}.html"
    _write(page, render_run(facts), facts)
    index = write_index(home, of_home)
    written = [path.with_suffix(suffix) for path in (page, index) for suffix in (".html", ".json")]
    upload(home, [path.relative_to(home.root).as_posix() for path in written])
    return page, facts


def write_index(home: Home, facts: dict[str, Any]) -> Path:
    """Write the page of a home from its facts; it links to the pages of runs that there are."""
    page = home.reports / INDEX
    pages = {name.removesuffix(".html") for name in names(home, "reports") if name.endswith(".html")}
    _write(page, render_index(facts, pages), facts)
    return page


def _write(page: Path, html: str, facts: dict[str, Any]) -> None:
    page.parent.mkdir(parents=True, exist_ok=True)
    write_atomically(page, html.encode())
    write_atomically(page.with_suffix(".json"), orjson.dumps(facts, option=OPTIONS))
