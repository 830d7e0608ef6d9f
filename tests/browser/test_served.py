"""The report as `copydesk report --serve` gives it: the same pages, from the index to an article that nobody wrote."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from flows.pages_on_demand import page_maker
from warehouse.home import Home
from warehouse.report.serve import Server

from .conftest import OpenTab
from .reading import facts

pytestmark = pytest.mark.xdist_group("browser")


@pytest.fixture
def server(home: Home, pages: dict[str, Path]) -> Iterator[Server]:
    with Server(home.reports, 0, page_maker(home)) as server:
        threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        yield server
        server.shutdown()


def test_from_the_index_to_an_article(server: Server, pages: dict[str, Path], tab: OpenTab) -> None:
    watched = tab(site=server.url)
    page = watched.open(server.url)
    page.locator(f"a[href$='{pages['run'].name}']").first.click()
    page.wait_for_url(f"{server.url}{pages['run'].name}", wait_until="load")
    shown = facts(page)
    assert shown == facts(tab().open(pages["run"]))
    names = page.eval_on_selector_all("a[href^='articles/']", "all => all.map(link => link.getAttribute('href'))")
    name = next(name for name in names if not (pages["index"].parent / name).exists())
    page = watched.open(f"{server.url}{name}")
    assert Path(name).stem in page.content()
    page.get_by_role("link", name="Data-quality report").click()
    page.wait_for_url(f"{server.url}index.html", wait_until="load")
    assert watched.deeds == []


def test_no_other_site_can_hold_it(server: Server, tab: OpenTab, tmp_path: Path) -> None:
    """Neither in a frame nor under a name of its own."""
    frame = tmp_path / "frame.html"
    frame.write_text(f"<iframe src='{server.url}'></iframe>")
    watched = tab(site=server.url)
    page = watched.open(frame)
    page.wait_for_timeout(500)
    assert any("frame-ancestors" in line or "X-Frame-Options" in line for line in watched.console)
    assert [frame.url for frame in page.frames[1:]] == ["chrome-error://chromewebdata/"]
