"""The files that a report consists of."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import orjson
import pytest

from warehouse.database import NoWarehouseError
from warehouse.home import Home
from warehouse.report.build import write_report
from warehouse.report.facts import home_facts, run_facts
from warehouse.report.page import render_index, render_run

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
    assert {file.name for file in home.reports.iterdir()} == {"r2.html", "r2.json", "index.html", "index.json"}
    assert orjson.loads((home.reports / "r2.json").read_bytes()) == facts


def test_index_tells_of_the_last_run_whichever_was_asked_for(home: Home) -> None:
    path, facts = write_report(home, "r0")
    assert (path.name, facts["run_id"]) == ("r0.html", "r0")
    assert "<title>Run r0" in path.read_text(encoding="utf-8")
    index = orjson.loads((home.reports / "index.json").read_bytes())
    assert index["last"]["run_id"] == "r2"
    assert index["verdict"] in Page((home.reports / "index.html").read_text(encoding="utf-8")).text


def test_a_home_without_runs_has_an_index_alone(tmp_path: Path) -> None:
    home = HomeBuilder(tmp_path / "home").publish()
    path, facts = write_report(home)
    assert {file.name for file in home.reports.iterdir()} == {"index.html", "index.json"}
    assert (path.name, facts["runs"]) == ("index.html", [])
    text = Page(path.read_text(encoding="utf-8")).text
    assert "Nothing has been taken in yet." in text
    assert "copydesk ingest SOURCE" in text


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


def test_bytes_do_not_depend_on_the_order_of_hashes(full_home: Home) -> None:
    code = (
        "import sys; from pathlib import Path; from warehouse.home import Home\n"
        "from warehouse.report.facts import home_facts, run_facts\n"
        "from warehouse.report.page import render_index, render_run\n"
        "home = Home(Path(sys.argv[1])); sys.stdout.write(render_run(run_facts(home, None)) + "
        "render_index(home_facts(home)))"
    )
    environment = {**os.environ, "PYTHONHASHSEED": "1"}
    done = subprocess.run(
        [sys.executable, "-c", code, str(full_home.root)], capture_output=True, text=True, env=environment, check=True
    )
    assert done.stdout == render_run(run_facts(full_home, None)) + render_index(home_facts(full_home))


def test_nothing_is_written_without_a_warehouse(tmp_path: Path) -> None:
    with pytest.raises(NoWarehouseError):
        write_report(Home(tmp_path / "none"))
    assert not (tmp_path / "none").exists()
