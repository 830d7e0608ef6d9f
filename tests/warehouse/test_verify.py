"""Verify finds what is wrong: a flipped bit, a missing part, rows that are gone, books that do not add up."""

from collections.abc import Iterator
from contextlib import contextmanager

import duckdb
import pytest

from tests.warehouse.conftest import Load, article
from warehouse.home import Home
from warehouse.manifest import Part, read_manifest
from warehouse.verify import verify


@pytest.fixture
def loaded(home: Home, load: Load) -> Home:
    load("r1", [article("One"), article("Two")], [article("Three")])
    assert verify(home) == []
    return home


@contextmanager
def tampered(home: Home) -> Iterator[duckdb.DuckDBPyConnection]:
    path = home.warehouse.resolve()
    path.chmod(0o644)
    with duckdb.connect(str(path)) as connection:
        yield connection


def part_of(home: Home, table: str) -> Part:
    return next(part for part in read_manifest(home).parts if part.table == table)


def test_a_flipped_bit(loaded: Home) -> None:
    path = loaded.root / part_of(loaded, "quotes").path
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)
    assert [finding.check for finding in verify(loaded)] == ["part is whole"]


def test_a_missing_part(loaded: Home) -> None:
    (loaded.root / part_of(loaded, "articles").path).unlink()
    assert [finding.problem for finding in verify(loaded)] == ["the file is missing"]


@pytest.mark.parametrize(
    ("damage", "check"),
    [
        ("DELETE FROM articles WHERE headline = 'One'", "accepted records are articles"),
        ("DELETE FROM quarantined_articles", "quarantined records are kept"),
        ("UPDATE runs SET seen = 9", "run adds up"),
        ("UPDATE raw_files SET accepted = 5, seen = 5 WHERE accepted = 1", "file equals its records"),
        ("UPDATE quotes SET body_start = 0", "quotes stand in the body"),
        ("INSERT INTO blocks FROM blocks LIMIT 1", "keys are unique"),
        ("INSERT INTO records FROM records LIMIT 1", "keys are unique"),
        ("UPDATE records SET reason_code = NULL", "every outcome has its reason"),
    ],
)
def test_books_that_do_not_add_up(loaded: Home, damage: str, check: str) -> None:
    with tampered(loaded) as connection:
        connection.execute(damage)
    assert check in {finding.check for finding in verify(loaded)}
