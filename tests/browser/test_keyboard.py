"""All that a mouse can do on a page, the keyboard can do, and shows where it is."""

from __future__ import annotations

from pathlib import Path

import pytest

from .conftest import PAGES, OpenTab
from .reading import focusable

pytestmark = pytest.mark.xdist_group("browser")

FOCUSED = """() => {
    const element = document.activeElement, style = getComputedStyle(element);
    return {
        place: element.dataset.place ?? null, tag: element.tagName, text: element.textContent.slice(0, 60),
        outlined: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 1,
        seen: (() => {
            const box = element.getBoundingClientRect();
            return box.width > 0 && box.height > 0 && box.bottom > 0 && box.top < innerHeight;
        })(),
    };
}"""


@pytest.mark.parametrize("name", PAGES)
def test_tab_goes_through_everything(pages: dict[str, Path], tab: OpenTab, name: str) -> None:
    page = tab().open(pages[name])
    expected, reached = list(range(focusable(page))), []
    for _ in range(2 * len(expected)):
        page.keyboard.press("Tab")
        focused = page.evaluate(FOCUSED)
        assert focused["outlined"], f"focus does not show on {focused}"
        assert focused["seen"], f"focus is out of sight on {focused}"
        if focused["place"] is not None:  # Chromium stops at what scrolls, too
            reached.append(int(focused["place"]))
        if reached[-1:] == expected[-1:]:
            break
    assert reached == expected, "everything, in the order of the page"


@pytest.mark.parametrize("name", PAGES)
def test_the_first_stop_skips_to_the_content(pages: dict[str, Path], tab: OpenTab, name: str) -> None:
    page = tab().open(pages[name])
    page.keyboard.press("Tab")
    assert page.evaluate("() => document.activeElement.getAttribute('href')").startswith("#")
    page.keyboard.press("Enter")
    target = page.evaluate("() => location.hash.slice(1)")
    assert page.evaluate("id => document.getElementById(id).closest('main') !== null", target)
    page.keyboard.press("Tab")
    assert page.evaluate("() => document.activeElement.closest('main') !== null")


@pytest.mark.parametrize("name", PAGES)
def test_enter_opens_what_is_folded(pages: dict[str, Path], tab: OpenTab, name: str) -> None:
    page = tab().open(pages[name])
    summaries = page.locator("summary:visible")
    assert summaries.count() > 0
    for index in range(min(summaries.count(), 5)):
        summary = summaries.nth(index)
        before = summary.evaluate("summary => summary.parentElement.open")
        summary.focus()
        page.keyboard.press("Enter")
        assert summary.evaluate("summary => summary.parentElement.open") is not before
        page.keyboard.press("Enter")
