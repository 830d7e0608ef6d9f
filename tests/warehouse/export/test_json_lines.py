"""JSON Lines: what an article's object holds, and that every value comes through."""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from typing import Any

import duckdb
import pytest
import zstandard

from schemas.registry import ARTICLE_CHILDREN, TABLES
from tests.warehouse.export.conftest import CURRENT, HUGE, LONG, QUOTED, Export, made
from tests.warehouse.views.conftest import Newsroom
from warehouse.export import Ask, json_lines
from warehouse.export.choice import Choice
from warehouse.export.chosen import choose
from warehouse.export.order import NESTED


def objects(path: Path) -> list[dict[str, Any]]:
    """Strict JSON: NaN is none."""

    def refuse(word: str) -> None:
        raise ValueError(f"{word} is no JSON")

    lines = path.read_bytes().removesuffix(b"\n").split(b"\n")
    return [json.loads(line, parse_constant=refuse) for line in lines]


@pytest.fixture
def articles(write: Export, tmp_path: Path) -> dict[str, dict[str, Any]]:
    write("jsonl", tmp_path / "a.jsonl")
    return {found["headline"]: found for found in objects(tmp_path / "a.jsonl")}


def test_each_current_article_is_an_object_with_every_column(articles: dict[str, dict[str, Any]]) -> None:
    assert set(articles) == CURRENT
    for found in articles.values():
        assert tuple(found) == (*TABLES["articles"].column_names, *NESTED)


def test_values_come_through(articles: dict[str, dict[str, Any]]) -> None:
    quoted = articles["quoted"]
    assert quoted["article_body"] == QUOTED
    assert quoted["date_published"] == "2026-03-31T23:59:59Z"
    assert quoted["authors"] == ["Ash, Ann", 'Bo "Bee" Berg'] and quoted["keywords"] == ["a;b", "[x]"]
    assert quoted["extra"] == {"id": 123456789012345678901234567890, "nested": {"a": [1, None]}}
    assert quoted["abstract"] == "" and quoted["credit"] is None  # empty text is not null
    assert articles["long"]["article_body"] == LONG
    assert articles["long"]["date_published"] == "2025-01-01T09:30:00.000250Z"
    assert articles["undated"]["date_published"] is None and articles["undated"]["word_count"] == HUGE
    assert articles["=SUM(1+1)"]["article_body"] == "🌉 Ponte — été \u2028 Straße ＝ \u200b"
    assert "nul\x00l" in articles


def test_children_are_nested_in_their_order(articles: dict[str, dict[str, Any]]) -> None:
    quoted = articles["quoted"]
    assert [quote["text"] for quote in quoted["quotes"]] == ["It's open", "left, quickly"]
    assert tuple(quoted["quotes"][0]) == ("text", "kind", "speaker", "speaker_name", "cue", "body_start", "body_end")
    [quantity] = quoted["quantities"]
    assert quantity["value"] is None and quantity["value_high"] is None  # NaN and infinity
    assert quoted["embeds"] == [
        {"platform": "x", "author_name": None, "author_handle": None, "posted_on": "2026-03-31",
         "text": "Open\x00again", "url": None, "source_start": None, "source_end": None}
    ]  # fmt: skip
    assert articles["new version"]["quotes"] == [], "the old version's quote is not the new one's"
    assert articles["undated"]["links"] == []


@pytest.mark.parametrize("size", [1, 2, 10**9])
def test_chunks_of_any_size_hold_the_same(ask: Ask, size: int) -> None:
    children = list(ARTICLE_CHILDREN)

    def lines(chunk_rows: int) -> list[str]:
        chosen = choose(ask, TABLES["articles"], Choice(all_versions=True), chunk_rows=chunk_rows)
        assert chosen.rows == 8
        return [line for c in chosen.chunks for line in json_lines.lines_of(chosen, c, chosen.root, children)]

    assert lines(size) == lines(3)


def test_blocks_and_evidence_come_on_request(write: Export, tmp_path: Path) -> None:
    write("jsonl", tmp_path / "a.jsonl", children=("blocks", "evidence"))
    [quoted] = [found for found in objects(tmp_path / "a.jsonl") if found["headline"] == "quoted"]
    assert [block["kind"] for block in quoted["blocks"]] == ["paragraph", "heading"]
    assert quoted["evidence"] == [] and "quotes" not in quoted


def test_another_table_is_one_row_a_line(write: Export, tmp_path: Path) -> None:
    [written] = write("jsonl", tmp_path / "q.jsonl", tables=("quotes",))
    assert written.rows == 2
    assert [found["text"] for found in objects(tmp_path / "q.jsonl")] == ["It's open", "left, quickly"]
    write("jsonl", tmp_path / "r.jsonl", tables=("runs",))
    assert [found["run_id"] for found in objects(tmp_path / "r.jsonl")] == ["r1", "r2"]


def test_compressed_by_the_ending_and_the_same_bytes_each_time(write: Export, tmp_path: Path) -> None:
    for name in ("a.jsonl", "a.jsonl.gz", "b.jsonl.gz", "a.ndjson.zst"):
        [written] = write("jsonl", tmp_path / name)
        assert written.bytes == (tmp_path / name).stat().st_size
    plain = (tmp_path / "a.jsonl").read_bytes()
    assert gzip.decompress((tmp_path / "a.jsonl.gz").read_bytes()) == plain
    assert (tmp_path / "a.jsonl.gz").read_bytes() == (tmp_path / "b.jsonl.gz").read_bytes()
    with zstandard.open(tmp_path / "a.ndjson.zst", "rb") as stream:
        assert stream.read() == plain


def test_nothing_is_an_empty_file(write: Export, tmp_path: Path) -> None:
    [written] = write("jsonl", tmp_path / "a.jsonl", choice=Choice(where="false"))
    assert written.rows == 0 and (tmp_path / "a.jsonl").read_bytes() == b""


def test_half_a_surrogate_pair_is_in_no_warehouse(tmp_path: Path) -> None:
    """So it is in no export either: parsing rejects it, and DuckDB's JSON does."""

    def fill(connection: duckdb.DuckDBPyConnection) -> None:
        Newsroom(connection).article("half", extra='{"a": "\\ud800"}')

    with pytest.raises(duckdb.ConversionException, match="no low surrogate"):
        made(tmp_path / "home", fill)
