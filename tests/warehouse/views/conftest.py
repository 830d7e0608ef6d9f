"""A warehouse of six invented articles whose rows are known, and an empty one; what a test leaves out gets a filler."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import duckdb
import pytest

from schemas.column import Column, Type
from schemas.registry import TABLES
from warehouse.database import create

Ask = Callable[[str], list[tuple[Any, ...]]]
FILLERS = {
    Type.TEXT: "-", Type.INTEGER: 0, Type.REAL: 0.0, Type.BOOLEAN: False, Type.TEXT_LIST: [],
    Type.TIMESTAMP: datetime(2026, 3, 9, tzinfo=UTC), Type.JSON: "{}",
}  # fmt: skip


def identity(name: str) -> str:
    return hashlib.sha256(name.encode()).hexdigest()[:32]


def _filler(column: Column) -> object:
    if column.nullable:
        return None
    if column.vocabulary:
        return column.vocabulary[0]
    return column.minimum if isinstance(column.minimum, int) else FILLERS[column.type]


def insert(connection: duckdb.DuckDBPyConnection, table: str, **given: object) -> None:
    """One row; KeyError for a column that the table has not."""
    for name in given:
        TABLES[table].column(name)
    values = [given[column.name] if column.name in given else _filler(column) for column in TABLES[table].columns]
    connection.execute(f'INSERT INTO "{table}" VALUES ({", ".join("?" * len(values))})', values)


class Newsroom:
    """Inserts articles with what belongs to them."""

    def __init__(self, connection: duckdb.DuckDBPyConnection) -> None:
        self._connection = connection

    def article(self, name: str, body: str = "The bridge holds.", **columns: object) -> None:
        self._article = identity(name)
        self._body, self._positions = body, dict.fromkeys(TABLES, 0)
        fields = {"is_current": True, "headline": name, "word_count": len(body.split()), "work_id": name} | columns
        insert(self._connection, "articles", article_id=self._article, article_body=body, **fields)

    def child(self, table: str, **columns: object) -> None:
        """A row of the last article; one with a `text` that stands in the body gets its place there."""
        text = columns.get("text")
        if "body_start" in TABLES[table].column_names and text in self._body:
            start = self._body.index(str(text))
            columns |= {"body_start": start, "body_end": start + len(str(text))}
        insert(self._connection, table, article_id=self._article, position=self._positions[table], **columns)
        self._positions[table] += 1


def day(number: int, hour: int = 12) -> datetime:
    return datetime(2026, 3, number, hour, tzinfo=UTC)


INFLATION = "Inflation fell to 2.5 percent in May. Some 300 bakers marched. Inflation was 4 percent before."


def fill(connection: duckdb.DuckDBPyConnection) -> None:
    news = Newsroom(connection)
    news.article("Bridge opens", "“It holds firm,” said Mayor Ada Lindqvist.", publisher="Harbour News",
                 date_published=day(1), date_published_precision="day", credit="AP", article_section="City",
                 in_language="en", keywords=["Bridges", "City"], authors=["Bo Ek"], uri="https://h.example/1",
                 work_id="bridge", version=2, date_modified=day(3))  # fmt: skip
    news.child("quotes", text="It holds firm,", kind="direct", speaker_name="Ada Lindqvist", cue="Said")
    news.child("mentions", kind="person", text="Ada Lindqvist", name="Ada Lindqvist", title="Mayor")
    news.child("mentions", kind="place", text="Visby", country_code="SE", latitude=57.6, longitude=18.3)
    news.child("evidence", field="headline", value="Bridge opens", method="first_line", confidence=0.9)
    news.child("links", url="https://www.Example.org/a?b=1", text="plan")
    news.child("links", url="/more")
    news.child("blocks", kind="note", text="Correction: the bridge is 90 m long.")
    news.article("Bridge opens soon", publisher="Harbour News", work_id="bridge", is_current=False)
    news.child("quotes", text="Old", speaker_name="Ada Lindqvist")
    news.article("Lindqvist on ferries", "She “waits”. “Not I,” said Olof Ask. “Ferries run on time.”",
                 publisher="Island Post", date_published=day(4), date_published_precision="day", in_language="en",
                 article_section="City")  # fmt: skip
    news.child("quotes", text="waits", kind="mixed", speaker_name="Ada Lindqvist", cue="said")
    news.child("quotes", text="Not I,", kind="direct", speaker_name="Olof Ask", cue="said")
    news.child("quotes", text="Ferries run on time.", kind="direct", speaker_name="Ada Lindqvist", cue="added")
    news.child("mentions", kind="person", text="Lindqvist", name="Ada Lindqvist")
    news.child("mentions", kind="person", text="Olof Ask", name="Olof Ask")
    news.child("embeds", platform="x", author_handle="ada_l", author_name="Ada L")
    news.child("embeds", platform="x", author_handle="ada_l", author_name="Ada L")
    news.article("Prices", INFLATION, publisher="Island Post", date_published=day(4), credit="Reuters",
                 date_published_precision="day")  # fmt: skip
    for text, value, unit in (
        ("2.5 percent", 2.5, "percent"),
        ("300 bakers", 300, "bakers"),
        ("4 percent", 4, "percent"),
    ):
        news.child("quantities", text=text, value=value, unit=unit)
    news.article("Undated", source_path="/news/u.txt")
    news.child("evidence", field="date_published", method="none", note="no date in the text")
    news.article("April", publisher="Island Post", date_published=datetime(2026, 4, 1, 0, 30, tzinfo=UTC))
    _ledger(connection)


def _ledger(connection: duckdb.DuckDBPyConnection) -> None:
    insert(connection, "quarantined_articles", article_id=identity("q"), headline="Menu", status="open",
           failed_expectations=["body_has_words"])  # fmt: skip
    insert(connection, "quarantined_articles", article_id=identity("d"), headline="Seen to", status="dismissed")
    for number in (1, 2):
        insert(connection, "rejections", path=f"/news/{number}.txt", record_locator="file", reason_code="empty_file",
               message="0 bytes")  # fmt: skip
    insert(connection, "withdrawals", work_id="Undated", message="Kill: wrong photo")
    insert(connection, "runs", run_id="r1", seen=4, accepted=2, rejected=2, started_at=day(5), finished_at=day(5, 13))
    insert(connection, "expectation_results", suite="articles", expectation="date_is_known", severity="warning",
           success=False, unexpected_count=3, description="The date is known.", run_id="r1")  # fmt: skip
    insert(connection, "expectation_results", suite="articles", expectation="body_has_words", severity="critical",
           success=False, unexpected_count=1, description="The body has words.", run_id="r1")  # fmt: skip
    for name, earliest in (("Bridge opens", True), ("Prices", False)):
        insert(connection, "reprints", group_id="g", article_id=identity(name), is_earliest=earliest,
               origin_agency="AP")  # fmt: skip


def _asking(path: Path, then: Callable[[duckdb.DuckDBPyConnection], None]) -> Ask:
    create(path)
    connection = duckdb.connect(str(path))
    then(connection)
    connection.execute("SET TimeZone = 'America/New_York'")  # days are UTC's, whatever the reader's clock says
    return lambda sql: connection.execute(sql).fetchall()


@pytest.fixture(scope="session")
def ask(tmp_path_factory: pytest.TempPathFactory) -> Ask:
    return _asking(tmp_path_factory.mktemp("views") / "full.duckdb", fill)


@pytest.fixture(scope="session")
def ask_empty(tmp_path_factory: pytest.TempPathFactory) -> Ask:
    return _asking(tmp_path_factory.mktemp("views") / "empty.duckdb", lambda _: None)
