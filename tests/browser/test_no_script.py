"""Without JavaScript the page says the same."""

from __future__ import annotations

from pathlib import Path

import pytest

from .conftest import PAGES, OpenTab
from .reading import facts

pytestmark = pytest.mark.xdist_group("browser")


@pytest.mark.parametrize("name", PAGES)
def test_the_same_numbers(pages: dict[str, Path], tab: OpenTab, name: str) -> None:
    with_script, without = (tab(java_script_enabled=enabled).open(pages[name]) for enabled in (True, False))
    assert facts(without) == facts(with_script)
    assert len(facts(without)) >= 10
    words = "() => document.querySelector('main').innerText.replace(/\\s+/g, ' ')"
    assert set(without.evaluate(words).split()) <= set(with_script.evaluate(words).split())
