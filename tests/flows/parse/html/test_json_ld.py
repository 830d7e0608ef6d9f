"""JSON-LD as pages carry it, whole and broken."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from flows.parse.html.article_node import article_node
from flows.parse.html.json_ld import json_ld, plain, resolved, text_of, types_of, without_markup


def nodes_of(*scripts: str) -> list:
    markup = "".join(f'<script type="application/ld+json">{script}</script>' for script in scripts)
    return json_ld(LexborHTMLParser(markup).css("script"))


@pytest.mark.parametrize(
    "script",
    [
        '{"@type": "NewsArticle", "headline": "Ferry runs again"}',
        '[{"@type": "WebSite"}, {"@type": "NewsArticle", "headline": "Ferry runs again"}]',
        '{"@graph": [{"@type": "WebPage"}, {"@type": "NewsArticle", "headline": "Ferry runs again"}]}',
        '{"@type": "WebPage", "mainEntity": {"@type": "NewsArticle", "headline": "Ferry runs again"}}',
        '{"@type": "NewsArticle", "headline": "Ferry runs again",}',
        '{"@type": "NewsArticle", "keywords": ["a", "b",], "headline": "Ferry runs again"}',
        '{"@type": "NewsArticle", "description": "two\nlines", "headline": "Ferry runs again"}',
        '<!-- {"@type": "NewsArticle", "headline": "Ferry runs again"} -->',
        '//<![CDATA[\n{"@type": "NewsArticle", "headline": "Ferry runs again"}\n//]]>',
        "{&quot;@type&quot;: &quot;NewsArticle&quot;, &quot;headline&quot;: &quot;Ferry runs again&quot;}",
        '{"@type": "WebSite"}\n{"@type": "NewsArticle", "headline": "Ferry runs again"};',
        '{"@type": "NewsArticle", "description": "the "Anna"", "headline": "Ferry runs again", "x": 1}',
    ],
)
def test_headline_is_read_from_whole_and_broken_scripts(script: str) -> None:
    assert [node["headline"] for node in nodes_of(script) if "headline" in node] == ["Ferry runs again"]


def test_several_scripts_are_read_in_the_page_s_order() -> None:
    nodes = nodes_of('{"@type": "WebSite"}', "{", '{"@type": "NewsArticle"}')
    assert [types_of(node) for node in nodes if node] == [("WebSite",), ("NewsArticle",)]


def test_type_is_the_last_part_of_an_address() -> None:
    assert types_of({"@type": ["https://schema.org/NewsArticle", "schema:Report"]}) == ("NewsArticle", "Report")


def test_reference_is_resolved_to_the_node_that_has_the_name() -> None:
    nodes = nodes_of('{"@graph": [{"@id": "#a", "@type": "Person", "name": "Ada Moor"}]}')
    assert text_of(resolved({"@id": "#a"}, nodes)) == "Ada Moor"
    assert resolved({"@id": "#b"}, nodes) == {"@id": "#b"}


def test_of_several_articles_the_one_with_the_page_s_address_is_taken() -> None:
    nodes = nodes_of(
        '[{"@type": "NewsArticle", "headline": "Other", "url": "https://times.example/other"},'
        ' {"@type": "NewsArticle", "headline": "Ferry runs again", "url": "https://www.times.example/ferry/"}]'
    )
    found = article_node(nodes, ["https://times.example/ferry?ref=1"], [])
    assert found is not None
    assert found["headline"] == "Ferry runs again"


def test_of_several_articles_without_address_the_title_decides() -> None:
    nodes = nodes_of(
        '[{"@type": "Article", "headline": "Other"}, {"@type": "Article", "headline": "Ferry runs again"}]'
    )
    found = article_node(nodes, [], ["Ferry runs again | Example Times"])
    assert found is not None
    assert found["headline"] == "Ferry runs again"


def test_plain_text_has_no_entities_tags_or_line_breaks() -> None:
    assert plain("Salt &amp;amp; <b>pepper</b>\n now") == "Salt & pepper now"


def test_article_body_keeps_its_lines() -> None:
    assert without_markup("<p>One&nbsp;line.</p><p>Two &lt; three</p>") == "One line.\nTwo"[:9] + "\nTwo < three"


@pytest.mark.parametrize("script", ['{"@graph":[' * 3000, '[{"mainEntity":' * 20_000 + "1", '{"headline":"' * 20_000])
def test_deep_and_endless_scripts_end(script: str) -> None:
    assert isinstance(nodes_of(script), list)


@settings(deadline=None, max_examples=60)
@given(st.text(alphabet='{}[]",:<!->&quot; @typehadlin1\n\\', max_size=80))
def test_no_script_raises(script: str) -> None:
    for node in nodes_of(script):
        types_of(node)
        text_of(node)
