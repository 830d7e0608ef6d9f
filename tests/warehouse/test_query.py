"""SQL on the snapshot: answers, and nothing else."""

import re
import time
from pathlib import Path

import duckdb
import pytest

from tests.warehouse.views.conftest import fill
from warehouse import query as module
from warehouse.database import create
from warehouse.home import Home
from warehouse.limits import Limits, QueryError
from warehouse.query import Prepare, rows


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> Home:
    """A home with a warehouse of six articles; nothing here changes it."""
    home = Home(tmp_path_factory.mktemp("home"))
    create(home.warehouse)
    with duckdb.connect(str(home.warehouse)) as connection:
        fill(connection)
    return home


@pytest.mark.parametrize(
    ("sql", "said"),
    [
        ("DELETE FROM articles", "read-only, always"),
        ("CREATE TABLE x AS SELECT 1", "read-only, always"),
        ("FROM read_text('/etc/passwd')", "--unsafe"),
        ("FROM glob('/etc/*')", "--unsafe"),
        ("COPY articles TO '/tmp/stolen.csv'", "--unsafe"),
        ("ATTACH '/tmp/other.duckdb'", "--unsafe"),
        ("INSTALL httpfs", "--unsafe"),
        ("LOAD httpfs", "--unsafe"),
        ("SET enable_external_access = true", "--timeout and --memory set the limits, --unsafe lifts"),
        ("PRAGMA memory_limit = '90GB'", "--memory"),
        ("SELECT headlines FROM articles", 'Candidate bindings: "headline"'),
        ("FROM artcles", 'Did you mean "articles'),
    ],
)
def test_what_writes_or_looks_elsewhere_is_refused_with_the_way_out(loaded: Home, sql: str, said: str) -> None:
    with pytest.raises(QueryError, match=re.escape(said)):
        rows(loaded, sql)
    assert len(rows(loaded, "FROM articles")[1]) == 6


def test_a_variable_of_the_program_is_no_table(loaded: Home) -> None:
    secret = duckdb.connect().execute("SELECT 42 AS x").to_arrow_table()
    with pytest.raises(QueryError, match="secret does not exist"):
        rows(loaded, "FROM secret")
    assert secret.num_rows == 1


def test_a_query_that_runs_away_is_stopped_and_told_which_limit(loaded: Home) -> None:
    started = time.monotonic()
    with pytest.raises(QueryError, match=r"stopped after 0.5 s.*--timeout"):
        rows(loaded, "SELECT sum(a.range * b.range) FROM range(10000000) a, range(10000000) b", Limits(seconds=0.5))
    assert time.monotonic() - started < 1.5


SORT = "SELECT count(*) FROM (SELECT DISTINCT md5(range::VARCHAR) FROM range(1000000))"


def test_what_memory_cannot_hold_goes_to_disk_but_never_beside_the_home(loaded: Home) -> None:
    assert rows(loaded, SORT, Limits(memory="32MB"))[1] == [(1_000_000,)]
    assert [path for path in loaded.root.rglob("*") if "tmp" in path.name] == []


def test_the_disk_is_never_filled(loaded: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    usage = type("Usage", (), {"free": 2_000_000})
    monkeypatch.setattr("warehouse.query.shutil.disk_usage", lambda _: usage)
    with pytest.raises(QueryError, match=r"more than 32MB memory and the disk space.*TMPDIR"):
        rows(loaded, SORT, Limits(memory="32MB"))


@pytest.mark.parametrize(
    ("text", "size"),
    [("2GB", 2 * 10**9), ("500 mb", 5 * 10**8), ("1GiB", 2**30), ("1.5g", 1_500_000_000), ("100000000", 10**8)],
)
def test_sizes(text: str, size: int) -> None:
    assert Limits(memory=text).memory_bytes == size


@pytest.mark.parametrize("text", ["", "lots", "-1GB", "1e9", "80%", "1KB"])
def test_what_is_no_size_is_told(text: str) -> None:
    with pytest.raises(QueryError, match=f"--memory is '{text}'; valid are"):
        Limits(memory=text).memory_bytes  # noqa: B018  # the property checks


def test_limits_that_are_lifted() -> None:
    free = Limits(None, None, external=True)
    assert free.memory_bytes is None and free.disk_bytes(100) == 50
    assert Limits(memory="1GB").disk_bytes(10**15) == 4 * 10**9


def test_a_query_can_be_prepared(loaded: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "PREPARE", [Prepare(re.compile(r"\bfound\("), f"{__name__}:prepare_found")])
    assert rows(loaded, "SELECT count(headline) FROM found('x') JOIN articles USING (article_id)")[1] == [(6,)]
    assert rows(loaded, "SELECT 1")[1] == [(1,)]


def prepare_found(home: Home, connection: duckdb.DuckDBPyConnection, sql: str) -> str:
    assert isinstance(home.root, Path)
    ids = connection.execute("SELECT article_id FROM articles").to_arrow_table()
    connection.register("found_1", ids)
    return sql.replace("found('x')", "found_1")
