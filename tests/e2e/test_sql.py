"""`copydesk sql` with a query or a script: what it prints, what it refuses, and that nothing runs away."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

import duckdb
import pyarrow.parquet as pq
import pytest

from tests.conftest import COMMAND, Done
from tests.warehouse.views.conftest import fill
from warehouse.database import create

Sql = Callable[..., Done]
MARGIN = 1.0  # seconds that stopping a query may take beyond the limit


@pytest.fixture(scope="session")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with six invented articles."""
    home = tmp_path_factory.mktemp("sql") / "home"
    home.mkdir()
    create(home / "warehouse.duckdb")
    with duckdb.connect(str(home / "warehouse.duckdb")) as connection:
        fill(connection)
    return home


@pytest.fixture
def sql(home: Path, environment: dict[str, str], tmp_path: Path) -> Sql:
    """sql(*arguments, stdin=…): run the command; its temporary files go to a folder that must be empty afterwards."""

    def run(*arguments: str, stdin: str = "") -> Done:
        done = subprocess.run(
            [COMMAND, "sql", *arguments, "--home", home], input=stdin, capture_output=True, text=True, check=False,
            env=environment | {"TMPDIR": str(tmp_path)}, timeout=60,
        )  # fmt: skip
        assert [path.name for path in tmp_path.iterdir() if path.name.startswith("copydesk-sql-")] == []
        return Done(done.returncode, done.stdout, done.stderr)

    return run


ENDLESS = {
    "a cross join": "SELECT sum(a.range * b.range) FROM range(10000000) a, range(10000000) b",
    "a recursive query": "WITH RECURSIVE t(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM t) SELECT max(n) FROM t",
    "a long range": "SELECT count(*) FROM range(1000000000000)",
    "a long string, which hears no interrupt": "SELECT length(repeat('x', 2000000000))",
    "a slow function, which hears no interrupt": "SELECT levenshtein(repeat('a', 200000), repeat('b', 200000))",
    "work in the planner, which hears no interrupt": "SELECT len(list_distinct(range(100000000)))",
}


def seconds_of(query: Callable[[], Done]) -> tuple[float, Done]:
    started = time.monotonic()
    done = query()
    return time.monotonic() - started, done


@pytest.mark.parametrize("query", ENDLESS.values(), ids=ENDLESS)
def test_what_runs_away_is_stopped_in_time(sql: Sql, query: str) -> None:
    start = min(seconds_of(lambda: sql("SELECT 1"))[0] for _ in range(2))
    seconds, done = seconds_of(lambda: sql(query, "--timeout", "0.5", "--format", "table"))
    assert done.code == 2 and done.out == ""
    assert "stopped after 0.5 s, the limit of time. Narrow the query, or raise --timeout." in done.err
    assert seconds < start + 0.5 + MARGIN


@pytest.mark.parametrize(
    "query",
    [
        "SELECT length(string_agg(repeat('x', 1000000), '')) FROM range(1000000)",  # DuckDB counts it
        "SELECT max(length(repeat('x', 900000000 + range::INTEGER))) FROM range(9)",  # it does not count this
        "SELECT len(range(90000000)::VARCHAR)",
    ],
)
def test_what_needs_too_much_memory_is_stopped(sql: Sql, query: str) -> None:
    done = sql(query, "--memory", "200MB", "--timeout", "20")
    assert (done.code, done.out) == (2, "")
    assert "more than 200MB, the limit of memory. Narrow it, or raise --memory." in done.err


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("DELETE FROM articles", "read-only"),
        ("FROM read_csv('/etc/passwd')", "--unsafe"),
        ("COPY articles TO 'x.csv'", "--unsafe"),
        ("CREATE PERSISTENT SECRET s (TYPE http, BEARER_TOKEN 'x')", "--unsafe"),
        ("EXPORT DATABASE 'x'", "--unsafe"),
        ("SET threads = 90", "--unsafe"),
        ("RESET memory_limit", "--unsafe"),
        ("SELECT 1; DELETE FROM articles", "QUERY holds 2 statements; it takes one"),
        ("", "QUERY holds no statement"),
        (" -- nothing\n/* here */ ;", "QUERY holds no statement"),
        ("SELEC 1", 'syntax error at or near "SELEC"'),
        ("SELECT 'x", "unterminated quoted string"),
        ("SELECT headlines FROM articles", 'Candidate bindings: "headline"'),
        ("SELECT " + "(" * 3000 + "1" + ")" * 2999, "syntax error"),
    ],
)
def test_what_is_refused(sql: Sql, query: str, said: str) -> None:
    done = sql(query)
    assert (done.code, done.out) == (2, "")
    assert said in done.err and "Traceback" not in done.err


def test_one_query_in_each_format(sql: Sql, tmp_path: Path) -> None:
    query = "SELECT headline, keywords FROM articles WHERE headline = 'Bridge opens'"
    assert sql(query).json == [{"headline": "Bridge opens", "keywords": ["Bridges", "City"]}]
    assert sql(query, "--format", "csv").out == '"headline","keywords"\n"Bridge opens","[""Bridges"",""City""]"\n'
    assert "│ Bridge opens │ Bridges, City │" in sql(query, "--format", "table").out
    assert sql(query, "--format", "lines").out == "headline = Bridge opens\nkeywords = Bridges, City\n"
    assert sql(query, "--output", str(tmp_path / "x.md")).code == 0
    assert (tmp_path / "x.md").read_text().startswith("| headline | keywords |")
    assert sql("FROM articles WHERE false", "--output", str(tmp_path / "x.parquet")).code == 0
    assert pq.read_table(tmp_path / "x.parquet").num_rows == 0


