"""What was kept out and what is parsed anew, with the installed command; the books hold at each step."""

from __future__ import annotations

import json
import zipfile
from hashlib import sha256
from pathlib import Path

import pytest

from tests.conftest import Copydesk
from warehouse.home import Home
from warehouse.query import rows
from warehouse.verify import verify

pytestmark = pytest.mark.xdist_group("ingest")

GOOD = (
    "Harbour bridge reopens\n\nBy Ada Quill\n\nThe harbour bridge in Aalen reopened on Monday, the mayor said. "
    '"It holds," Clara Fennimore told reporters. The council said it will stay open through the winter.\n'
)
FUTURE = GOOD.replace("By Ada Quill", "Published 4 March 2093").replace("Harbour", "Second")
ODD = {"schlagzeile": "Ferry is free", "inhalt": "The ferry is free until the bridge opens, the council said. " * 4}


@pytest.fixture
def home(copydesk: Copydesk, tmp_path: Path) -> Path:
    """A home with an article, one in quarantine, and two rejected records of a dump with odd names."""
    news = tmp_path / "news"
    news.mkdir()
    (news / "good.txt").write_text(GOOD)
    (news / "future.txt").write_text(FUTURE)
    (news / "odd.jsonl").write_text(json.dumps(ODD) + "\n" + json.dumps({"schlagzeile": "No text"}) + "\n")
    done = copydesk("ingest", news, "--home", tmp_path / "home")
    assert done.code == 3, done.err
    return tmp_path / "home"


def _ask(home: Path, sql: str) -> list[tuple[object, ...]]:
    return rows(Home(home), sql)[1]


def _all_is_well(home: Path) -> None:
    assert verify(Home(home)) == []
    assert _ask(home, "SELECT run_id FROM runs WHERE seen <> accepted + quarantined + rejected + skipped") == []
    assert _ask(home, "SELECT article_id FROM articles GROUP BY ALL HAVING count(*) > 1") == []


def test_from_quarantine_to_the_articles_and_nothing_twice(copydesk: Copydesk, home: Path, tmp_path: Path) -> None:
    listed = copydesk("quarantine", "list", "--home", home).json
    assert sorted(row["was"] for row in listed) == ["quarantined", "rejected", "rejected"]
    [future] = [row["record_sha256"] for row in listed if row["was"] == "quarantined"]
    assert future == sha256(FUTURE.encode()).hexdigest()

    shown = copydesk("quarantine", "show", future[:10], "--home", home).json
    [offence] = [row for row in shown["failed"] if row["severity"] == "critical"]
    assert offence["expectation"] == "date_is_not_in_the_future"
    assert "«4 March 2093»" in offence["excerpt"]

    assert copydesk("quarantine", "dismiss", future[:10], "--note", "a joke", "--home", home).code == 0
    assert _ask(home, "SELECT status FROM quarantined_articles") == [("dismissed",)]
    _all_is_well(home)
    assert copydesk("quarantine", "reopen", future[:10], "--home", home, "--by", "ada").code == 0
    _all_is_well(home)
    assert copydesk("quarantine", "release", future[:10], "--note", "it is real", "--home", home).code == 0
    assert _ask(home, "SELECT status FROM quarantined_articles") == [("released",)]
    found = _ask(
        home, "SELECT list_contains(failed_expectations, 'date_is_not_in_the_future') FROM articles ORDER BY 1"
    )
    assert found == [(False,), (True,)]
    _all_is_well(home)
    decided = _ask(home, "SELECT action, became, note FROM quarantine_history ORDER BY acted_at")
    assert decided == [
        ("dismiss", "quarantined", "a joke"), ("reopen", "quarantined", None), ("release", "accepted", "it is real"),
    ]  # fmt: skip
    assert _ask(home, "SELECT actor FROM quarantine_history WHERE action = 'reopen'") == [("ada",)]

    package = tmp_path / "kept-out.zip"
    assert copydesk("quarantine", "export", "--output", package, "--home", home).code == 0
    with zipfile.ZipFile(package) as archive:
        lines = [json.loads(line) for line in archive.read("records.jsonl").splitlines()]
        assert [line["reasons"] for line in lines] == [["missing_body"], ["missing_body"]]
        assert sha256(archive.read(lines[0]["bytes"])).hexdigest() == lines[0]["record_sha256"]


def test_replay_takes_in_what_can_be_read_now(
    copydesk: Copydesk, home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, environment: dict[str, str]
) -> None:
    (tmp_path / "map.toml").write_text('headline = "schlagzeile"\narticle_body = "inhalt"\n')
    monkeypatch.setitem(environment, "COPYDESK_MAP", str(tmp_path / "map.toml"))
    done = copydesk("quarantine", "replay", "--reason", "missing_body", "--home", home)
    assert done.code == 3, done.err
    assert done.json["counts"] == {"seen": 2, "accepted": 1, "quarantined": 0, "rejected": 1, "skipped": 0}
    assert _ask(home, "SELECT headline FROM articles WHERE source_format = 'jsonl'") == [("Ferry is free",)]
    _all_is_well(home)
    again = copydesk("quarantine", "replay", "--all", "--home", home)
    assert again.json["counts"] == {"seen": 2, "accepted": 0, "quarantined": 1, "rejected": 1, "skipped": 0}
    assert len(copydesk("quarantine", "list", "--home", home).json) == 2
    _all_is_well(home)


def test_reparse_shows_first_and_then_makes_new_versions(
    copydesk: Copydesk, home: Path, monkeypatch: pytest.MonkeyPatch, environment: dict[str, str]
) -> None:
    before = _ask(home, "FROM articles")
    same = copydesk("reparse", "--home", home)
    assert (same.code, same.json["results"], same.json["applied"]) == (0, {"same_result": 1}, False), same.err
    monkeypatch.setitem(environment, "COPYDESK_INDIRECT_QUOTES", "1")
    trial = copydesk("reparse", "--home", home)
    assert trial.json["changes"] == [{"field": "quotes", "change": "added", "articles": 1}]
    assert "stay open through the winter" in trial.json["examples"][0]["new"]
    assert _ask(home, "FROM articles") == before
    done = copydesk("reparse", "--apply", "--home", home)
    assert done.json["summary"]["counts"]["accepted"] == 1
    assert _ask(home, "SELECT version, is_current FROM articles") == [(2, True)]
    assert _ask(home, "SELECT version, field, change FROM field_changes") == [(2, "quotes", "added")]
    assert len(_ask(home, "SELECT DISTINCT kind FROM quotes")) == 2
    _all_is_well(home)
    assert copydesk("reparse", "--home", home).json["results"] == {"same_result": 1}


def test_what_cannot_be_meant_is_refused(copydesk: Copydesk, home: Path) -> None:
    for arguments, said in (
        (("replay", "beef"), "no such record: beef; `copydesk quarantine list` shows those that there are"),
        (("replay",), "say which records"),
        (("release", "--reason", "missing_body", "--note", "x"), "were rejected, not quarantined"),
        (("show", "beef"), "no record that was kept out has an id that starts with 'beef'"),
    ):
        done = copydesk("quarantine", *arguments, "--home", home)
        assert (done.code, said in done.err) == (2, True), done.err
    _all_is_well(home)
