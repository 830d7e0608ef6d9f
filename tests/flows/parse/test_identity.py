"""Identities follow from content: of records, and of what all versions of an article have in common."""

from __future__ import annotations

from datetime import date

import pytest

from flows.parse.identity import article_id, content_sha256, work_id

OWN = article_id(b"a record")
DAY = date(2026, 3, 2)


def _work(uri: str | None, **more: object) -> str:
    known = {"publisher": None, "headline": None, "day": None} | more
    return work_id(OWN, uri, **known)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://www.news.example/a/b", "http://news.example/a/b/"),
        ("https://news.example/a?id=7&utm_source=x", "https://news.example/a?id=7#top"),
        ("urn:newsml:hna.example:20240503:17:1N", "urn:newsml:hna.example:20240503:17:2U"),
    ],
)
def test_addresses_that_lead_to_the_same_page_are_one_work(one: str, other: str) -> None:
    assert _work(one) == _work(other) != OWN


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://news.example/a", "https://news.example/b"),
        ("https://news.example/?p=7", "https://news.example/?p=8"),
        ("urn:newsml:hna.example:20240503:17", "urn:newsml:hna.example:20240503:18"),
        ("hna-1", "hna-2"),
    ],
)
def test_other_addresses_are_other_works(one: str, other: str) -> None:
    assert len({_work(one), _work(other), OWN}) == 3


@pytest.mark.parametrize("uri", [None, "", "https://news.example/", "https://news.example"])
def test_without_an_address_of_its_own_publisher_headline_and_day_tell(uri: str | None) -> None:
    assert _work(uri) == OWN
    told = _work(uri, publisher="Harbour News", headline="Ferry  late", day=DAY)
    assert told == _work(uri, publisher="harbour news", headline="Ferry Late", day=DAY) != OWN
    assert _work(uri, publisher="Harbour News", headline="Ferry late", day=None) == OWN
    assert _work(uri, publisher="Other", headline="Ferry late", day=DAY) != told


def test_addresses_that_are_none_are_taken_as_they_are() -> None:
    assert _work("http://[half") not in (OWN, _work("http://[other"))


def test_a_line_that_moves_from_headline_to_body_changes_the_content() -> None:
    assert content_sha256("A", "B") != content_sha256(None, "AB") != content_sha256("AB", "")
