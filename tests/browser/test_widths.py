"""From a phone to a wide screen, and on paper: nothing is cut off, nothing scrolls sideways but wide tables."""

from __future__ import annotations

from pathlib import Path

import pytest

from .conftest import PAGES, OpenTab

pytestmark = pytest.mark.xdist_group("browser")

OVERFLOWING = """() => {
    const limit = document.documentElement.clientWidth + 1;
    const inScroller = element => {
        for (let outer = element.parentElement; outer; outer = outer.parentElement)
            if (["auto", "scroll", "hidden"].includes(getComputedStyle(outer).overflowX)) return true;
        return false;
    };
    return [...document.body.querySelectorAll("*")]
        .filter(element => element.getBoundingClientRect().right > limit && !inScroller(element))
        .slice(0, 5).map(element => `${element.tagName}.${element.getAttribute("class")}`);
}"""
COLOURS = """() => [getComputedStyle(document.body).color, getComputedStyle(document.body).backgroundColor]
    .map(colour => colour.match(/\\d+/g).slice(0, 3).reduce((sum, part) => sum + Number(part), 0))"""
SPACED = """
* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important; }
p { margin-bottom: 2em !important; }
"""
SIDEWAYS = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"


@pytest.mark.parametrize("width", [320, 360, 768, 1440])
@pytest.mark.parametrize("name", PAGES)
def test_the_page_does_not_scroll_sideways(pages: dict[str, Path], tab: OpenTab, name: str, width: int) -> None:
    page = tab(viewport={"width": width, "height": 800}).open(pages[name])
    page.evaluate("() => document.querySelectorAll('details').forEach(details => details.open = true)")
    assert page.evaluate(OVERFLOWING) == []
    assert page.evaluate(SIDEWAYS) == 0


@pytest.mark.parametrize("name", PAGES)
def test_text_may_be_spaced_out(pages: dict[str, Path], tab: OpenTab, name: str) -> None:
    """As readers may set it (WCAG 2.2, 1.4.12)."""
    page = tab(viewport={"width": 360, "height": 800}, bypass_csp=True).open(pages[name])
    page.add_style_tag(content=SPACED)
    assert page.evaluate(OVERFLOWING) == []
    assert page.evaluate(SIDEWAYS) == 0


@pytest.mark.parametrize("name", PAGES)
def test_on_paper(pages: dict[str, Path], tab: OpenTab, name: str) -> None:
    """Dark on light whatever the screen's colours, no wider than the sheet, without what only a screen can do."""
    watched = tab(color_scheme="dark", viewport={"width": 718, "height": 1000})  # A4 less margins of 1 cm, at 96 dpi
    page = watched.open(pages[name])
    page.emulate_media(media="print")
    ink, paper = page.evaluate(COLOURS)
    assert ink < 120 and paper > 700
    assert page.evaluate(OVERFLOWING) == []
    assert not page.locator("nav:visible, button:visible, input:visible").count()
    assert page.pdf(format="A4").startswith(b"%PDF")
    assert watched.deeds == []
