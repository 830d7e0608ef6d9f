from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flows.parse.fields.embeds import embeds
from flows.parse.fields.posts import attributions, post_url
from flows.parse.fields.segment import segment
from flows.parse.model import Block, Embed
from tests.timing import within


def embed(text: str) -> Embed:
    (found,) = embeds([Block("paragraph", "She wrote:", 0, 10), Block("embed", text, 12, 12 + len(text))])
    return found


@pytest.mark.parametrize(
    ("text", "platform", "name", "handle", "day"),
    [
        ("Closed. — Ann Poe (@annpoe) January 1, 2020", "x", "Ann Poe", "annpoe", date(2020, 1, 1)),
        ("Closed. – Ann Poe 🇺🇸 (@annpoe) Jan 1, 2020", "x", "Ann Poe 🇺🇸", "annpoe", date(2020, 1, 1)),
        ("Closed. - Ann Poe (@annpoe) December 23, 2013", "x", "Ann Poe", "annpoe", date(2013, 12, 23)),
        ("Closed. &mdash; Ann Poe (@annpoe) 1 January 2020", "x", "Ann Poe", "annpoe", date(2020, 1, 1)),
        ("Closed. â€” Ann (@annpoe) October 30, 2014", "x", "Ann", "annpoe", date(2014, 10, 30)),
        ("Geschlossen. — Anna (@anna) 3. März 2020", "x", "Anna", "anna", date(2020, 3, 3)),
        ("Fermé. — Anne (@anne) 1 août 2020", "x", "Anne", "anne", date(2020, 8, 1)),
        ("Cerrado. — Ana (@ana) 4 de enero de 2020", "x", "Ana", "ana", date(2020, 1, 4)),
        ("閉鎖。 — 花子 (@hanako) 2020年1月4日", "x", "花子", "hanako", date(2020, 1, 4)),
        ("Closed.\n\n— Ann Poe (@annpoe)\nMay 2, 2020", "x", "Ann Poe", "annpoe", date(2020, 5, 2)),
        ("Closed. — Ann Poe (@annpoe)", "x", "Ann Poe", "annpoe", None),
        ("Ann Poe (@annpoe) Closed for good", "x", "Ann Poe", "annpoe", None),
        ("Ann Poe (@annpoe) June 26, 2013", "x", "Ann Poe", "annpoe", date(2013, 6, 26)),
        ("Closed. — A | B – C (@abc) May 1, 2020", "x", "C", "abc", date(2020, 5, 1)),
        ("Closed. Posted by Ann Poe on Friday, May 29, 2020", "facebook", "Ann Poe", None, date(2020, 5, 29)),
        ("Gepostet von Anna Poe am Freitag, 29. Mai 2020", "facebook", "Anna Poe", None, date(2020, 5, 29)),
        ("Publicado por Ana en viernes, 29 de mayo de 2020", "facebook", "Ana", None, date(2020, 5, 29)),
        ("A post shared by Ann (@ann.p) on Apr 22, 2017 at 3:42am PDT", "instagram", "Ann", "ann.p", date(2017, 4, 22)),
        (
            "Ein Beitrag geteilt von Anna (@anna) am 22. Apr 2017 um 3:42 Uhr",
            "instagram",
            "Anna",
            "anna",
            date(2017, 4, 22),
        ),
        (
            "Une publication partagée par Anne (@anne) le 22 Avr. 2017 à 3 :42 PDT",
            "instagram",
            "Anne",
            "anne",
            date(2017, 4, 22),
        ),
        (
            "Una publicación compartida de Ana (@ana) el 22 Abr, 2017 a las 3:42 PDT",
            "instagram",
            "Ana",
            "ana",
            date(2017, 4, 22),
        ),
        (
            "Closed. — Ann (@ann.bsky.social) January 1, 2025 at 3:04 PM",
            "other",
            "Ann",
            "ann.bsky.social",
            date(2025, 1, 1),
        ),
        ("Ferry closed by u/ann_poe in r/portellery", "reddit", None, "ann_poe", None),
        ("@annpoe The last ferry #ferry ♬ original sound - Ann", "tiktok", None, "annpoe", None),
        ("Closed. — Ann (@annpoe) May 1, 2024 on Truth Social", "truth_social", "Ann", "annpoe", date(2024, 5, 1)),
        ("https://twitter.com/annpoe/status/838183825255477248", "x", None, "annpoe", None),
        ("https://www.tiktok.com/@annpoe/video/70001", "tiktok", None, "annpoe", None),
        ("https://youtu.be/abc123", "youtube", None, None, None),
        ("https://truthsocial.com/@annpoe/posts/1122", "truth_social", None, "annpoe", None),
        ("Closed for good pic.twitter.com/abc", "x", None, None, None),
    ],
)
def test_who_posted_where_and_when(
    text: str, platform: str, name: str | None, handle: str | None, day: date | None
) -> None:
    found = embed(text)
    assert (found.platform, found.author_name, found.author_handle, found.posted_on) == (platform, name, handle, day)
    assert (found.source_start, found.source_end) == (12, 12 + len(text))


