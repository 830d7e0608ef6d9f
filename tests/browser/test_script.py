"""What the script adds: the query behind a number, copies, a filter."""

from __future__ import annotations

from pathlib import Path

import orjson
import pytest
from playwright.sync_api import Page

from .conftest import OpenTab

pytestmark = pytest.mark.xdist_group("browser")
ROWS = "table => [...table.tBodies[0].rows].filter(row => row.checkVisibility()).length"


@pytest.fixture
def run(pages: dict[str, Path], tab: OpenTab) -> Page:
    return tab().open(pages["run"])


def test_a_number_shows_its_query(pages: dict[str, Path], run: Page) -> None:
    run.locator("data[data-fact='counts.accepted']").first.click()
    dialog = run.locator("dialog[open]")
    told = orjson.loads(pages["run"].with_suffix(".json").read_bytes())["queries"]["counts"]
    assert "counts.accepted is " in dialog.inner_text()
    assert "".join(told.split()) in "".join(dialog.inner_text().split())
    run.keyboard.press("Escape")
    assert not run.locator("dialog[open]").count()


def test_a_command_can_be_copied(run: Page) -> None:
    run.context.grant_permissions(["clipboard-read", "clipboard-write"])
    frame = run.locator(".copyable:visible").first
    frame.locator("button").click()
    frame.get_by_text("Copied").wait_for()
    assert run.evaluate("() => navigator.clipboard.readText()") == frame.locator("pre").inner_text()


def test_a_long_table_is_filtered(pages: dict[str, Path], tab: OpenTab) -> None:
    page = tab().open(pages["index"])
    table, field = page.locator("table.filtered").first, page.locator("input[type=search]").first
    all_rows = table.evaluate(ROWS)
    sought = table.locator("tbody tr").nth(3).inner_text().split("\t")[0]
    field.fill(sought)
    assert 1 <= table.evaluate(ROWS) < all_rows
    field.fill("")
    assert table.evaluate(ROWS) == all_rows
    field.fill("<no row has this>")
    assert table.evaluate(ROWS) == 0
