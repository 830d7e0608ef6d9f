"""Which of a page's titles is the headline."""

from __future__ import annotations

import pytest

from flows.parse.html.metadata import metadata
from flows.parse.html.page import open_page
from flows.parse.html.site_name import site_names, without_site


def headline(body: str, head: str = "") -> object:
    return metadata(open_page(f"<html><head>{head}</head><body>{body}</body></html>")).stated.get("headline")


def titles(og: str, title: str | None = None) -> str:
    return f'<meta property="og:title" content="{og}"><title>{title or og}</title>'


@pytest.mark.parametrize(
    ("title", "rest"),
    [
        ("Ferry runs again | Example Times", "Ferry runs again"),
        ("Ferry runs again - The Example Times", "Ferry runs again"),
        ("Ferry runs again – exampletimes.example", "Ferry runs again"),
        ("Ferry runs again - Coast - Example Times", "Ferry runs again - Coast"),
        ("Example Times: Ferry runs again", "Ferry runs again"),
        ("Example Times » Ferry runs again", "Ferry runs again"),
        ("Ferry runs again - at last", "Ferry runs again - at last"),
        ("Example Times", "Example Times"),
        ("Ferry - Example Times Community Forum", "Ferry"),
    ],
)
def test_site_s_name_is_cut_off_a_title(title: str, rest: str) -> None:
    names = site_names(["Example Times"], ["https://www.exampletimes.example/ferry"])
    assert without_site(title, names) == rest


def test_h1_stands_against_a_title_made_for_search_engines() -> None:
    assert headline("<h1>Ferry runs again at last</h1>", titles("Ferry timetable 2024")) == "Ferry runs again at last"


def test_banner_in_an_h1_is_no_headline() -> None:
    body = "<h1>The Harbour Diary</h1><h1>Ferry runs again</h1>"
    assert headline(body, titles("Ferry runs again", "Ferry runs again | The Harbour Diary")) == "Ferry runs again"


def test_of_many_h1_the_one_that_the_head_knows_is_taken() -> None:
    body = "<h1>Menu</h1><h1>Ferry runs again</h1><h1>Recent posts</h1>"
    assert headline(body, titles("Ferry runs again")) == "Ferry runs again"


def test_style_and_icons_in_an_h1_are_not_read() -> None:
    assert headline("<h1><style>.a{b:c}</style>Ferry <svg><text>x</text></svg>runs</h1>") == "Ferry runs"


def test_break_in_an_h1_is_a_blank() -> None:
    assert headline("<h1>Ferry<br>runs again</h1>") == "Ferry runs again"


def test_kicker_goes_unless_another_source_has_it() -> None:
    h1 = '<h1><span class="kicker">Coast</span> <span>Ferry runs again</span></h1>'
    assert headline(h1, titles("Ferry runs again")) == "Ferry runs again"
    assert headline(h1, titles("Coast: Ferry runs again")) == "Coast: Ferry runs again"


def test_cut_off_title_speaks_for_the_whole_one() -> None:
    assert headline("<h2>x</h2>", titles("Ferry runs again between…", "Ferry runs again between the islands")) == (
        "Ferry runs again between the islands"
    )


def test_page_without_h1_has_the_title_without_the_site() -> None:
    head = titles("Ferry runs again · Pilot") + '<meta property="og:site_name" content="Pilot">'
    assert headline("<p>x</p>", head) == "Ferry runs again"
