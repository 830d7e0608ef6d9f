"""The screenshots of docs/screenshots: `make screenshots` takes them, and here they are taken to be thrown away."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from .conftest import OpenTab

pytestmark = pytest.mark.xdist_group("browser")

ROOT = Path(__file__).parents[2]
TAKEN = ROOT / "docs" / "screenshots"
WANTED = "COPYDESK_SCREENSHOTS"  # set by `make screenshots`
BYTES = 200_000
SHOTS = {  # name → page, part of it, colour scheme, width and height
    "report-index": ("index", "body", "light", 1200, 1150),
    "report-trend": ("index", "#trend", "light", 1200, 900),
    "report-fields": ("index", "#fields", "dark", 1200, 900),
    "report-run": ("run", "body", "light", 1200, 1400),
    "report-expectations": ("run", "#expectations", "light", 1200, 900),
    "report-phone": ("run", "body", "light", 390, 1100),
    "article": ("article", "body", "light", 1100, 850),
}


@pytest.mark.parametrize("name", SHOTS)
def test_a_screenshot(pages: dict[str, Path], tab: OpenTab, tmp_path: Path, name: str) -> None:
    page_name, part, scheme, width, height = SHOTS[name]
    page = tab(color_scheme=scheme, viewport={"width": width, "height": height}).open(pages[page_name])
    page.evaluate("part => part !== 'body' && document.querySelector(part).scrollIntoView()", part)
    folder = TAKEN if os.environ.get(WANTED) else tmp_path
    image = page.screenshot(path=folder / f"{name}.png", animations="disabled")
    assert image.startswith(b"\x89PNG")


def test_every_screenshot_is_shown_somewhere() -> None:
    assert {path.stem for path in TAKEN.glob("*.png")} == set(SHOTS)
    told = "".join(path.read_text(encoding="utf-8") for path in [ROOT / "README.md", *(ROOT / "docs").glob("*.md")])
    assert [name for name in SHOTS if f"screenshots/{name}.png" not in told] == []
    assert all(path.stat().st_size < BYTES for path in TAKEN.glob("*.png"))
