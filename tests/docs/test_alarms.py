"""Every alarm has a section, every metric that one names exists, and every query on the page runs."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.conftest import EXAMPLES
from warehouse.home import Home
from warehouse.metrics import metrics
from warehouse.query import rows

DOCS = EXAMPLES.parent / "docs"
ALARMS = (DOCS / "alarms.md").read_text("utf-8")
OPERATIONS = (DOCS / "operations.md").read_text("utf-8")
TABLE = re.findall(r"^\| \[([^\]]+)\]\(alarms\.md#([a-z-]+)\) \| `([^`]+)` \|", OPERATIONS, re.MULTILINE)
QUERIES = re.findall(r'copydesk sql "([^"]+)"', ALARMS)


def test_a_section_for_each_alarm() -> None:
    sections = re.findall(r"^## (.+)$", ALARMS, re.MULTILINE)
    assert [name.lower() for name in sections] == [name for name, _, _ in TABLE]
    assert [name.lower().replace(" ", "-") for name in sections] == [anchor for _, anchor, _ in TABLE]
    for section in ALARMS.split("\n## ")[1:]:
        assert "Mends it:" in section


def test_every_metric_exists(examples_home: Path) -> None:
    told = metrics(Home(examples_home)).decode()
    named = {name for _, _, expression in TABLE for name in re.findall(r"copydesk_\w+", expression)}
    assert len(named) >= 6
    for name in named | set(re.findall(r"copydesk_\w+", ALARMS)):
        assert f"# TYPE {name} " in told, name


@pytest.mark.parametrize("query", QUERIES)
def test_every_query_runs(examples_home: Path, query: str) -> None:
    names, _ = rows(Home(examples_home), query)
    assert names
