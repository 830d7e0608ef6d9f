"""The main job, end to end, with the installed command, a real Prefect server and Great Expectations."""

from __future__ import annotations

import gzip
import json
import os
import signal
import subprocess
import time
from functools import partial
from pathlib import Path

import duckdb
import pytest

from tests.conftest import COMMAND, EXAMPLES, Copydesk
from warehouse.home import Home
from warehouse.query import rows
from warehouse.verify import verify

pytestmark = pytest.mark.xdist_group("ingest")  # one worker process: each of these uses both cores

PARTS = ("accepted", "quarantined", "rejected", "skipped")


def test_the_examples_come_in_and_every_record_is_accounted_for(examples_home: Path) -> None:
    assert verify(Home(examples_home)) == []
    with duckdb.connect(str(examples_home / "warehouse.duckdb"), read_only=True) as connection:
        [(seen, *parts)] = connection.execute(f"SELECT seen, {', '.join(PARTS)} FROM runs").fetchall()
        outcomes = dict(connection.execute("SELECT outcome, count(*) FROM records GROUP BY ALL").fetchall())
        files = connection.execute("SELECT count(*) FROM raw_files").fetchall()[0][0]
    assert seen == sum(parts) == sum(outcomes.values())
    assert [outcomes[name] for name in PARTS] == parts
    assert all(parts), "the examples show every outcome"
    assert files == sum(1 for path in EXAMPLES.rglob("*") if path.is_file())


def test_a_second_run_changes_no_row(copydesk: Copydesk, examples_home: Path) -> None:
    def content() -> dict[str, list[tuple[object, ...]]]:
        tables = ("articles", "blocks", "quotes", "quarantined_articles", "rejections", "records", "raw_files")
        return {table: sorted(rows(Home(examples_home), f"FROM {table}")[1], key=repr) for table in tables}

    before = content()
    done = copydesk("ingest", EXAMPLES, "--home", examples_home)
    assert done.code == 0, done.err
    assert done.json["counts"]["skipped"] == done.json["counts"]["seen"] == done.json["files_unchanged"]
    assert content() == before
    assert verify(Home(examples_home)) == []


def test_bad_input_beside_good(copydesk: Copydesk, tmp_path: Path) -> None:
    news = tmp_path / "news"
    news.mkdir()
    good = "Harbour bridge reopens\n\nThe harbour bridge in Aalen reopened on Monday, Mayor Ada Lindqvist said.\n"
    (news / "good.txt").write_text(good)
    (news / "image.txt").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)))
    (news / "empty.txt").touch()
    with (news / "huge.txt").open("wb") as stream:
        for _ in range(200):
            stream.write(b"A long line of words that never ends. " * 27_594 + b"\n")
    dump = b'{"title": "T", "text": "A dump line about a harbour bridge that was opened."}\n'
    (news / "dump.jsonl").write_bytes(dump + b'{"title": "broken\n' + dump.replace(b"T", b"U"))
    (news / "cut.jsonl.gz").write_bytes(gzip.compress(dump.replace(b"dump line", b"cut line") * 50)[:-9])
    done = copydesk("ingest", news, tmp_path / "nowhere", "--home", tmp_path / "home")
    assert done.code == 3, done.err
    reasons = done.json["by_reason"]
    expected = (
        "binary_content", "empty_file", "record_too_large", "invalid_json", "truncated_container", "source_not_found",
    )  # fmt: skip
    assert {code: reasons.get(code) for code in expected} == dict.fromkeys(expected, 1)
    home = Home(tmp_path / "home")
    assert verify(home) == []
    headlines = {row[0] for row in rows(home, "SELECT headline FROM articles")[1]}
    assert {"Harbour bridge reopens", "T", "U"} <= headlines
    kept = rows(home, "SELECT path, message, raw_excerpt FROM rejections ORDER BY path")[1]
    assert all(message for _, message, _ in kept)
    assert len(list((home.raw / "large").glob("*.zst"))) == 1


def test_a_missing_source_is_wrong_usage(copydesk: Copydesk, tmp_path: Path) -> None:
    done = copydesk("ingest", tmp_path / "nowhere", "--home", tmp_path / "home")
    assert done.code == 2
    assert "no such source" in done.err and len(done.err.splitlines()) == 1
    assert not (tmp_path / "home" / "warehouse.duckdb").exists()


