"""The data contract: valid by the standard's own schema, whole, and true of a warehouse."""

from __future__ import annotations

import json

import duckdb
import pytest
import yaml
from jsonschema import Draft201909Validator
from open_data_contract_standard.model import DataQuality, OpenDataContractStandard

from schemas.column import Column, Table, Type
from schemas.metadata.odcs import contract
from schemas.registry import TABLES
from schemas.tables.ledger import COUNTS

CONTRACT = contract()
TEXT = yaml.safe_dump(CONTRACT, sort_keys=False, allow_unicode=True)


def test_it_is_valid_by_the_standards_own_schema() -> None:
    validator = Draft201909Validator(json.loads(OpenDataContractStandard.json_schema()))
    assert [f"{error.json_path}: {error.message}" for error in validator.iter_errors(CONTRACT)] == []


def test_its_readers_find_every_table_and_column() -> None:
    read = OpenDataContractStandard.from_string(TEXT)
    assert read.apiVersion == CONTRACT["apiVersion"] and read.schema_ is not None
    found = {table.name: [p.name for p in table.properties or []] for table in read.schema_}
    assert found == {name: list(table.column_names) for name, table in TABLES.items()}
    rules = [rule for table in read.schema_ for p in table.properties or [] for rule in p.quality or []]
    assert len(rules) > 100 and all(isinstance(rule, DataQuality) and rule.mustBe == 0 for rule in rules)


def test_it_is_the_same_every_time_and_survives_yaml() -> None:
    assert contract() == CONTRACT and yaml.safe_load(TEXT) == CONTRACT
    assert "&id" not in TEXT, "no part of it is the same object as another: YAML would write a reference"


@pytest.mark.parametrize("table", TABLES.values(), ids=TABLES.keys())
def test_relationships_lead_to_a_key(table: Table) -> None:
    [found] = [item for item in CONTRACT["schema"] if item["name"] == table.name]
    for item in found["properties"]:
        for relationship in item.get("relationships", []):
            name, key = relationship["to"].split(".")
            assert TABLES[name].primary_key == (key,)
    keys = {item["name"]: item["primaryKeyPosition"] for item in found["properties"] if item.get("primaryKey")}
    assert keys == {name: place for place, name in enumerate(table.primary_key, start=1)}


def test_a_column_says_all_that_it_declares() -> None:
    column = Column("grade", Type.TEXT, "A grade.", "schema.org Rating.ratingValue", False, ("a", "b"), pattern="[ab]")
    number = Column("number", Type.INTEGER, "A number.", minimum=0, maximum=9)
    key = Column("article_id", Type.TEXT, "The article.", nullable=False)
    [found] = contract([Table("grades", "one grade", (key, column, number), ("article_id",), parent="articles")])[
        "schema"
    ]
    first, second, third = found["properties"]
    assert first["relationships"] == [{"type": "foreignKey", "to": "articles.article_id"}] and first["unique"]
    assert second["required"] and second["enum"] == [{"value": "a"}, {"value": "b"}]
    assert second["authoritativeDefinitions"][0]["url"] == "https://schema.org/ratingValue"
    assert second["logicalTypeOptions"] == {"pattern": "^(?:[ab])$"}
    assert [rule["arguments"] for rule in second["quality"]] == [{"validValues": ["a", "b"]}, {"pattern": "^(?:[ab])$"}]
    assert third["logicalTypeOptions"] == {"format": "i64", "minimum": 0, "maximum": 9}
    assert [rule["query"].split(" WHERE ")[1] for rule in third["quality"]] == ['"number" < 0', '"number" > 9']


def test_a_rule_counts_the_rows_that_break_it() -> None:
    kept = Table("kept", "one file", (*COUNTS, Column("share", Type.REAL, "A share.", maximum=1)), ("seen",))
    [found] = contract([kept])["schema"]
    queries = {rule["name"]: rule["query"] for rule in found["quality"] if rule["type"] == "sql"}
    queries |= {rule["name"]: rule["query"] for item in found["properties"] for rule in item.get("quality", [])}
    with duckdb.connect() as connection:
        connection.execute(
            "CREATE TABLE kept (seen INT, accepted INT, quarantined INT, rejected INT, skipped INT, share REAL)"
        )
        connection.execute("INSERT INTO kept VALUES (5, 2, 1, 1, 1, 0.5), (5, 2, 1, 1, 0, 1.5), (0, -1, 0, 1, 0, NULL)")
        broken = {name: connection.execute(query).fetchall()[0][0] for name, query in queries.items()}
    assert {name: count for name, count in broken.items() if count} == {
        "kept_adds_up": 1, "accepted_not_too_low": 1, "share_not_too_high": 1,
    }  # fmt: skip
    assert len(broken) == 7


def test_a_table_that_keeps_what_broke_its_rules_promises_none_of_them() -> None:
    [found] = [item for item in CONTRACT["schema"] if item["name"] == "quarantined_articles"]
    assert not any("quality" in item or "enum" in item for item in found["properties"])
