"""`copydesk export` as it is run: what it writes and says, what it refuses, and that its files come back in."""

from __future__ import annotations

import csv
import json
import signal
import subprocess
import time
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from tests.conftest import COMMAND, Copydesk
from tests.small_disk import small_disk
from warehouse.home import Home
from warehouse.query import rows

pytestmark = pytest.mark.xdist_group("ingest")


def count(home: Path, condition: str = "true") -> int:
    return int(rows(Home(home), f"SELECT count(*) FROM current_articles WHERE {condition}")[1][0][0])


@pytest.mark.parametrize(
    ("form", "name"), [("parquet", "a.parquet"), ("jsonl", "a.jsonl.zst"), ("csv", "a.csv"), ("ninjs", "out"),
                       ("croissant", "out")],
)  # fmt: skip
def test_each_format(copydesk: Copydesk, examples_home: Path, tmp_path: Path, form: str, name: str) -> None:
    done = copydesk("export", "--home", examples_home, "--format", form, "--output", tmp_path / name)
    assert (done.code, done.err) == (0, "")
    [table] = done.json["tables"]
    assert table["table"] == "articles" and table["rows"] == count(examples_home)
    assert (tmp_path / name).exists() and [path.name for path in tmp_path.iterdir()] == [name]


def test_stdout_and_the_ending_says_the_format(copydesk: Copydesk, examples_home: Path, tmp_path: Path) -> None:
    done = copydesk("export", "--home", examples_home, "--format", "csv", "--language", "de")
    assert done.code == 0 and done.err == ""
    found = list(csv.DictReader(done.out.splitlines(keepends=True)))
    assert len(found) == count(examples_home, "in_language = 'de'") > 0
    copydesk("export", "--home", examples_home, "--output", tmp_path / "a.csv", "--language", "de")
    assert (tmp_path / "a.csv").read_bytes().decode().replace("\r\n", "\n") == done.out


def test_what_can_be_chosen(copydesk: Copydesk, examples_home: Path) -> None:
    for options, condition in (
        (("--where", "word_count > 100"), "word_count > 100"),
        (("--from", "2026-03", "--to", "2026-03-10"), "day_of(date_published) BETWEEN '2026-03-01' AND '2026-03-10'"),
        (("--where", "article_id IN (SELECT article_id FROM search('strike OR flood'))"),
         "article_id IN (FROM (SELECT article_id FROM search('strike OR flood')))"),
    ):  # fmt: skip
        done = copydesk("export", "--home", examples_home, "--format", "jsonl", *options)
        ids = [json.loads(line)["article_id"] for line in done.out.splitlines()]
        assert len(ids) == count(examples_home, condition) > 0, done.err


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--format", "xml"), "'xml' is not one of 'parquet', 'jsonl', 'csv', 'ninjs', 'croissant'"),
        (("--output", "out"), "say which --format: parquet, jsonl"),
        (("--format", "csv", "--table", "article"), "no table 'article'; there are articles, blocks"),
        (("--format", "jsonl", "--with", "block"), "--with block: valid are none, blocks"),
        (("--format", "csv", "--from", "yesterday"), "'yesterday' is no date"),
        (("--format", "csv", "--memory", "lots"), "--memory is 'lots'"),
        (("--format", "csv", "--where", "headlin = 1"), "--where 'headlin = 1': Binder Error"),
        (("--format", "csv", "--where", "true); DROP TABLE articles; --"), "valid is one condition"),
        (("--format", "csv", "--where", "(SELECT count(*) FROM read_text('/etc/passwd')) > 0"), "no access to files"),
        (("--format", "csv", "--where", "length(repeat('x', 2000000000)) > 1", "--timeout", "2"), "the limit of"),
        (("--format", "parquet"), "parquet is not written to stdout"),
    ],
)
def test_what_is_refused_leaves_nothing(
    copydesk: Copydesk, examples_home: Path, tmp_path: Path, options: tuple[str, ...], said: str
) -> None:
    done = copydesk("export", "--home", examples_home, *options, cwd=tmp_path)
    assert (done.code, done.out) == (2, "")
    assert said in done.err and "--unsafe" not in done.err
    assert list(tmp_path.iterdir()) == []


