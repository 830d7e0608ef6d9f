"""axe-core finds nothing serious, in light and in dark."""

from __future__ import annotations

from pathlib import Path

import pytest
from axe_core_python.sync_playwright import Axe

from .conftest import PAGES, OpenTab

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("browser")]
GRAVE = ("serious", "critical")
COLOURS = {"runOnly": ["color-contrast", "link-in-text-block"]}  # all that differs between light and dark
RUN = """options => axe.run(
    {include: document, exclude: ["details tbody tr:nth-child(n+4)"]},  // folded tables: one row is as the other
    {...options, resultTypes: ["violations"]},
).then(found => found.violations)"""


@pytest.mark.parametrize(("scheme", "rules"), [("light", {}), ("dark", COLOURS)], ids=["light", "dark"])
@pytest.mark.parametrize("name", PAGES)
def test_nothing_serious(
    pages: dict[str, Path], tab: OpenTab, name: str, scheme: str, rules: dict[str, object]
) -> None:
    page = tab(color_scheme=scheme).open(pages[name])
    page.evaluate("() => document.querySelectorAll('details').forEach(details => details.open = true)")
    page.evaluate(Axe().axe_script)
    assert [
        (violation["id"], violation["impact"], [node["html"][:200] for node in violation["nodes"][:3]])
        for violation in page.evaluate(RUN, rules)
        if violation["impact"] in GRAVE
    ] == []


def test_axe_finds_what_is_wrong(pages: dict[str, Path], tab: OpenTab) -> None:
    page = tab().open(pages["rejected"])
    page.evaluate("() => document.querySelector('h1').style.color = '#ddd'")
    page.evaluate(Axe().axe_script)
    assert [violation["id"] for violation in page.evaluate(RUN, COLOURS)] == ["color-contrast"]
