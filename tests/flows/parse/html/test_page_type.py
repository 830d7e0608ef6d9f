"""Pages that are no article, and articles that look a little like them."""

from __future__ import annotations

import pytest

from flows.parse.html.address_signs import address_signs
from flows.parse.html.article import read_page
from flows.parse.html.page_words import KINDS, LIMITS, POINTS, SAID
from flows.parse.html.results import NotArticle
from flows.parse.model import Draft

PARAGRAPHS = "".join(
    f"<p>Paragraph {n} of a report on the ferry between Norvik and Alsund, which was out of service on Monday after a "
    "fire in its engine room, and on the passengers who spent the night in the terminal of the harbour.</p>"
    for n in range(12)
)
JSON_LD = '<script type="application/ld+json">{}</script>'
GALLERY = '{"@context": "https://schema.org", "@type": "ImageGallery", "name": "Nine pictures"}'
ARTICLE = f"<article><h1>Fire stops the ferry between Norvik and Alsund</h1>{PARAGRAPHS}</article>"


def _page(body: str, *, title: str = "Norvik Post", head: str = "") -> str:
    return f"<!doctype html><html lang=en><head><title>{title}</title>{head}</head><body>{body}</body></html>"


def _kind(markup: str) -> str | None:
    read = read_page(markup)
    return read.kind if isinstance(read, NotArticle) else None


@pytest.mark.parametrize(
    "body",
    [
        ARTICLE,
        ARTICLE + "<form><input type=password><button>Log in</button></form>",
        ARTICLE + "<p>You need to enable JavaScript to comment.</p>",
        ARTICLE + "<div class=cookie>We value your privacy. Accept all</div>",
        "<h1>404: how a number became a joke</h1>" + PARAGRAPHS,
    ],
)
def test_articles_with_things_around_them(body: str) -> None:
    assert _kind(_page(body)) is None


@pytest.mark.parametrize(
    ("kind", "markup"),
    [
        ("login", _page("<h1>Sign in</h1><form><input type=password></form>")),
        ("error", _page("<h1>Seite nicht gefunden</h1>")),
        ("error", _page("<h1>Oops</h1>", title="Error 404")),
        ("bot_check", _page("<h1>norvikpost.example</h1>", title="Just a moment...")),
        ("consent_wall", _page("<h1>Bevor Sie fortfahren</h1><button>OK</button>")),
        ("script_only", _page("<noscript>Please enable JavaScript.</noscript><div id=app></div>")),
        ("redirect", _page("<a href=/x>on</a>", head='<meta http-equiv="Refresh" content="0;URL=/x">')),
        ("empty", _page("")),
        ("gallery", _page("<h1>Nine pictures</h1><img src=1.jpg>", head=JSON_LD.format(GALLERY))),
    ],
)  # fmt: skip
def test_what_stands_in_an_articles_place(kind: str, markup: str) -> None:
    assert _kind(markup) == kind


def test_text_in_json_ld_of_a_page_that_scripts_fill() -> None:
    text = "The ferry between Norvik and Alsund was out of service on Monday after a fire in its engine room. " * 12
    head = JSON_LD.format(f'{{"@type": "NewsArticle", "headline": "Fire", "articleBody": "{text}"}}')
    read = read_page(_page("<noscript>Enable JavaScript</noscript>", head=head))
    assert not isinstance(read, NotArticle) or read.kind != "script_only"


def test_the_signals_are_told() -> None:
    cards = "".join(f"<article><h3><a href=/a/{n}>A story with number {n}</a></h3></article>" for n in range(30))
    read = read_page(
        _page(f"<h1>Sport</h1>{cards}", head='<link rel=canonical href="https://norvikpost.example/section/sport">')
    )
    assert isinstance(read, NotArticle)
    assert read.kind == "listing"
    assert {"a section's or category's folder in the address", "ten or more headings that are links"} <= set(
        read.signals
    )


def test_every_article_says_how_sure_it_is() -> None:
    read = read_page(_page(ARTICLE))
    assert isinstance(read, Draft)
    [row] = [row for row in read.evidence if row.field == "page_type"]
    assert row.value == "article"


@pytest.mark.parametrize(
    ("address", "signs"),
    [
        (
            "https://norvikpost.example/2026/03/02/fire-stops-norvik-ferry",
            {"address_with_date", "address_with_headline"},
        ),
        ("https://norvikpost.example/", {"address_of_site"}),
        ("https://forum.norvik.example/viewtopic.php?t=7", {"host_forum", "address_forum"}),
        ("https://norvik.example/products/wool-jumper", {"address_product"}),
        ("https://norvikpost.example/artikel/1234567.html", {"address_article", "address_of_item"}),
        ("not an address", set()),
        ("https://[broken", set()),
        (None, set()),
    ],
)
def test_addresses(address: str | None, signs: set[str]) -> None:
    assert signs <= address_signs(address)


def test_the_table_is_whole() -> None:
    assert set(POINTS) == set(SAID)
    assert {sign for sign, points in POINTS.items() if points < 0} == set(KINDS)
    assert LIMITS["rejected"] < LIMITS["doubtful"] < LIMITS["certain"]