def test_words_and_address() -> None:
    found = embed("Closed. https://t.co/abc pic.twitter.com/xyz — Ann Poe (@annpoe) January 1, 2020")
    assert found.text == "Closed. https://t.co/abc pic.twitter.com/xyz"
    assert found.url == "https://t.co/abc"
    assert embed("— Ann Poe (@annpoe) January 1, 2020").text is None


def test_a_day_that_does_not_exist_is_none() -> None:
    assert embed("Closed. — Ann Poe (@annpoe) February 31, 2020").posted_on is None


@pytest.mark.parametrize(
    "text",
    [
        "Follow the paper on Twitter (@thepaper) and Instagram.",
        "Ann Poe met with Jane Doe (@janedoe) brother of the mayor, at noon",
        "The email (ann@example.org) bounced.",
        "Posted by the door, the notice said that the terminal was closed on Friday, May 29, 2020.",
    ],
)
def test_mentions_are_no_attributions(text: str) -> None:
    assert attributions(text) == []


def test_addresses_within_a_sentence_are_no_posts() -> None:
    assert post_url("See https://twitter.com/annpoe/status/8381838") is None
    assert post_url("https://example.org/annpoe/status/8381838") is None


@pytest.mark.parametrize(
    "text",
    [
        (
            "Headline of it\n\nHe said:\n\nAnn Poe (@annpoe)\n\nClosed for good.\n\nJuly 9, 2019\n\n"
            "The mayor did not reply."
        ),
        (
            "Headline of it\n\nHe said:\n\nView this post on Instagram\n\nClosed.\n\n"
            "A post shared by Ann Poe (@annpoe) on Jul 9, 2019 at 3:42am PDT"
        ),
        (
            "Headline of it\n\nHe said:\n\nClosed. pic.twitter.com/abc\n\n— Ann Poe (@annpoe) July 9, 2019\n\n"
            "The mayor did not reply."
        ),
    ],
)
def test_posts_over_several_lines_of_an_article(text: str) -> None:
    (found,) = embeds(segment(text))
    assert (found.author_handle, found.posted_on) == ("annpoe", date(2019, 7, 9))
    assert found.text is not None
    assert "Closed" in found.text
    assert "mayor" not in found.text


@settings(deadline=None, max_examples=300)
@given(
    st.lists(
        st.one_of(
            st.text(max_size=10),
            st.sampled_from(
                ["(@a)", "— ", "Ann ", "May 1, 2020", "\n", " by u/abc in r/de", "Posted by ", " on ", "♬", "@a "]
            ),
        ),
        max_size=12,
    ).map("".join)
)
def test_attributions_lie_in_order_within_any_text(text: str) -> None:
    floor = 0
    for attribution in attributions(text):
        assert 0 <= attribution.start < attribution.end <= len(text)
        assert attribution.start >= 0
        assert attribution.author_handle or attribution.author_name
        floor = attribution.end
    assert floor <= len(text)


@pytest.mark.parametrize(
    "unit", ["(@", "(@a) ", "— a (@b) May 1, 2020 ", "Posted by ", "—", "u/", "by u/abc in r/de ", "A post shared by "]
)
def test_linear(unit: str) -> None:
    text = (unit * 100_000)[:100_000]
    within(0.15, lambda: attributions(text))  # 0.1 on a quiet machine
