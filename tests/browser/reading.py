"""What stands on a page that is open."""

from __future__ import annotations

import json
from typing import Any, NamedTuple

from playwright.sync_api import Page

_FACTS = """() => [...document.querySelectorAll("[data-fact]")].map(element => [
    element.dataset.fact, element.getAttribute("value") ?? element.getAttribute("datetime"), element.textContent,
])"""
_FOCUSABLE = "a[href], button, summary, input, select, textarea, [tabindex]:not([tabindex='-1'])"


class Fact(NamedTuple):
    """A fact as a page shows it: its name, its exact value if one is given beside the text, the text."""

    name: str
    value: str | None
    text: str

    @property
    def stated(self) -> Any:
        """The value, as the facts hold it."""
        if self.value is None:
            return self.text
        try:
            return json.loads(self.value)
        except json.JSONDecodeError:
            return self.value


def facts(page: Page) -> list[Fact]:
    """All facts on the page, in order."""
    return [Fact(*row) for row in page.evaluate(_FACTS)]


def focusable(page: Page) -> int:
    """How many elements the keyboard is to reach: those that are shown and not switched off. Each gets a number."""
    return int(
        page.evaluate(
            """selector => {
                const radios = new Set();
                const all = [...document.querySelectorAll(selector)].filter(element => {
                    if (!element.checkVisibility({visibilityProperty: true}) || element.disabled) return false;
                    if (element.type !== "radio") return true;
                    if (radios.has(element.name)) return false;
                    return radios.add(element.name);  // arrows go on within a group
                });
                all.forEach((element, place) => element.dataset.place = place);
                return all.length;
            }""",
            _FOCUSABLE,
        )
    )
