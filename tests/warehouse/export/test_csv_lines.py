"""CSV: RFC 4180, read back by three readers; formulas made harmless on request."""

from __future__ import annotations

import csv
import io
import json
import math
import re
from pathlib import Path

import duckdb
import pandas as pd
import pytest

from schemas.registry import TABLES
from tests.timing import within
from tests.warehouse.export.conftest import CURRENT, HUGE, LONG, QUOTED, Export
from warehouse.export import csv_lines
from warehouse.export.choice import Choice

NAMES = list(TABLES["articles"].column_names)
csv.field_size_limit(10**7)


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream, strict=True))


def test_pythons_csv_reads_it(write: Export, tmp_path: Path) -> None:
    write("csv", tmp_path / "a.csv")
    found = {row["headline"]: row for row in rows(tmp_path / "a.csv")}
    assert set(found) == CURRENT and list(found["quoted"]) == NAMES
    assert found["quoted"]["article_body"] == QUOTED and found["long"]["article_body"] == LONG
    assert json.loads(found["quoted"]["authors"]) == ["Ash, Ann", 'Bo "Bee" Berg']
    assert json.loads(found["quoted"]["extra"])["id"] == 123456789012345678901234567890
    assert found["undated"]["date_published"] == "" and found["undated"]["word_count"] == str(HUGE)
    assert found["quoted"]["is_truncated"] == "false"


def test_it_keeps_to_rfc_4180(write: Export, tmp_path: Path) -> None:
    write("csv", tmp_path / "a.csv")
    data = (tmp_path / "a.csv").read_bytes()
    cell = rb'(?:"(?:[^"]|"")*"|[^",\r\n]*)'
    line = rb"%b(?:,%b){%d}\r\n" % (cell, cell, len(NAMES) - 1)
    assert len(re.findall(line, data)) == len(CURRENT) + 1
    assert re.fullmatch(rb"(?:%b)+" % line, data)


def test_null_and_empty_text_differ(write: Export, tmp_path: Path) -> None:
    write("csv", tmp_path / "a.csv", choice=Choice(where="headline = 'quoted'"))
    line = (tmp_path / "a.csv").read_bytes()
    assert b',"Zweite Zeile","","Von Ann Ash",' in line  # abstract is empty
    assert (
        b',"Von Ann Ash","[""Ash, Ann"",""Bo \\""Bee\\"" Berg""]",,,,2026-03-31T23:59:59.000000Z,' in line
    )  # no dateline


def test_pandas_and_duckdb_read_it(write: Export, tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    write("csv", path, choice=Choice(where="headline <> 'nul' || chr(0) || 'l'"))
    frame = pd.read_csv(path, keep_default_na=False, parse_dates=["date_published"])
    assert frame.loc[frame.headline == "quoted", "article_body"].item() == QUOTED
    assert frame.loc[frame.headline == "long", "article_body"].item() == LONG
    assert frame.loc[frame.headline == "undated", "word_count"].item() == HUGE
    assert frame["date_published"].max() == pd.Timestamp("2026-04-01", tz="UTC")
    reading = f"read_csv('{path}', max_line_size = 4_000_000)"
    with duckdb.connect() as connection:
        connection.execute("SET TimeZone = 'UTC'")
        found = connection.execute(
            "SELECT headline, article_body, authors::JSON::VARCHAR[], date_published, abstract, credit "
            f"FROM {reading} WHERE headline = 'quoted'"
        ).fetchall()
        types = {name: kind for name, kind, *_ in connection.execute(f"DESCRIBE FROM {reading}").fetchall()}
    [(_, body, authors, published, _, credit)] = found
    assert body == QUOTED and authors == ["Ash, Ann", 'Bo "Bee" Berg'] and credit is None
    assert published.isoformat() == "2026-03-31T23:59:59+00:00"
    assert types["date_published"] == "TIMESTAMP WITH TIME ZONE" and types["is_truncated"] == "BOOLEAN"


DANGEROUS = [
    "=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "\tx", "\rx", "  =1", "\u00a0=1", "\u3000=1", "\ufeff=1",
    "\u200b=1", '"=1', "'=1", "“=1", '"" +1', "＝1", "＋1", "－1", "＠x", " ＝1", "﹦1", "﹢1", "﹣1", "﹫x", "−1",
    "=cmd|' /C calc'!A0", "\x00=1", "\x1f-1", "- dash", "-\n",
]  # fmt: skip
HARMLESS = ["1-1", "a=b", "x@y", "—", "– dash", "", " ", "“It’s open”", "[=1]", "5 > 4", "'tis", "2026-01-01", "'"]


def _neutralised(texts: list[str]) -> list[bool]:
    """Whether an apostrophe goes before each text."""
    with duckdb.connect() as connection:
        pattern = csv_lines.FORMULA
        return [connection.execute("SELECT regexp_matches(?, ?)", [text, pattern]).fetchall()[0][0] for text in texts]


def test_what_a_spreadsheet_takes_for_a_formula() -> None:
    assert [text for text, found in zip(DANGEROUS, _neutralised(DANGEROUS), strict=True) if not found] == []
    assert [text for text, found in zip(HARMLESS, _neutralised(HARMLESS), strict=True) if found] == []


def test_formulas_are_made_harmless_on_request_and_numbers_stay_numbers(write: Export, tmp_path: Path) -> None:
    write("csv", tmp_path / "a.csv", neutralise=True)
    assert "'=SUM(1+1)" in {row["headline"] for row in rows(tmp_path / "a.csv")}
    write("csv", tmp_path / "b.csv")
    assert "=SUM(1+1)" in {row["headline"] for row in rows(tmp_path / "b.csv")}
    write("csv", tmp_path / "m.csv", tables=("mentions",), neutralise=True)
    [place] = rows(tmp_path / "m.csv")
    assert (place["latitude"], place["longitude"]) == ("48.84", "10.09")
    write("csv", tmp_path / "q.csv", tables=("quantities",), neutralise=True)
    [quantity] = rows(tmp_path / "q.csv")
    assert math.isnan(float(quantity["value"])) and float(quantity["value_high"]) == math.inf


@pytest.mark.parametrize("text", [" " * 100_000, '"' * 100_000, "\u200b" * 100_000, " =" * 50_000])
def test_long_text_is_looked_at_once(text: str) -> None:
    within(0.1, lambda: _neutralised([text]))


@pytest.mark.parametrize("options", [{"choice": Choice(where="false")}, {"tables": ("reprints",)}])
def test_nothing_is_a_header(write: Export, tmp_path: Path, options: dict[str, object]) -> None:
    [written] = write("csv", tmp_path / "a.csv", **options)
    assert written.rows == 0
    [header] = csv.reader(io.StringIO((tmp_path / "a.csv").read_text("utf-8")))
    assert header == list(TABLES[written.table].column_names)
