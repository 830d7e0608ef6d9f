"""The peers' benchmark runs, and says `better` only where the interval excludes zero."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from tests.benchmarks.html_readers import Answer, readers
from tests.benchmarks.html_scores import interval, page_scores
from tests.benchmarks.html_vs_peers import run

FIXTURES = Path(__file__).parents[1] / "fixtures" / "html"


def test_it_reads_three_pages(tmp_path: Path) -> None:
    rows = [
        {"path": "article.html", "headline": "Fire stops Norvik ferry", "authors": ["Berit Solheim"]},
        {"path": "broken_nesting.html", "headline": "Fire stops Norvik ferry", "no_author": True},
        {"path": "wrong_charset.html", "headline": "Fähre nach Norvik fällt aus", "date_published": "2026-03-02"},
        {"path": "home.html", "page_type": "listing"},
    ]
    (tmp_path / "truth.jsonl").write_text("\n".join(map(json.dumps, rows)))
    for row in rows:
        shutil.copy(FIXTURES / str(row["path"]), tmp_path)
    result = run(tmp_path, ["copydesk", "resiliparse"])
    assert result["pages"] == 3
    own = result["readers"]["copydesk"]
    assert own["headline"] == own["authors_f1"] == own["day"] == 1
    assert own["authors_invented"] == 0
    assert own["pages_per_cpu_second"] > 0
    assert own["faults"] == 0


def test_copydesk_goes_first() -> None:
    assert next(iter(readers())) == "copydesk"


def test_scores_of_a_page() -> None:
    gold = {"body": "one two three four five six", "headline": "Ferry “late”", "authors": ["Ida Lund"]}
    scores = page_scores(
        gold, Answer("One, two three four five six seven", 'ferry "late"', ("Ida Lund", "Staff"), None)
    )
    assert scores["body_f1"] == pytest.approx(6 / 7)
    assert scores["headline"] == 1
    assert scores["authors_f1"] == pytest.approx(2 / 3)
    assert scores["day"] is None and scores["authors_invented"] is None


def test_intervals() -> None:
    clear = interval([1.0] * 40, [0.0] * 30 + [1.0] * 10)
    assert clear and 0 < clear.low < clear.mean == 0.75 < clear.high
    level = interval([1.0, 0.0] * 20, [0.0, 1.0] * 20)
    assert level and level.low < 0 < level.high
    assert interval([None], [1.0]) is None
    assert interval([0.3, 0.5, 0.1], [0.3, 0.5, 0.1]) == (0, 0, 0, 3)
