from __future__ import annotations

import pytest

from flows.parse.html.body import extract
from flows.parse.html.page import open_page
from flows.parse.html.results import Extraction, Metadata
from flows.parse.model import Image, Link

TEXT = (
    "<p>The harbour council of Ostvik voted on Tuesday to rebuild the old pier, which a storm broke in March.</p>" * 3
)


def cut(markup: str, uri: str | None = "https://courier.example/news/pier") -> Extraction:
    return extract(open_page(markup), Metadata(stated={"uri": uri} if uri else {}))


@pytest.mark.parametrize(
    "source",
    [
        'src="/pier.jpg"',
        'src="data:image/gif;base64,R0" data-src="/pier.jpg"',
        'srcset="/small.jpg 300w, /pier.jpg 1200w"',
        'src="data:image/gif;base64,R0" data-srcset="/pier.jpg 2x, /small.jpg 1x"',
    ],
)
def test_the_picture_however_it_is_loaded(source: str) -> None:
    page = f"""<body><div>{TEXT}<figure><img {source}><figcaption>The pier in March
      <span class="credit">Liv Berg</span></figcaption></figure>{TEXT}</div></body>"""
    assert cut(page).images == [Image("https://courier.example/pier.jpg", "The pier in March", "Liv Berg")]


def test_icons_are_no_pictures() -> None:
    assert cut(f'<body><div>{TEXT}<img src="/i.png" width="16" height="16">{TEXT}</div></body>').images == []


def test_the_writer_s_portrait_is_no_picture() -> None:
    page = f'<body><div>{TEXT}<div class="author-card"><img src="/liv.jpg"></div>{TEXT}</div></body>'
    assert cut(page).images == []


def test_the_shared_picture_where_there_is_no_other() -> None:
    page = f'<head><meta property="og:image" content="/og.jpg"></head><body>{TEXT}</body>'
    assert cut(page).images == [Image("https://courier.example/og.jpg", None, None)]


def test_links_of_the_text_alone() -> None:
    page = f"""<body><nav><a href="/">Home</a></nav><div>{TEXT}<p>The <a href="../report" rel="nofollow">report on the
      pier</a> is long, says <a href="https://nordby.example">Nordby</a>; <a href="#a">up</a>.</p>{TEXT}</div></body>"""
    assert cut(page).links == [
        Link("https://courier.example/report", "report on the pier", "nofollow"),
        Link("https://nordby.example", "Nordby", None),
    ]


def test_the_base_may_stand_in_the_head() -> None:
    head = '<head><base href="https://base.example/x/"></head>'
    assert [
        link.url for link in cut(f'{head}<body>{TEXT}<p>A long <a href="y">link</a> here.</p></body>', None).links
    ] == ["https://base.example/x/y"]


def test_bad_addresses_do_no_harm() -> None:
    assert [link.url for link in cut(f'<body>{TEXT}<p>A long <a href="http://[">link</a> here.</p></body>').links] == [
        "http://["
    ]
    assert cut(f'<body>{TEXT}<p>A long <a href="//[">link</a> here.</p></body>').links == []
