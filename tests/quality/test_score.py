"""The figures: right answers score 1, and each kind of mistake lowers its own figure only."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from flows.parse.model import Block, Embed, Mention, ParsedArticle, Quantity, Quote
from tests.quality.score import FIGURES, Case, norm, score

TEXT = "Gate Shut\n\nBy Ann Lee\n\n“It is shut,” said Mayor Bo Roe. About 20 boats wait.\n"
BODY = "“It is shut,” said Mayor Bo Roe. About 20 boats wait."


def _gold() -> dict[str, Any]:
    return {
        "id": "gate",
        "headline": "Gate Shut",
        "byline": "By Ann Lee",
        "authors": ["Ann Lee"],
        "dateline": None,
        "agency": None,
        "date_published": {"earliest": "2026-03-02", "latest": "2026-03-08", "basis": "inferred"},
        "in_language": "en",
        "is_truncated": False,
        "blocks": [
            {"kind": "headline", "start": 0, "end": 9, "text": "Gate Shut"},
            {"kind": "byline", "start": 11, "end": 21, "text": "By Ann Lee"},
            {"kind": "paragraph", "start": 23, "end": 23 + len(BODY), "text": BODY},
        ],
        "embeds": [{"platform": "x", "author_handle": "BoRoe"}],
        "quotes": [{"text": "It is shut,", "speaker": "Bo Roe"}],
        "people": [{"name": "Bo Roe", "title": "Mayor"}],
        "quantities": [{"value": 20, "value_high": None, "modifier": "about"}],
    }


def _article() -> ParsedArticle:
    return ParsedArticle(
        locator="file",
        byte_offset=0,
        data=TEXT.encode(),
        source_format="plain_text",
        parser="plain_text",
        article_body=BODY,
        headline="Gate shut",
        byline="By Ann Lee",
        authors=["Ann Lee"],
        date_published=datetime(2026, 3, 2, tzinfo=UTC),
        in_language="en",
        blocks=[
            Block("headline", "Gate Shut", 0, 9),
            Block("byline", "By Ann Lee", 11, 21),
            Block("paragraph", BODY, 23, 23 + len(BODY)),
        ],
        embeds=[Embed("x", "Bo Roe", "boroe", None, None, None, 0, 0)],
        quotes=[Quote("It is shut,", "direct", "Mayor Bo Roe", "Bo Roe", "said", 1, 12)],
        mentions=[Mention("person", "Bo Roe", "Bo Roe", "Mayor", None, None, None, None, 25, 31)],
        quantities=[Quantity("About 20 boats", 20.0, None, "about", "boats", 33, 47)],
    )


def _figures(article: ParsedArticle | None) -> dict[str, float]:
    return score([Case(_gold(), TEXT, article)]).figures


def test_an_article_as_in_gold_scores_one_everywhere() -> None:
    assert _figures(_article()) == dict.fromkeys(FIGURES, 1.0)


def test_a_rejected_text_scores_nothing() -> None:
    figures = _figures(None)
    assert {name for name in FIGURES if figures[name]} == {"speaker", "title"}  # none found, so none wrong


MISTAKES: dict[str, Callable[[ParsedArticle], ParsedArticle]] = {
    "headline": lambda article: replace(article, headline="Gate Open"),
    "byline": lambda article: replace(article, byline=None),
    "dateline": lambda article: replace(article, dateline="OSLO —"),
    "agency": lambda article: replace(article, credit="Reuters"),
    "authors": lambda article: replace(article, authors=["Ann Lee", "Gate Shut"]),
    "date": lambda article: replace(article, date_published=datetime(2026, 3, 9, tzinfo=UTC)),
    "language": lambda article: replace(article, in_language=None),
    "truncated": lambda article: replace(article, is_truncated=True),
    "blocks": lambda article: replace(article, blocks=article.blocks[:2]),
    "embeds": lambda article: replace(article, embeds=article.embeds * 2),
    "quotes": lambda article: replace(article, quotes=[*article.quotes, article.quotes[0]._replace(text="wait")]),
    "speaker": lambda article: replace(article, quotes=[article.quotes[0]._replace(speaker_name="Ann Lee")]),
    "people": lambda article: replace(article, mentions=[*article.mentions, article.mentions[0]._replace(name="Bo")]),
    "title": lambda article: replace(article, mentions=[article.mentions[0]._replace(title=None)]),
    "quantities": lambda article: replace(article, quantities=[article.quantities[0]._replace(modifier=None)]),
}


@pytest.mark.parametrize("figure", FIGURES)
def test_a_mistake_lowers_its_own_figure_only(figure: str) -> None:
    result = score([Case(_gold(), TEXT, MISTAKES[figure](_article()))])
    assert {name for name in FIGURES if result.figures[name] < 1} == {figure}
    assert {miss.figure for miss in result.misses} == {figure}


def test_a_date_where_gold_has_none_is_a_mistake() -> None:
    case = Case({**_gold(), "date_published": None}, TEXT, _article())
    assert score([case]).figures["date"] == 0


def test_fractions_agree_to_four_digits() -> None:
    gold = {**_gold(), "quantities": [{"value": 0.3333, "value_high": None, "modifier": None}]}
    third = replace(_article(), quantities=[Quantity("a third", 1 / 3, None, None, None, 0, 7)])
    assert score([Case(gold, TEXT, third)]).figures["quantities"] == 1


def test_marks_and_case_do_not_count() -> None:
    assert norm("“It’s  SHUT” – now,") == norm('"it\'s shut" - now')