def test_without_a_warehouse(copydesk: Copydesk, tmp_path: Path) -> None:
    done = copydesk("export", "--home", tmp_path / "none", "--format", "csv")
    assert done.code == 2 and "holds no warehouse yet" in done.err


def test_nothing_chosen_is_said_and_is_a_valid_file(copydesk: Copydesk, examples_home: Path, tmp_path: Path) -> None:
    output = tmp_path / "a.parquet"
    done = copydesk("export", "--home", examples_home, "--output", output, "--publisher", "Nobody's Gazette")
    assert done.code == 0 and "no row of `articles` fits: the files are empty." in done.err
    assert "--publisher \"Nobody's Gazette\": there are '" in done.err
    assert pq.read_metadata(output).num_rows == 0


def test_what_is_exported_comes_back_the_same(copydesk: Copydesk, examples_home: Path, tmp_path: Path) -> None:
    sql = (
        "SELECT headline, article_body, authors, date_published, in_language, publisher, article_section, keywords, "
        "abstract FROM current_articles ORDER BY headline, article_body"
    )
    copydesk("export", "--home", examples_home, "--output", tmp_path / "a.jsonl")
    done = copydesk("ingest", tmp_path / "a.jsonl", "--home", tmp_path / "home")
    assert done.code == 0, done.err
    _, before = rows(Home(examples_home), sql)
    _, after = rows(Home(tmp_path / "home"), sql)
    assert len(after) == len(before)
    same = sum(row in after for row in before)
    assert same >= 0.95 * len(before), "all but what the parser judges anew in a body"
    assert [row[0] for row in after] == [row[0] for row in before]
    assert rows(Home(tmp_path / "home"), "SELECT DISTINCT source_format FROM articles")[1] == [("jsonl",)]


def test_a_full_disk_leaves_nothing(copydesk: Copydesk, examples_home: Path, tmp_path: Path) -> None:
    with small_disk(tmp_path / "small", "32k") as small:
        for form, name in (("csv", "a.csv"), ("parquet", "a.parquet"), ("ninjs", "out"), ("croissant", "out")):
            done = copydesk("export", "--home", examples_home, "--format", form, "--output", small / name)
            assert done.code == 5 and "No space left on device" in done.err, (form, done.err)
            assert done.err.count("\n") == 1, "one plain line"
            assert list(small.iterdir()) == []


@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_what_is_stopped_leaves_nothing(
    environment: dict[str, str], examples_home: Path, tmp_path: Path, number: signal.Signals, code: int
) -> None:
    (tmp_path / "out").mkdir()
    slow = "(SELECT count(*) FROM range(100000000) a, range(1000) b) > 0"
    process = subprocess.Popen(
        [COMMAND, "export", "--home", examples_home, "--output", tmp_path / "out/a.csv", "--where", slow],
        env=environment, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    deadline = time.monotonic() + 60
    while not list((tmp_path / "out").iterdir()) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert list((tmp_path / "out").iterdir()), "it has begun"
    process.send_signal(number)
    _, said = process.communicate(timeout=60)
    assert process.returncode == code and "stopped" in said
    assert list((tmp_path / "out").iterdir()) == []


def test_a_reader_that_leaves_is_no_error(examples_home: Path, environment: dict[str, str]) -> None:
    process = subprocess.Popen(
        [COMMAND, "export", "--home", examples_home, "--format", "jsonl", "--with", "blocks,evidence"],
        env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )  # fmt: skip
    assert process.stdout and process.stderr
    process.stdout.readline()
    process.stdout.close()
    assert process.wait(60) == 0 and process.stderr.read() == b""
