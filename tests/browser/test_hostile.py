"""Whatever an article, a publisher, a column or a file is called, the report shows it as text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from playwright.sync_api import Page

from warehouse.home import Home
from warehouse.report.build import write_report
from warehouse.report.facts import run_facts
from warehouse.report.page.environment import environment
from warehouse.report.page.render import render_run
from warehouse.report.visible import visible

from .conftest import OpenTab
from .homes import hostile_home
from .hostile import FAMILIES, HOSTILE
from .test_widths import OVERFLOWING, SIDEWAYS

pytestmark = pytest.mark.xdist_group("browser")

SHOWN = 150  # a long text may be cut
POLICY = re.compile(r'<meta http-equiv="Content-Security-Policy"[^>]*>')

ACTIVE = """() => {
    const links = /^(#|(\\.{0,2}\\/)*(articles\\/)?[\\w.-]+\\.(html|json)(#|$))/;
    const tags = new Set(["IFRAME", "OBJECT", "EMBED", "FORM", "BASE", "LINK", "IMG", "VIDEO", "AUDIO", "USE"]);
    return [...document.querySelectorAll("*")].flatMap(element => [
        ...[...element.attributes].map(a => a.name).filter(name => name.startsWith("on") || name === "style"),
        ...(tags.has(element.tagName.toUpperCase()) ? [element.tagName] : []),
        ...(element.tagName === "SCRIPT" && element !== document.scripts[0] ? ["a second script"] : []),
        ...(links.test(element.getAttribute("href") ?? "#") ? [] : [element.getAttribute("href")]),
    ]);
}"""


def active(page: Page) -> list[str]:
    """Attributes and elements that act or load, and links that lead out of the report."""
    return list(page.evaluate(ACTIVE))


def squeezed(text: str) -> str:
    return re.sub(r"\s+", "", text)


@pytest.fixture(scope="module")
def planted(tmp_path_factory: pytest.TempPathFactory) -> tuple[Home, dict[str, Sequence[str]]]:
    return hostile_home(tmp_path_factory.mktemp("hostile") / "home", HOSTILE)


@pytest.fixture
def without_escaping() -> Iterator[None]:
    """The same templates, with autoescape off."""
    made = environment()
    for on in (False, True):
        made.autoescape = on
        assert made.cache is not None
        made.cache.clear()
        if not on:
            yield


def test_there_are_many() -> None:
    assert len(HOSTILE) >= 520 and len(FAMILIES) >= 10


@pytest.mark.slow
def test_run_pages(planted: tuple[Home, dict[str, Sequence[str]]], tab: OpenTab, tmp_path: Path) -> None:
    home, runs = planted
    watched = tab()
    for run, texts in runs.items():
        file = tmp_path / f"{run}.html"
        file.write_text(render_run(run_facts(home, run)), encoding="utf-8")
        page = watched.open(file)
        assert active(page) == []
        shown = squeezed(page.evaluate("() => document.documentElement.textContent"))
        assert [text for text in texts if squeezed(visible(text))[:SHOWN] not in shown] == []
    assert watched.deeds == []


def test_index(planted: tuple[Home, dict[str, Sequence[str]]], tab: OpenTab) -> None:
    home, _ = planted
    write_report(home)
    watched = tab()
    assert active(watched.open(home.reports / "index.html")) == []
    assert watched.deeds == []


def test_long_names_do_not_widen_the_page(
    planted: tuple[Home, dict[str, Sequence[str]]], tab: OpenTab, tmp_path: Path
) -> None:
    home, runs = planted
    run = next(run for run, texts in runs.items() if "a" * 600 in texts)
    file = tmp_path / "run.html"
    file.write_text(render_run(run_facts(home, run)), encoding="utf-8")
    page = tab(viewport={"width": 360, "height": 800}).open(file)
    page.evaluate("() => document.querySelectorAll('details').forEach(details => details.open = true)")
    assert page.evaluate(OVERFLOWING) == []
    assert page.evaluate(SIDEWAYS) == 0


def test_without_escaping_they_act(
    planted: tuple[Home, dict[str, Sequence[str]]], tab: OpenTab, tmp_path: Path, without_escaping: None
) -> None:
    """The control: the page's policy alone holds them back, and without it they act, which the tests see."""
    home, runs = planted
    run = next(run for run, texts in runs.items() if "</pre><svg onload=alert(1)>" in texts)
    html = render_run(run_facts(home, run))
    guarded, bare = tmp_path / "guarded.html", tmp_path / "bare.html"
    guarded.write_text(html, encoding="utf-8")
    bare.write_text(POLICY.sub("", html), encoding="utf-8")
    watched = tab()
    assert active(watched.open(guarded)) != []
    assert (watched.dialogs, watched.requests) == ([], [])
    watched = tab()
    watched.open(bare)
    assert watched.dialogs and set(watched.dialogs) == {"1"}
    assert any("invented.example" in request for request in watched.requests)
