"""The data contract is true of a warehouse: its tables have these columns and types, and every rule holds."""

from __future__ import annotations

import subprocess
import sys
from typing import Any

import pytest
import yaml

from schemas.metadata.odcs import contract
from schemas.registry import TABLES
from tests.conftest import Copydesk
from tests.tools.conftest import Ask

pytestmark = pytest.mark.xdist_group("ingest")
Found = dict[str, Any]


def broken(table: str, column: str, rule: Found) -> str:
    """The query that counts the rows breaking a rule, of the standard's library or of its own."""
    if rule["type"] == "sql":
        return str(rule["query"])
    arguments = rule["arguments"]
    if "properties" in arguments:
        key = ", ".join(arguments["properties"])
        return f'SELECT count(*) - count(DISTINCT ({key})) FROM "{table}"'
    if "pattern" in arguments:
        return f'SELECT count(*) FROM "{table}" WHERE NOT regexp_matches("{column}", \'{arguments["pattern"]}\')'
    values = ", ".join(f"'{value}'" for value in arguments["validValues"])
    return f'SELECT count(*) FROM "{table}" WHERE "{column}" NOT IN ({values})'


@pytest.mark.parametrize("table", contract()["schema"], ids=TABLES.keys())
def test_every_rule_holds(ask: Ask, table: Found) -> None:
    name = table["name"]
    for rule in table["quality"]:
        assert ask(broken(name, "", rule)) == [(0,)], rule["name"]
    for column in table["properties"]:
        for rule in column.get("quality", []):
            assert ask(broken(name, column["name"], rule)) == [(0,)], rule["name"]
        for relationship in column.get("relationships", []):
            parent, key = relationship["to"].split(".")
            orphans = f'SELECT count(*) FROM "{name}" WHERE "{column["name"]}" NOT IN (SELECT "{key}" FROM "{parent}")'
            assert ask(orphans) == [(0,)], relationship


def test_columns_and_types_are_the_warehouses(ask: Ask) -> None:
    types = {"TIMESTAMP WITH TIME ZONE": "TIMESTAMPTZ"}
    columns = "SELECT table_name, column_name, data_type, NOT is_nullable FROM duckdb_columns() WHERE NOT internal"
    found = {(table, column): (types.get(kind, kind), required) for table, column, kind, required in ask(columns)}
    for table in contract()["schema"]:
        for column in table["properties"]:
            assert found[table["name"], column["name"]] == (column["physicalType"], column["required"])


def test_the_command_prints_it(copydesk: Copydesk) -> None:
    done = copydesk("schema", "--format", "odcs")
    assert done.code == 0 and yaml.safe_load(done.out) == contract()
    assert "leave out TABLE" in copydesk("schema", "articles", "--format", "odcs").err
    schemas = copydesk("schema", "--format", "json-schema").json
    assert schemas["articles"] == copydesk("schema", "articles", "--format", "json-schema").json
    assert list(schemas) == list(TABLES)


@pytest.mark.parametrize("form", ["odcs", "dbt", "json-schema"])
def test_it_is_printed_without_prefect_great_expectations_and_duckdb(form: str) -> None:
    code = (
        "import sys\nfrom flows.cli import main\ntry:\n    main()\nexcept SystemExit as end:\n    assert not end.code\n"
        "heavy = {'prefect', 'great_expectations', 'pandas', 'duckdb', 'pyarrow'}\n"
        "print(sorted(heavy & set(sys.modules)))"
    )
    command = [sys.executable, "-c", code, "schema", "--format", form]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"