def articles(folder: Path, number: int) -> None:
    """Invented articles, some in dumps."""
    folder.mkdir()
    for i in range(number):
        said = f'"We agree," said Mayor Ida {chr(65 + i % 26)}orn.'
        text = f"Council {i} votes on tram\n\nThe council of Northfield voted {i} to 3 on Tuesday. {said}\n"
        (folder / f"{i:04}.txt").write_text(text)


def start_ingest(source: Path, home: Path, environment: dict[str, str]) -> subprocess.Popen[str]:
    arguments = [COMMAND, "ingest", str(source), "--home", str(home)]
    return subprocess.Popen(
        arguments, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment,
        preexec_fn=partial(signal.signal, signal.SIGINT, signal.SIG_DFL),  # noqa: PLW1509  # a background job ignores it
    )  # fmt: skip


def wait_for_lock(home: Path) -> None:
    deadline = time.monotonic() + 120
    while time.monotonic() < deadline:
        lock = home / "lock"
        if lock.exists() and lock.read_text():
            return
        time.sleep(0.02)
    raise TimeoutError("the run did not take the lock")


def test_a_second_run_at_the_same_time_is_told_who_holds_the_home(
    copydesk: Copydesk, environment: dict[str, str], tmp_path: Path
) -> None:
    articles(tmp_path / "news", 400)
    first = start_ingest(tmp_path / "news", tmp_path / "home", environment)
    try:
        wait_for_lock(tmp_path / "home")
        first.send_signal(signal.SIGSTOP)
        second = copydesk("ingest", tmp_path / "news", "--home", tmp_path / "home")
    finally:
        first.send_signal(signal.SIGCONT)
        first.communicate(timeout=120)
    assert second.code == 4
    assert f"held by process {first.pid}" in second.err
    assert first.returncode == 0


@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_stopped_politely_it_says_so_and_can_go_on(
    copydesk: Copydesk, environment: dict[str, str], tmp_path: Path, number: int, code: int
) -> None:
    articles(tmp_path / "news", 300)
    run = start_ingest(tmp_path / "news", tmp_path / "home", environment)
    wait_for_lock(tmp_path / "home")
    run.send_signal(number)
    _, err = run.communicate(timeout=60)
    assert run.returncode == code, err
    assert "safe" in err or "Run it again" in err
    done = copydesk("ingest", tmp_path / "news", "--home", tmp_path / "home")
    assert done.code == 0 and verify(Home(tmp_path / "home")) == []


TABLES = {
    "articles": "* EXCLUDE (run_id, ingested_at)", "blocks": "* EXCLUDE run_id", "quotes": "* EXCLUDE run_id",
    "quantities": "* EXCLUDE run_id", "evidence": "* EXCLUDE run_id", "mentions": "* EXCLUDE run_id",
    "records": "* EXCLUDE run_id", "raw_files": "* EXCLUDE run_id",
}  # fmt: skip


def tables(home: Path) -> dict[str, list[tuple[object, ...]]]:
    return {name: rows(Home(home), f"SELECT {columns} FROM {name} ORDER BY ALL")[1] for name, columns in TABLES.items()}


def kill_and_run_again(source: Path, home: Path, environment: dict[str, str], delays: list[float]) -> None:
    """Kill a run at each of these moments after it took the lock; then let one finish."""
    for delay in delays:
        run = start_ingest(source, home, environment)
        wait_for_lock(home)
        time.sleep(delay)
        os.kill(run.pid, signal.SIGKILL)
        run.communicate()
    run = start_ingest(source, home, environment)
    out, err = run.communicate(timeout=240)
    assert run.returncode in (0, 3), err
    json.loads(out)


@pytest.mark.slow
def test_killed_at_any_moment_the_next_run_completes_it(environment: dict[str, str], tmp_path: Path) -> None:
    articles(tmp_path / "news", 500)
    kill_and_run_again(tmp_path / "news", tmp_path / "calm", environment, [])
    expected = tables(tmp_path / "calm")
    for delay in (0.05, 0.3, 0.6, 0.9, 1.2, 1.5, 1.8, 2.1):
        home = tmp_path / f"home-{delay}"
        kill_and_run_again(tmp_path / "news", home, environment, [delay])
        assert tables(home) == expected
        assert verify(Home(home)) == []
