from __future__ import annotations

import pytest

from flows.parse.html import rivals
from flows.parse.html.page import open_page
from flows.parse.html.results import Metadata

PAGE = open_page("<p>Loading.</p>")
STATED = "The pier is to be rebuilt, the council said.\n\nWork begins in spring. " * 6


@pytest.fixture(autouse=True)
def _none_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rivals, "_installed", lambda package: False)


def test_the_page_s_own_statement_must_be_much_longer() -> None:
    assert rivals.best_rival(PAGE, Metadata(article_body=STATED), own=len(STATED)) is None
    found = rivals.best_rival(PAGE, Metadata(article_body=STATED), own=100)
    assert found is not None
    assert found[0] == "json_ld.articleBody"
    assert found[1][0].text == "The pier is to be rebuilt, the council said."


def test_an_installed_extractor_is_asked_for_short_readings_only(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rivals, "_installed", lambda package: package == "resiliparse")
    monkeypatch.setattr(rivals, "_resiliparse", lambda markup: STATED * 3)
    found = rivals.best_rival(PAGE, Metadata(), own=50)
    assert found is not None
    assert found[0] == "resiliparse"
    assert rivals.best_rival(PAGE, Metadata(), own=700) is None
