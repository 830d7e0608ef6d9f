"""Everything derived from the schemas: DDL that DuckDB takes, Arrow schemas, JSON Schema, the dictionary."""

from pathlib import Path

import duckdb
import pyarrow as pa
import pytest

from schemas.arrow import arrow_schema
from schemas.column import Column, Table, Type
from schemas.ddl import comments, create_table
from schemas.dictionary import dictionary
from schemas.json_schema import json_schema
from schemas.reasons import REASONS
from schemas.registry import TABLES
from schemas.vocabularies import OUTCOMES

EVERY = pytest.mark.parametrize("table", TABLES.values(), ids=TABLES.keys())


@pytest.fixture(scope="module")
def database() -> duckdb.DuckDBPyConnection:
    connection = duckdb.connect()
    connection.execute("SET TimeZone = 'UTC'")
    for table in TABLES.values():
        connection.execute(create_table(table))
        for comment in comments(table):
            connection.execute(comment)
    return connection


@EVERY
def test_every_column_of_the_database_has_its_type_and_comment(
    database: duckdb.DuckDBPyConnection, table: Table
) -> None:
    found = database.execute(
        "SELECT column_name, is_nullable, comment FROM duckdb_columns() WHERE table_name = ?", [table.name]
    ).fetchall()
    assert [(name, nullable) for name, nullable, _ in found] == [
        (c.name, c.nullable and not (table.parent is None and c.name in table.primary_key)) for c in table.columns
    ]
    assert all(c.description in comment for c, (_, _, comment) in zip(table.columns, found, strict=True))


@EVERY
def test_arrow_and_duckdb_agree_on_types(database: duckdb.DuckDBPyConnection, table: Table) -> None:
    empty = database.execute(f'FROM "{table.name}"').to_arrow_table()
    for ours, theirs in zip(arrow_schema(table), empty.schema, strict=True):
        as_text = pa.string() if table.column(ours.name).type is Type.JSON else theirs.type
        if pa.types.is_list(as_text):
            as_text = pa.list_(theirs.type.value_type)  # the items' field has another name
        assert ours.type.equals(as_text), ours.name


@EVERY
def test_keys_are_columns_that_cannot_be_null(table: Table) -> None:
    assert all(not table.column(name).nullable for name in table.primary_key)
    assert "run_id" in table.column_names


@EVERY
def test_json_schema_names_every_column_with_its_vocabulary(table: Table) -> None:
    properties = json_schema(table)["properties"]
    assert list(properties) == list(table.column_names)
    for column in table.columns:
        if column.vocabulary:
            assert set(column.vocabulary) <= set(properties[column.name]["enum"])


def test_constraints_hold_in_the_database(database: duckdb.DuckDBPyConnection) -> None:
    row = "INSERT INTO blocks VALUES (repeat('a', 32), 0, ?, 'text', ?, 4, NULL, 'run')"
    with pytest.raises(duckdb.ConstraintException):
        database.execute(row, ["story", 0])
    with pytest.raises(duckdb.ConstraintException):
        database.execute(row, ["paragraph", -1])
    database.execute(row, ["paragraph", 0])


def test_the_quarantine_takes_what_breaks_a_constraint(database: duckdb.DuckDBPyConnection) -> None:
    assert "CHECK" in create_table(TABLES["articles"])
    assert "CHECK" not in create_table(TABLES["quarantined_articles"])


def test_a_quote_in_a_description_cannot_break_the_ddl() -> None:
    table = Table("t", "a row's row", (Column("c", Type.TEXT, "it's", nullable=False),), ("c",))
    connection = duckdb.connect()
    for statement in (create_table(table), *comments(table)):
        connection.execute(statement)
    assert connection.execute("SELECT comment FROM duckdb_tables()").fetchall() == [("a row's row",)]


def test_an_unknown_column_is_refused_with_the_valid_names() -> None:
    with pytest.raises(KeyError, match="raw_files has no column 'size'; it has path, source"):
        TABLES["raw_files"].column("size")


def test_the_dictionary_in_docs_is_fresh() -> None:
    written = (Path(__file__).parents[2] / "docs" / "data-dictionary.md").read_text(encoding="utf-8")
    assert written == dictionary(), "stale: run `make docs`"


def test_every_reason_has_an_outcome_a_meaning_and_a_remedy() -> None:
    for reason in REASONS.values():
        assert reason.outcome in OUTCOMES and reason.outcome != "accepted"
        assert reason.meaning.endswith(".") and reason.remedy
