"""What articles of a batch have in common is the page's; what copies of one article have in common is theirs."""

from __future__ import annotations

from typing import Any

import pytest

from expectations.facts import facts
from expectations.site_name import names_publisher
from flows.parse.model import ParsedArticle
from tests.expectations.invented import TODAY, with_body

NOTICE = "Ellery Post needs your support to stay afloat."


def _fact(articles: list[ParsedArticle], name: str) -> list[Any]:
    return list(facts(articles, today=TODAY)["articles"][name])


def _article(number: int, *more: str, **changes: Any) -> ParsedArticle:
    own = [f"Crossing {number} took {number + 30} minutes.", f"The {number}th boat was full, the pilot said."]
    return with_body(*own, f"Nobody fell into the water on day {number}.", *more, **changes)


def test_a_notice_in_many_bodies_is_the_sites() -> None:
    articles = [*(_article(i, NOTICE) for i in range(5)), _article(9)]
    assert _fact(articles, "paragraphs_of_others") == [1, 1, 1, 1, 1, 0]


def test_a_line_in_few_bodies_may_be_chance() -> None:
    assert _fact([_article(i, NOTICE) for i in range(4)], "paragraphs_of_others") == [0] * 4


def test_copies_of_an_article_share_nothing_of_the_sites() -> None:
    copies = [_article(1, f"Copy {i} of it ends here.") for i in range(6)]
    assert _fact([*copies, *copies], "paragraphs_of_others") == [0] * 12


def test_a_paragraph_that_is_anothers_headline_is_a_teaser() -> None:
    headline = "Storm takes the old pier of Sant"
    articles = [
        _article(1, headline),
        _article(2, headline=headline),
        _article(3, "The Sant pier", headline="The Sant pier"),
    ]
    assert _fact(articles, "headlines_of_others") == [1, 0, 0]


@pytest.mark.parametrize(
    ("headline", "publisher", "named"),
    [
        ("Ferry returns - The Ellery Post", "Ellery Post", True),
        ("Ferry returns | Ellery Post", "The Ellery Post", True),
        ("Ferry returns — ELLERYPOST", "www.ellerypost.co.uk", True),
        ("Ferry returns - three years late", "Ellery Post", False),
        ("Ferry returns", "Ellery Post", False),
        ("Ferry returns - The Ellery Post", None, False),
        (None, "Ellery Post", None),
    ],
)
def test_headlines_that_name_their_publisher(headline: str | None, publisher: str | None, named: bool | None) -> None:
    assert _fact([_article(1, headline=headline, publisher=publisher)], "headline_names_publisher") == [named]


def test_an_end_that_many_headlines_have_is_the_sites() -> None:
    articles = [_article(i, headline=f"Crossing {i} was smooth - Sant Today") for i in range(5)]
    assert _fact([*articles, _article(9, headline="Ferry back - at last")], "headline_names_publisher") == [
        True
    ] * 5 + [False]


@pytest.mark.parametrize(
    ("name", "publisher", "is_it"),
    [
        ("Ellery Post", "ellery post", True),
        ("The Ellery Post", "ellery post", True),
        ("Ellery Post Online", "ellery post", True),
        ("EllerYPost", "ellerypost.example", True),
        ("Tomas Ellery", "ellery", False),
        ("Tomas Reyd", "", False),
    ],
)
def test_authors_that_are_the_publisher(name: str, publisher: str, is_it: bool) -> None:
    assert names_publisher(name, publisher) is is_it
