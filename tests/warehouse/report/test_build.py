"""The files that a report consists of."""

from __future__ import annotations

from pathlib import Path

import orjson
import pytest

from warehouse.database import NoWarehouseError
from warehouse.home import Home
from warehouse.report.build import write_report

from .homes import HomeBuilder
from .markup import Page


@pytest.fixture
def home(tmp_path: Path) -> Home:
    builder = HomeBuilder(tmp_path / "home")
    for number in range(3):
        builder.run(f"r{number}", number, accepted=number)
    return builder.publish()


def links(home: Home) -> set[str]:
    page = Page((home.reports / "index.html").read_text(encoding="utf-8"))
    return {element.attributes["href"] or "" for element in page.all("a")}


def test_page_json_and_index_are_written(home: Home) -> None:
    path, facts = write_report(home)
    assert path == home.reports / "r2.html"
    assert {file.name for file in home.reports.iterdir()} == {"r2.html", "r2.json", "index.html"}
    assert orjson.loads((home.reports / "r2.json").read_bytes()) == facts


def test_index_is_the_last_run_whichever_was_asked_for(home: Home) -> None:
    path, facts = write_report(home, "r0")
    assert (path.name, facts["run_id"]) == ("r0.html", "r0")
    assert "<title>Run r2" in (home.reports / "index.html").read_text(encoding="utf-8")
    assert "<title>Run r0" in path.read_text(encoding="utf-8")


def test_index_links_to_the_pages_there_are(home: Home) -> None:
    write_report(home, "r0")
    assert {link for link in links(home) if link.endswith(".html")} == {"./r0.html"}
    write_report(home, "r2")
    assert {link for link in links(home) if link.endswith(".html")} == {"./r0.html", "./r2.html"}


def test_writing_again_changes_nothing(home: Home) -> None:
    write_report(home)
    before = {file.name: file.read_bytes() for file in home.reports.iterdir()}
    write_report(home)
    assert before == {file.name: file.read_bytes() for file in home.reports.iterdir()}


def test_an_earlier_page_stays_the_same_when_runs_are_added(tmp_path: Path) -> None:
    first = HomeBuilder(tmp_path / "a").run("r0", accepted=1).publish()
    more = HomeBuilder(tmp_path / "b").run("r0", accepted=1).run("r1", 1, accepted=5).publish()
    one, other = (write_report(home, "r0")[0].read_text(encoding="utf-8") for home in (first, more))
    assert one == other.replace(str(tmp_path / "b"), str(tmp_path / "a"))


def test_nothing_is_written_without_a_warehouse(tmp_path: Path) -> None:
    with pytest.raises(NoWarehouseError):
        write_report(Home(tmp_path / "none"))
    assert not (tmp_path / "none").exists()
