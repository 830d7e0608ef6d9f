"""A small warehouse of invented articles, each with something that exports trip over."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
import pytest

from tests.warehouse.views.conftest import Newsroom, insert
from warehouse.database import create
from warehouse.export import Ask
from warehouse.export.order import Order
from warehouse.export.targets import Written
from warehouse.export.write import export
from warehouse.home import Home
from warehouse.limits import Limits
from warehouse.query import open_limited, prepared, query_error

MARCH, APRIL = datetime(2026, 3, 31, 23, 59, 59, tzinfo=UTC), datetime(2026, 4, 1, tzinfo=UTC)
QUOTED = 'She said: "It\'s open", then\r\nleft, quickly; 5 > 4 & 3 < 4.\n\nA second paragraph\twith a tab.'
LONG = "The bridge is long. " * 100_000
HUGE = 2**62


def fill(connection: duckdb.DuckDBPyConnection) -> None:
    news = Newsroom(connection)
    news.article(
        "quoted", QUOTED, date_published=MARCH, publisher="Der Böte, Aalen", in_language="de-AT", abstract="",
        authors=["Ash, Ann", 'Bo "Bee" Berg'], keywords=["a;b", "[x]"], article_section="Lokales",
        extra='{"id": 123456789012345678901234567890, "nested": {"a": [1, null]}}', date_published_precision="second",
        uri="https://bote.example/1?a=b#c", byline="Von Ann Ash", alternative_headline="Zweite Zeile",
    )  # fmt: skip
    news.child("quotes", text="It's open", kind="direct", speaker_name="Ann Ash")
    news.child("quotes", text="left, quickly", kind="mixed")
    news.child("quantities", text="5", value=float("nan"), value_high=float("inf"))
    news.child("mentions", kind="place", text="Aalen", latitude=48.84, longitude=10.09)
    news.child("blocks", kind="paragraph", text=QUOTED.split("\n\n", maxsplit=1)[0])
    news.child("blocks", kind="heading", text=QUOTED.split("\n\n")[1])
    news.child("images", url="https://bote.example/1.jpg", caption="Die Brücke", credit="Bo Berg")
    news.child("images", url="/2.jpg")
    news.child("embeds", platform="x", posted_on=MARCH.date(), text="Open\x00again")
    news.article(
        "=SUM(1+1)", "🌉 Ponte — été \u2028 Straße ＝ \u200b", date_published=APRIL, publisher="Zeta", in_language="pt",
        is_truncated=True, credit="Reuters",
    )  # fmt: skip
    news.article("long", LONG, date_published=datetime(2025, 1, 1, 9, 30, 0, 250, tzinfo=UTC), publisher="Zeta")
    news.article("undated", "No day is known.", word_count=HUGE)
    news.article("nul\x00l", "A headline with a character nobody sees.", publisher="", date_published=APRIL)
    news.article("old version", work_id="bridge", is_current=False, date_published=APRIL, publisher="Zeta")
    news.child("quotes", text="It holds", kind="direct")
    news.article("new version", work_id="bridge", version=2, date_published=APRIL, publisher="Zeta")
    news.article("withdrawn", work_id="killed", is_current=False, date_published=APRIL, publisher="Zeta")
    insert(connection, "withdrawals", work_id="killed")
    insert(connection, "runs", run_id="r1", finished_at=APRIL)
    insert(connection, "runs", run_id="r2", status="failed", finished_at=MARCH)


CURRENT = {"quoted", "=SUM(1+1)", "long", "undated", "nul\x00l", "new version"}


def made(folder: Path, contents: Callable[[duckdb.DuckDBPyConnection], None]) -> Home:
    folder.mkdir(parents=True)
    create(folder / "warehouse.duckdb")
    with duckdb.connect(str(folder / "warehouse.duckdb")) as connection:
        contents(connection)
    return Home(folder)


def asking(home: Home, spill: Path) -> Iterator[Ask]:
    """Statements on the home as the command runs them, but in this process."""
    limits = Limits()
    with open_limited(home, limits, spill) as connection:

        def ask(sql: str) -> Iterator[pa.RecordBatch]:
            try:
                result = connection.execute(prepared(home, connection, sql))
            except duckdb.Error as error:
                raise query_error(error, limits) from error
            return iter(result.to_arrow_reader(2) if result.description else ())

        yield ask


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Home:
    return made(tmp_path_factory.mktemp("export") / "home", fill)


@pytest.fixture
def ask(home: Home, tmp_path: Path) -> Iterator[Ask]:
    yield from asking(home, tmp_path / "spill")


@pytest.fixture
def nothing(tmp_path: Path) -> Iterator[Ask]:
    """An empty warehouse."""
    yield from asking(made(tmp_path / "empty", lambda _: None), tmp_path / "spill")


Export = Callable[..., list[Written]]


@pytest.fixture
def write(ask: Ask) -> Export:
    """write(format, output, **options): run one export."""

    def run(form: str, output: Path | str, *, force: bool = False, **options: Any) -> list[Written]:
        return export(ask, Order(form, str(output), **options), BytesIO(), force=force)

    return run