def test_a_table_of_many_rows_is_cut_and_says_so(sql: Sql) -> None:
    done = sql("FROM range(5000)", "--format", "table")
    assert "1,000 of 5,000 rows shown" in done.err and "│   999 │" in done.out and "1001" not in done.out
    assert len(sql("FROM range(5000)").json) == 5_000


def test_a_script_comes_on_stdin(sql: Sql) -> None:
    script = (
        "CREATE TEMP TABLE t AS SELECT 40 AS x;\nSET VARIABLE y = 2; SELECT x + getvariable('y') AS sum FROM t;\n-- end"
    )
    for arguments in ([], ["-"]):
        done = sql(*arguments, stdin=script)
        assert (done.code, done.json) == (0, [{"sum": 42}])
    done = sql("-", "--format", "csv", stdin="SELECT 1 AS a; SELECT nonsense; SELECT 2 AS b")
    assert done.code == 2 and done.out.splitlines() == ['"a"', "1"] and "nonsense" in done.err
    assert "stdin holds no statement" in sql(stdin=" -- \n").err


def test_unsafe_lifts_the_limits_but_never_writes_to_the_warehouse(sql: Sql, tmp_path: Path) -> None:
    (tmp_path / "x.csv").write_text("a\n7\n")
    done = sql(f"FROM '{tmp_path}/x.csv'", "--unsafe")
    assert done.json == [{"a": 7}] and "may read and write files" in done.err
    done = sql("DELETE FROM articles", "--unsafe")
    assert done.code == 2 and "read-only" in done.err


def test_unsafe_with_a_limit_of_time_keeps_it(sql: Sql) -> None:
    done = sql(ENDLESS["a long range"], "--unsafe", "--timeout", "0.5")
    assert done.code == 2 and "stopped after 0.5 s" in done.err


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["SELECT 1", "--memory", "lots"], "--memory is 'lots'; valid are sizes"),
        (["SELECT 1", "--timeout", "0"], "not in the range"),
        (["SELECT 1", "--format", "xml"], "'xml' is not one of"),
        (["SELECT 1", "--format", "parquet"], "--output FILE.parquet"),
    ],
)
def test_wrong_usage(sql: Sql, arguments: list[str], said: str) -> None:
    done = sql(*arguments)
    assert done.code == 2 and said in done.err and "Traceback" not in done.err


def test_a_value_that_python_has_no_room_for_is_told(sql: Sql) -> None:
    done = sql("SELECT '290000-01-01'::TIMESTAMP AS x")
    assert done.code in (0, 2) and "Traceback" not in done.err


def running(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGTERM, signal.SIGINT, signal.SIGHUP])
def test_nothing_outlives_the_command(
    home: Path, environment: dict[str, str], tmp_path: Path, number: signal.Signals
) -> None:
    query = ENDLESS["a slow function, which hears no interrupt"]
    command = subprocess.Popen(
        [COMMAND, "sql", query, "--home", home], env=environment | {"TMPDIR": str(tmp_path)}, stderr=subprocess.DEVNULL,
        preexec_fn=lambda: signal.signal(signal.SIGHUP, signal.SIG_DFL),  # noqa: PLW1509 - who started the tests may ignore it
    )  # fmt: skip
    children: list[int] = []
    deadline = time.monotonic() + 20
    while not children and time.monotonic() < deadline:
        time.sleep(0.05)
        text = Path(f"/proc/{command.pid}/task/{command.pid}/children").read_text()
        children = [int(pid) for pid in text.split()]
    time.sleep(0.5)
    os.kill(command.pid, number)
    command.wait(10)
    while any(map(running, children)) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert children and not any(map(running, children))
    assert list(tmp_path.glob("copydesk-sql-*")) == []


def test_a_closed_pipe_ends_it_quietly(home: Path, environment: dict[str, str]) -> None:
    command = f"{COMMAND} sql 'FROM range(1000000)' --format csv --home {home} | head -2"
    done = subprocess.run(["bash", "-c", command], env=environment, capture_output=True, text=True, check=False)
    assert done.stdout.splitlines() == ['"range"', "0"] and "Traceback" not in done.stderr


@pytest.mark.parametrize("form", ["json", "csv", "markdown"])
def test_rows_without_end_are_stopped_in_time(sql: Sql, form: str) -> None:
    seconds, done = seconds_of(lambda: sql("FROM range(1000000000000)", "--timeout", "0.5", "--format", form))
    assert done.code == 2 and "stopped after 0.5 s" in done.err and seconds < 4


def test_a_slow_reader_costs_the_query_no_time(home: Path, environment: dict[str, str]) -> None:
    command = f"{COMMAND} sql 'FROM range(300000)' --format csv --timeout 2 --home {home} | (sleep 3; tail -1)"
    done = subprocess.run(["bash", "-c", command], env=environment, capture_output=True, text=True, check=False)
    assert done.stdout == "299999\n"


def test_json_is_written_as_it_comes(sql: Sql) -> None:
    assert [row["range"] for row in json.loads(sql("FROM range(2500)").out)] == list(range(2500))
