"""Hostile articles, really taken in: the pages of each, and those of the run."""

from __future__ import annotations

import json
from collections.abc import Sequence
from html import escape
from pathlib import Path
from urllib.parse import quote

import pytest

from flows.article_page import page_of
from tests.conftest import Copydesk
from warehouse.home import Home
from warehouse.query import rows
from warehouse.report.visible import visible

from .conftest import OpenTab
from .hostile import HOSTILE
from .test_hostile import SHOWN, active, squeezed

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("browser")]
AN_ARTICLE = 75  # texts in each
FILE = "<img src=x onerror=alert(1)> {{7*7}} ' \" [x](javascript:alert(1)) \u202egnp.jsonl"
EVERY = "SELECT article_id, headline, article_body FROM {}"


@pytest.fixture(scope="module")
def ingested(copydesk: Copydesk, tmp_path_factory: pytest.TempPathFactory) -> Home:
    """Articles whose headline, writers, publisher, section, keywords and paragraphs are hostile."""
    folder = tmp_path_factory.mktemp("hostile-articles")
    (folder / "news").mkdir()
    with (folder / "news" / FILE).open("w", encoding="utf-8") as stream:
        for start in range(0, len(HOSTILE), AN_ARTICLE):
            texts = HOSTILE[start : start + AN_ARTICLE]
            stream.write(json.dumps(_record(start, texts)) + "\n")
    (folder / "news" / "page.html").write_text(_page(HOSTILE[::8]), encoding="utf-8")
    (folder / "news" / "wire.txt").write_text("\n\n".join(["Council hears it all", *_said(0, HOSTILE[1::8])]), "utf-8")
    done = copydesk("ingest", folder / "news", "--home", folder / "home")
    assert done.code in (0, 3), done.err
    return Home(folder / "home")


def _said(number: int, texts: Sequence[str]) -> list[str]:
    return [f"Bridge {number} is open, the council said on Monday, and {text} was read by 12 people." for text in texts]


def _page(texts: Sequence[str]) -> str:
    """A web page whose text is hostile, and which has a script of its own."""
    paragraphs = "".join(f"<p>{escape(said)}</p>" for said in _said(1, texts))
    return (
        "<!doctype html><html lang=en><head><title>Council</title></head><body onload=alert(1)><article>"
        f"<h1>Council hears {escape(texts[0])}</h1>{paragraphs}<script>alert(1)</script></article></body></html>"
    )


def _record(number: int, texts: tuple[str, ...]) -> dict[str, object]:
    return {
        "headline": f"Council {number}: {texts[0]}", "authors": list(texts[1:6]), "publisher": texts[6 % len(texts)],
        "section": texts[7 % len(texts)], "keywords": list(texts[:5]), "date_published": "2026-11-01T10:00:00Z",
        "url": f"https://invented.example/{number}/{quote(texts[8 % len(texts)])}",
        "body": "\n\n".join(_said(number, texts)),
    }  # fmt: skip


def test_article_pages(ingested: Home, tab: OpenTab, tmp_path: Path) -> None:
    watched = tab()
    _, found = rows(ingested, f"FROM ({EVERY.format('articles')} UNION ALL {EVERY.format('quarantined_articles')})")
    assert len(found) == -(-len(HOSTILE) // AN_ARTICLE) + 2
    for article_id, headline, body in found:
        file = tmp_path / f"{article_id}.html"
        file.write_text(page_of(ingested, article_id, links=False)[1], encoding="utf-8")
        page = watched.open(file)
        assert active(page) == []
        shown = squeezed(page.evaluate("() => document.body.textContent"))
        assert squeezed(visible(headline))[:SHOWN] in shown
        missing = [line for line in body.split("\n\n") if squeezed(visible(line))[:SHOWN] not in shown]
        assert missing == []
    assert watched.deeds == []


def test_the_run_and_the_index(ingested: Home, tab: OpenTab) -> None:
    watched = tab()
    pages = sorted(ingested.reports.glob("*.html"))
    assert len(pages) == 2
    for path in pages:
        assert active(watched.open(path)) == []
    assert watched.deeds == []
