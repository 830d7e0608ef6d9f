"""`copydesk search` on a warehouse of the examples."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from flows.cli import exit_code
from flows.commands.search import search

pytestmark = pytest.mark.xdist_group("ingest")


def run(home: Path, *arguments: str) -> Result:
    return CliRunner().invoke(search, [*arguments, "--home", str(home)])


def found(home: Path, *arguments: str) -> Any:
    done = run(home, *arguments)
    assert done.exit_code == 0, (done.output, done.exception)
    return json.loads(done.stdout)


def test_articles_are_found_by_other_forms_of_their_words(examples_home: Path) -> None:
    answer = found(examples_home, "ferries", "AND", "engines")
    hit = answer["hits"][0]
    assert answer["total"] == len(answer["hits"]) >= 1
    assert hit["headline"].startswith("Ferry Returns to Portland") and len(hit["article_id"]) == 32
    assert hit["score"] > 0 and hit["in_language"] == "en"
    marked = {hit["snippet"][start:end].lower() for start, end in hit["marks"]}
    assert marked and marked <= {"ferry", "ferries", "engine"}


def test_a_question_is_narrowed_sorted_and_counted(examples_home: Path) -> None:
    every = found(examples_home, "said", "--facets", "--limit", "3", "--sort", "date")
    assert len(every["hits"]) == 3 < every["total"]
    months = every["facets"]["month"]
    assert sum(month["articles"] for month in months) <= every["total"]
    first, last = months[0]["value"], months[-1]["value"]
    assert found(examples_home, "said", "--from", first, "--to", last)["total"] == sum(m["articles"] for m in months)
    assert found(examples_home, "said", "--from", last)["total"] == months[-1]["articles"]
    english = found(examples_home, "said", "--language", "en")["total"]
    assert english == {v["value"]: v["articles"] for v in every["facets"]["language"]}["en"]
    assert found(examples_home, "strike", "--author", "nobody at all") == {"total": 0, "hits": []}


def test_a_publisher_that_there_is_not_is_told(examples_home: Path) -> None:
    done = run(examples_home, "said", "--publisher", "The Nonesuch")
    assert json.loads(done.stdout)["total"] == 0
    assert "no article has the publisher 'The Nonesuch'" in done.stderr


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ([""], "the question is empty"),
        (['"open'], "is not closed"),
        (["title:ferry"], "no field 'title'; there are headline, body"),
        (["ferry", "--from", "last week"], "'last week' is no date"),
        (["ferry", "--language", "english"], "'english' is no language tag"),
        (["x" * 100_000], "the question has 100,000 characters; 2,000 are allowed"),
    ],
)
def test_what_cannot_be_asked_is_told(examples_home: Path, arguments: list[str], said: str) -> None:
    error = run(examples_home, *arguments).exception
    assert error is not None and exit_code(error) == 2 and said in str(error)


def test_options_that_do_not_exist_and_no_words_are_wrong_usage(examples_home: Path) -> None:
    assert run(examples_home).exit_code == run(examples_home, "ferry", "--sort", "size").exit_code == 2


def test_a_home_without_a_warehouse(tmp_path: Path) -> None:
    error = run(tmp_path / "none", "ferry").exception
    assert error is not None and exit_code(error) == 2 and "copydesk ingest SOURCE" in str(error)
    assert not (tmp_path / "none").exists()


def test_a_terminal_gets_a_table(examples_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("flows.output.wants_json", lambda _: False)
    done = run(examples_home, "ferry", "--facets")
    assert done.exit_code == 0, done.exception
    assert "articles" in done.stdout and "Portland" in done.stdout and "publisher" in done.stdout


def test_searching_imports_neither_prefect_nor_great_expectations(examples_home: Path) -> None:
    code = (
        "import sys\nfrom flows.commands.search import search\n"
        f"search.main(['ferry', '--home', {str(examples_home)!r}], standalone_mode=False)\n"
        "print([m for m in ('prefect', 'great_expectations', 'pandas') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"
