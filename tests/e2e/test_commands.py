"""The commands that look: what they print, on a warehouse of the examples."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from flows.cli import cli
from schemas.vocabularies import OUTCOMES
from tests.conftest import COMMAND, Copydesk

pytestmark = pytest.mark.xdist_group("ingest")


def test_sql_in_every_format(copydesk: Copydesk, examples_home: Path, tmp_path: Path) -> None:
    query = "SELECT article_id, authors, date_published FROM articles ORDER BY article_id LIMIT 3"
    as_json = copydesk("sql", query, "--home", examples_home).json
    assert [set(row) for row in as_json] == [{"article_id", "authors", "date_published"}] * 3
    csv = copydesk("sql", query, "--home", examples_home, "--format", "csv").out
    assert csv.splitlines()[0] == '"article_id","authors","date_published"' and len(csv.splitlines()) == 4
    assert copydesk("sql", query, "--home", examples_home, "--output", tmp_path / "x.parquet").code == 0
    assert pq.read_table(tmp_path / "x.parquet")["article_id"].to_pylist() == [row["article_id"] for row in as_json]
    assert copydesk("sql", query, "--home", examples_home, "--format", "markdown").out.startswith("| article_id |")


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["sql", "SELECT nonsense"], 2, "nonsense"),
        (["sql", "SELECT 1", "--format", "parquet"], 2, "--output"),
        (["quarantine", "show", "zzzz"], 2, "no record that was kept out has an id that starts with 'zzzz'"),
        (["explain", "nonsense"], 2, "no reason code 'nonsense'"),
        (["schema", "stories"], 2, "no table 'stories'; there are articles, "),
        (["ingest"], 2, "Missing argument"),
    ],
)
def test_wrong_usage_is_told_in_plain_words(
    copydesk: Copydesk, examples_home: Path, arguments: list[str], code: int, said: str
) -> None:
    home = ["--home", str(examples_home)] if arguments[0] in ("sql", "quarantine") else []
    done = copydesk(*arguments, *home)
    assert done.code == code
    assert said in done.err and "Traceback" not in done.err


def test_a_home_without_a_warehouse(copydesk: Copydesk, tmp_path: Path) -> None:
    done = copydesk("sql", "SELECT 1", "--home", tmp_path / "none")
    assert done.code == 2 and "copydesk ingest SOURCE" in done.err
    assert not (tmp_path / "none").exists()


def test_quarantine_list_and_show(copydesk: Copydesk, examples_home: Path) -> None:
    listed = copydesk("quarantine", "list", "--home", examples_home).json
    assert listed and all(row["reasons"] for row in listed)
    [article] = [row for row in listed if row["was"] == "quarantined"]
    shown = copydesk("quarantine", "show", article["record_sha256"][:12], "--home", examples_home).json
    assert shown["fields"]["article_id"] == article["article_id"]
    assert set(article["reasons"]) <= {f["expectation"] for f in shown["failed"]}
    assert shown["failed"][0]["severity"] == "critical"
    rejected = next(row for row in listed if row["was"] == "rejected" and row["record_sha256"])
    shown = copydesk("quarantine", "show", rejected["record_sha256"][:12], "--home", examples_home).json
    assert shown["fields"]["reason_code"] in rejected["reasons"]


def test_what_was_judged_goes_to_great_expectations(copydesk: Copydesk, examples_home: Path, tmp_path: Path) -> None:
    done = copydesk("report", "--gx-json", tmp_path / "gx", "--data-docs", tmp_path / "docs", "--home", examples_home)
    assert done.code == 0, done.err
    found = json.loads((tmp_path / "gx" / "articles.json").read_text())
    assert found["suite_name"] == "articles"
    assert {result["expectation_config"]["meta"]["name"] for result in found["results"]} >= {"date_is_known"}
    assert "articles" in (tmp_path / "docs" / "index.html").read_text()


def test_report_verify_and_doctor(copydesk: Copydesk, examples_home: Path) -> None:
    report = copydesk("report", "--home", examples_home).json
    assert report["counts"]["seen"] == sum(report["counts"][outcome] for outcome in OUTCOMES)
    assert Path(report["page"]).read_text().startswith("<!doctype html>")
    assert copydesk("verify", "--home", examples_home).json == []
    doctor = copydesk("doctor", "--home", examples_home)
    assert doctor.code == 0 and all(row["state"] == "well" for row in doctor.json), doctor.out


def test_looking_imports_neither_prefect_nor_great_expectations(examples_home: Path) -> None:
    code = (
        "import sys; sys.argv = ['copydesk', *sys.argv[1:]]\nfrom flows.cli import main\n"
        "try:\n    main()\nexcept SystemExit:\n    pass\n"
        "print([m for m in ('prefect', 'great_expectations', 'pandas') if m in sys.modules])"
    )
    for arguments in (["--help"], ["schema"], ["explain"], ["sql", "SELECT 1", "--home", str(examples_home)]):
        done = subprocess.run([sys.executable, "-c", code, *arguments], capture_output=True, text=True, check=True)
        assert done.stdout.splitlines()[-1] == "[]", arguments


def test_the_terminal_is_not_obeyed_by_article_text(copydesk: Copydesk, examples_home: Path) -> None:
    done = copydesk("sql", "SELECT chr(27) || '[31m' AS x", "--home", examples_home)
    assert "\x1b" not in done.out and json.loads(done.out) == [{"x": "\x1b[31m"}]


def test_every_command_has_help(copydesk: Copydesk) -> None:
    for name in cli.commands:
        done = copydesk(name, "--help")
        assert done.code == 0 and "Usage: " in done.out
    assert "Exit codes" in " ".join(copydesk("--help").out.split())


def test_the_command_is_installed() -> None:
    assert Path(COMMAND).exists()
