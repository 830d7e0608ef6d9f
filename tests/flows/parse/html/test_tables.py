from __future__ import annotations

from selectolax.lexbor import LexborNode

from flows.parse.html.page import open_page
from flows.parse.html.tables import is_layout, rows


def table(markup: str) -> LexborNode:
    node = open_page(markup).tree.css_first("table")
    assert node is not None
    return node


def test_rows_tell_cells_and_links() -> None:
    found = rows(
        table("<table><tr><th>Boat</th><th></th></tr><tr><td><a href=x>Havørn</a></td><td>12 m</td></tr></table>")
    )
    assert found == [("Boat", 0), ("Havørn | 12 m", 6)]


def test_tables_that_place_the_page() -> None:
    assert is_layout(table("<table><tr><td><h2>News</h2></td><td>x</td><td>y</td></tr></table>"))
    assert is_layout(
        table(f"<table><tr><td>{'The pier is to be rebuilt. ' * 20}</td><td>x</td><td>y</td></tr></table>")
    )
    assert not is_layout(table("<table><tr><td>a</td><td>b</td></tr><tr><td>c</td><td>d</td></tr></table>"))
