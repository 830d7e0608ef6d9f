"""The cookbook is true: each of its queries gives the result that stands under it."""

import re
from pathlib import Path

import pytest

from tests.docs.blocks import BLOCK, answer, markdown_files
from warehouse.database import views
from warehouse.home import Home

pytestmark = pytest.mark.xdist_group("ingest")
FOLDER = Path(__file__).parents[2] / "docs/cookbook"
PAGES = {path.name: path.read_text(encoding="utf-8") for path in markdown_files(FOLDER)}
BLOCKS = [(name, match["sql"], match["table"]) for name, text in PAGES.items() for match in BLOCK.finditer(text)]


def test_there_are_enough_queries_each_under_its_question() -> None:
    assert len(BLOCKS) >= 25
    assert len(BLOCKS) == sum(text.count("```sql") for text in PAGES.values()), "a block without its table"
    for name, text in PAGES.items():
        if name != "README.md":
            assert text.count("\n## ") == text.count("```sql"), f"{name}: each query has a heading, its question"
            assert all(heading.endswith("?") for heading in re.findall(r"^## (.*)$", text, re.MULTILINE))


@pytest.mark.parametrize(("name", "sql", "table"), BLOCKS)
def test_a_query_gives_the_result_that_is_shown(examples_home: Path, name: str, sql: str, table: str) -> None:
    renew = "renew it: python -m tests.docs.blocks HOME docs/cookbook"
    assert answer(Home(examples_home), sql) == table, renew


def test_every_view_and_macro_is_named() -> None:
    text = "\n".join(PAGES.values())
    assert [name for name, _ in views() if not re.search(rf"\b{name}\b", text)] == []


def test_the_contents_list_every_page() -> None:
    assert {name for name in PAGES if name != "README.md"} == set(re.findall(r"\]\((\w+\.md)\)", PAGES["README.md"]))
