"""HTML pages from bytes to articles, the hopeless ones too."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flows.parse.assemble import parse
from flows.parse.model import ParsedArticle, RawRecord, Rejection
from flows.parse.record import open_file
from tests.timing import within

FIXTURES = Path(__file__).parents[3] / "fixtures" / "html"
TEXT = (
    "The ferry between Norvik and Alsund was out of service on Monday, and some 400 passengers waited in the terminal."
)
HEAD = (
    '<meta property="og:type" content="article"><meta property="article:published_time" content="2026-03-02T18:20:00Z">'
)


def _read(data: bytes, url: str | None = None) -> ParsedArticle | Rejection:
    return parse(RawRecord("file", 0, data, context={"url": url} if url else {}), "html", "page.html")


def _page(body: str) -> bytes:
    return f"<!doctype html><html><head><title>Ferry late</title>{HEAD}</head><body>{body}</body></html>".encode()


@pytest.mark.parametrize(
    ("name", "reason_code", "said"),
    [
        ("login", "not_an_article", "login: "),
        ("soft_404", "not_an_article", "error: "),
        ("home", "not_an_article", "home: "),
        ("section", "not_an_article", "listing: "),
        ("listing", "not_an_article", "listing: "),
        ("product", "not_an_article", "product: "),
        ("forum", "not_an_article", "forum: "),
        ("bot_check", "not_an_article", "bot check: "),
        ("consent_wall", "not_an_article", "consent wall: "),
        ("javascript_only", "not_an_article", "script only: "),
        ("frameset", "not_an_article", "frameset: "),
        ("refresh", "not_an_article", "redirect: "),
        ("video", "not_an_article", "video: "),
        ("empty_body", "no_text", "shows no text"),
    ],
)
def test_pages_without_an_article(name: str, reason_code: str, said: str) -> None:
    rejection = _read((FIXTURES / f"{name}.html").read_bytes())
    assert isinstance(rejection, Rejection)
    assert rejection.reason_code == reason_code
    assert said in rejection.message


def test_what_is_not_html_is_read_as_what_it_is() -> None:
    with open_file(FIXTURES / "not_html.html") as raw_file:
        assert raw_file.format == "plain_text"


def test_hidden_text_and_scripts_are_no_text() -> None:
    article = _read((FIXTURES / "hidden.html").read_bytes())
    assert isinstance(article, ParsedArticle)
    assert "sentence is for nobody" not in article.article_body
    assert "Written by a script" not in article.article_body


def test_text_at_depth_10_000_is_kept() -> None:
    article = _read(
        _page(
            "<h1>Ferry late</h1>"
            + "<div>" * 10_000
            + f"<p>{TEXT}</p><p>It sails again on Tuesday.</p>"
            + "</div>" * 10_000
        )
    )
    assert isinstance(article, ParsedArticle)
    assert TEXT in article.article_body


def test_a_page_of_30_mb_is_rejected(tmp_path: Path) -> None:
    path = tmp_path / "huge.html"
    path.write_bytes(_page(f"<p>{TEXT}</p>" * 250_000))
    assert path.stat().st_size > 30_000_000
    with open_file(path) as raw_file:
        [item] = list(raw_file)
    assert isinstance(item, Rejection) and item.reason_code == "record_too_large"


@pytest.mark.parametrize(
    "body",
    [
        "<div " + " ".join(f"a{n}=1" for n in range(100_000)) + f">{TEXT}</div>",
        "<p></p>" * 100_000 + f"<p>{TEXT}</p>",
        "<p>" + "word " * 3_200_000,
        '<script type="application/ld+json">' + '{"a":' * 1_000 + "1" + "}" * 1_000 + f"</script><p>{TEXT}</p>",
        '<script type="application/ld+json">' + '{"a": [' * 100_000 + f"</script><p>{TEXT}</p>",
        '<script type="application/ld+json">{"@type": "NewsArticle", "headline": </script>' + f"<p>{TEXT}</p>",
        "<div>" * 10_000 + TEXT,
        "<blockquote class=twitter-tweet>" * 500 + TEXT,
        "<table><tr><td>" * 2_000 + TEXT,
    ],
)
def test_attacks_end_in_time(body: str) -> None:
    result = within(3, lambda: _read(_page(body)))  # 2 on a quiet machine
    assert not isinstance(result, Rejection) or result.reason_code != "parser_fault"


def test_markup_in_a_dumps_field_is_read() -> None:
    line = (
        b'{"title": "Ferry late", "content": "<p>The ferry to Norvik was late on Monday.</p><p>It came at noon.</p>'
        b'<ul><li>Soup was served</li></ul><script>track()</script>"}'
    )
    article = parse(RawRecord("line:1", 0, line), "jsonl", "dump.jsonl")
    assert isinstance(article, ParsedArticle)
    assert article.article_body == "The ferry to Norvik was late on Monday.\n\nIt came at noon.\n\nSoup was served"
    assert any(row.method == "markup_in_field" and "`content` holds HTML" in str(row.note) for row in article.evidence)


def test_a_text_that_names_a_tag_is_no_markup() -> None:
    line = b'{"title": "Tags", "content": "The tag <p> opens a paragraph. A line ends where the line ends."}'
    article = parse(RawRecord("line:1", 0, line), "jsonl", "dump.jsonl")
    assert isinstance(article, ParsedArticle) and "<p>" in article.article_body


@given(st.text(alphabet="<>/=\"' &;!-phdivbraul\n\x00é", max_size=400))
@settings(deadline=None, max_examples=150)
def test_no_markup_makes_it_raise(markup: str) -> None:
    result = _read(_page(markup))
    assert not isinstance(result, Rejection) or result.reason_code != "parser_fault", result.message


@given(st.binary(max_size=300))
@settings(deadline=None, max_examples=150)
def test_no_bytes_make_it_raise(data: bytes) -> None:
    result = _read(b"<html><body><p>" + data)
    assert not isinstance(result, Rejection) or result.reason_code != "parser_fault", result.message
