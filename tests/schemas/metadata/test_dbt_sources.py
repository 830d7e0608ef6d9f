"""The dbt source: what it says of tables, keys and vocabularies.

That dbt takes it, and that its tests hold, is shown in tests/tools/test_dbt.py.
"""

from __future__ import annotations

from typing import Any

import pytest
import yaml

from schemas.column import Type
from schemas.ddl import DUCKDB
from schemas.metadata.dbt_sources import sources
from schemas.metadata.terms import address
from schemas.registry import TABLES
from schemas.vocabularies import OUTCOMES

SOURCES = sources()
FOUND: dict[str, Any] = {table["name"]: table for table in SOURCES["sources"][0]["tables"]}


def column(table: str, name: str) -> dict[str, Any]:
    [found] = [item for item in FOUND[table]["columns"] if item["name"] == name]
    return dict(found)


def test_every_table_and_column_is_there() -> None:
    assert {name: tuple(c["name"] for c in table["columns"]) for name, table in FOUND.items()} == {
        name: table.column_names for name, table in TABLES.items()
    }
    assert column("articles", "authors")["data_type"] == DUCKDB[Type.TEXT_LIST]
    assert column("articles", "headline")["config"]["meta"]["definition"] == "https://schema.org/headline"


def test_constraints_become_tests() -> None:
    assert column("articles", "article_id")["data_tests"] == ["not_null", "unique"]
    assert {"accepted_values": {"arguments": {"values": list(OUTCOMES)}}} in column("records", "outcome")["data_tests"]
    parent = {"relationships": {"arguments": {"to": "source('copydesk', 'articles')", "field": "article_id"}}}
    assert parent in column("quotes", "article_id")["data_tests"]
    assert FOUND["quotes"]["data_tests"][0]["unique"]["arguments"]["column_name"] == 'row("article_id", "position")'
    assert "data_tests" not in column("articles", "byline")
    assert column("quarantined_articles", "status")["data_tests"] == ["not_null"]  # it keeps what broke the rules


def test_it_is_the_same_every_time_and_jinja_finds_nothing_in_it() -> None:
    text = yaml.safe_dump(SOURCES, sort_keys=False, allow_unicode=True)
    assert sources() == SOURCES and yaml.safe_load(text) == SOURCES
    assert not any(mark in text for mark in ("{{", "{%", "{#"))


def test_every_term_has_an_address_or_is_our_own() -> None:
    terms = {c.term for table in TABLES.values() for c in table.columns}
    assert {term for term in terms if address(term) is None} == {"Copydesk"}
    assert address("W3C Web Annotation TextPositionSelector.start") == "http://www.w3.org/ns/oa#start"
    with pytest.raises(ValueError, match="of no known vocabulary"):
        address("Dublin Core title")
