"""The README is true: its queries give the results it shows, its accounting is the demo's, its commands exist."""

from pathlib import Path

import pytest

from flows.cli import cli
from schemas.vocabularies import OUTCOMES
from tests.docs.blocks import BLOCK, answer
from warehouse.home import Home
from warehouse.query import rows

pytestmark = pytest.mark.xdist_group("ingest")
README = (Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8")
BLOCKS = [(match["sql"], match["table"]) for match in BLOCK.finditer(README)]


def test_there_are_at_least_five_queries() -> None:
    assert len(BLOCKS) >= 5


@pytest.mark.parametrize(("sql", "table"), BLOCKS)
def test_a_query_gives_the_result_that_is_shown(examples_home: Path, sql: str, table: str) -> None:
    assert answer(Home(examples_home), sql) == table, "renew it: python -m tests.docs.blocks HOME README.md"


def test_the_accounting_line_is_the_demos(examples_home: Path) -> None:
    columns = ", ".join(OUTCOMES)
    [(seen, *counts)] = rows(Home(examples_home), f"SELECT seen, {columns} FROM runs ORDER BY run_id LIMIT 1")[1]
    line = f"{seen} seen = " + " + ".join(f"{n} {name}" for n, name in zip(counts, OUTCOMES, strict=True))
    assert line in README


def test_every_command_is_documented() -> None:
    for name in cli.commands:
        assert f"`copydesk {name}" in README
