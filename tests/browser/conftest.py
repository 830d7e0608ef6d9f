"""One Chromium for all browser tests, tabs in it, and the pages they look at."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import chdir
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from flows.article_page import page_of
from warehouse.home import Home
from warehouse.query import rows
from warehouse.report.build import write_report

from .chromium import Tab, chromium
from .showcase import showcase

ARTICLES = {
    "article": "SELECT article_id FROM embeds JOIN quotes USING (article_id) WHERE quotes.run_id = '{run}' "
    "GROUP BY article_id ORDER BY count(*) DESC, article_id LIMIT 1",
    "quarantined": "SELECT min(article_id) FROM quarantined_articles WHERE run_id = '{run}'",
    "rejected": "SELECT min(record_sha256) FROM rejections WHERE run_id = '{run}'",
}
PAGES = ("index", "run", *ARTICLES)
OpenTab = Callable[..., Tab]


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    with chromium() as started:
        yield started


@pytest.fixture
def tab(browser: Browser) -> Iterator[OpenTab]:
    """tab(viewport=…, color_scheme=…): a watched page of its own, closed after the test."""
    opened: list[Tab] = []

    def open_tab(**options: object) -> Tab:
        opened.append(Tab(browser, **options))
        return opened[-1]

    yield open_tab
    for each in opened:
        each.close()


@pytest.fixture(scope="package")
def home(examples_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Home:
    """A month of runs, the last of which took the examples in."""
    return showcase(examples_home, tmp_path_factory.mktemp("showcase") / "copydesk-home")


@pytest.fixture(scope="package")
def pages(home: Home) -> dict[str, Path]:
    """The index, the page of the last run, and those of an accepted, a quarantined and a rejected record.

    The accepted article is the one with the most found in it: embeds, quotes, quantities.
    """
    with chdir(home.root.parent):  # a home is told as it was named
        run, facts = write_report(Home(Path(home.root.name)))
    found = {"index": home.reports / "index.html", "run": home.reports / run.name}
    articles = home.reports / "articles"
    articles.mkdir(exist_ok=True)
    for name, query in ARTICLES.items():
        [(prefix,)] = rows(home, query.format(run=facts["run_id"]))[1]
        found[name] = articles / f"{prefix}.html"
        found[name].write_text(page_of(home, prefix, links=True)[1], encoding="utf-8")
    return found
