"""`copydesk suites`: what is expected, what can be asked about, and whether the user's own is sound."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from expectations.policy import PolicyError
from flows.commands.suites import suites

SUITE = """
from expectations.checks import never
from expectations.spec import WARNING, Expectation

EXPECTATIONS = [Expectation("articles", "headline_tells", "headline_asks", WARNING, "It tells.", "Is it?", never())]
FACTS = {"articles": {"headline_asks": lambda article: article.headline.endswith("?")}}
"""
TOML = """
[expectations.body_is_long_enough]
min_value = 30
[[rules]]
publisher = "Harbour News"
[rules.expectations.body_is_long_enough]
severity = "info"
[rules.expectations.headline_tells]
enabled = false
[expectations.headline_is_given]
enabled = false
"""


@pytest.fixture
def home(tmp_path: Path) -> Path:
    (tmp_path / "expectations").mkdir()
    (tmp_path / "expectations" / "mine.py").write_text(SUITE, encoding="utf-8")
    (tmp_path / "copydesk.toml").write_text(TOML, encoding="utf-8")
    return tmp_path


def _run(home: Path, *words: str) -> str:
    result = CliRunner().invoke(suites, [*words, "--home", str(home)], catch_exceptions=False)
    assert result.exit_code == 0, result.output
    return result.output


def test_the_list_says_what_is_asked_and_what_was_changed(home: Path) -> None:
    found = {row["name"]: row for row in json.loads(_run(home, "list"))}
    assert found["body_is_long_enough"] == {
        "name": "body_is_long_enough", "severity": "warning", "suite": "articles", "column": "words",
        "description": "The body has at least 30 words.", "question": "Is it more than a teaser?",
        "bounds": {"min_value": 30}, "origin": "judged", "changed_in": ["everywhere", "publisher: Harbour News"],
    }  # fmt: skip
    assert found["headline_is_given"]["severity"] == "off"
    assert found["headline_tells"]["origin"] == "mine.py"
    assert found["articles_types"]["origin"] == "schemas"
    assert found["source_is_not_below_usual"]["suite"] == "sources"


def test_the_list_can_be_cut_down(home: Path) -> None:
    rows = json.loads(_run(home, "list", "--suite", "run", "--severity", "critical"))
    assert {(row["suite"], row["severity"]) for row in rows} == {("run", "critical")}
    assert [row["name"] for row in json.loads(_run(home, "list", "--severity", "off"))] == ["headline_is_given"]


def test_an_unknown_suite_is_named_with_those_there_are(home: Path) -> None:
    result = CliRunner().invoke(suites, ["list", "--suite", "artciles", "--home", str(home)])
    assert result.exit_code == 2
    assert "articles, batch" in result.output


def test_the_list_imports_neither_great_expectations_nor_pandas(home: Path) -> None:
    code = (
        "import sys; from flows.commands.suites import suites;"
        f"suites(['list', '--home', {str(home)!r}], standalone_mode=False);"
        "sys.exit('great_expectations' in sys.modules or 'pandas' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False, stdout=subprocess.DEVNULL).returncode == 0


def test_facts_are_listed_with_what_is_known_of_them(home: Path) -> None:
    found = {row["column"]: row for row in json.loads(_run(home, "facts", "articles"))}
    assert found["headline"]["meaning"].startswith("The headline")
    assert found["words"]["kind"] == "number"
    assert "body_has_words" in found["words"]["asked_by"]
    assert found["headline_asks"] == {
        "column": "headline_asks", "kind": "yes or no", "meaning": f"your own, in {home}/expectations/mine.py",
        "asked_by": ["headline_tells"],
    }  # fmt: skip
    every = {row["suite"]: row["columns"] for row in json.loads(_run(home, "facts"))}
    assert set(every) >= {"articles", "quotes", "batch", "run"}


def test_check_says_that_all_is_well(home: Path) -> None:
    said = _run(home, "check")
    assert said.startswith("all is well; ")
    assert "mine.py: expectations: 1, facts: 1" in said


def test_check_says_what_is_wrong(home: Path) -> None:
    path = home / "expectations" / "mine.py"
    path.write_text(SUITE.replace('"headline_asks", W', '"headline_ask", W'), encoding="utf-8")
    with pytest.raises(
        PolicyError, match=r"mine\.py, line 5: .* no column 'headline_ask'; did you mean headline_asks\?"
    ):
        _run(home, "check")


def test_export_writes_a_file_for_every_suite(home: Path, tmp_path: Path) -> None:
    paths = [Path(line) for line in _run(home, "export", str(tmp_path / "out")).splitlines()]
    assert {path.stem for path in paths} >= {"articles", "quotes", "batch", "run", "sources"}
    articles = json.loads((tmp_path / "out" / "articles.json").read_text("utf-8"))
    assert "headline_tells" in {e["meta"]["name"] for e in articles["expectations"]}
