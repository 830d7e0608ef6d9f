"""Counting in texts: what is counted, what is not, and that no text takes long."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import expectations.language_facts as language
import expectations.text_facts as text
from tests.timing import within


@pytest.mark.parametrize(
    ("sample", "count"),
    [
        ("plain", 0),
        ("Ça va, Øresund, Ñandú, SÃO PAULO, ÂGE, “é” – l’été…", 0),
        ("cafÃ© and naÃ¯ve", 2),
        ("it isnâ€™t â€œsoâ€", 3),
        ("lost \ufffd\ufffd characters", 2),
        ("C1 \x93quotes\x94", 2),
        ("Ð¿Ñ€Ð¸Ð²ÐµÑ‚", 6),
        ("привет, 日本語, 😀, العربية", 0),
    ],
)
def test_damage_is_counted_and_foreign_letters_are_not(sample: str, count: int) -> None:
    assert text.damaged_characters(sample) == count


@pytest.mark.parametrize("encoding", ["cp1252", "latin-1"])
@pytest.mark.parametrize("words", ["Überraschung für Bürger", "là où l'été a été", "el niño pequeño"])
def test_utf_8_read_in_the_wrong_encoding_is_damage(words: str, encoding: str) -> None:
    assert text.damaged_characters(words.encode().decode(encoding, "replace")) >= 2


@pytest.mark.parametrize(
    ("sample", "count"),
    [
        ("<p>Hello</p>", 2),
        ('<a href="x">', 1),
        ("&nbsp;&amp;&#8217;&eacute;", 4),
        ("AT&T and R&D; 3 < 5 > 2; <3 you; <unnamed official>", 0),
    ],
)
def test_markup_is_told_from_signs_of_the_text(sample: str, count: int) -> None:
    assert text.markup_remnants(sample) == count


@pytest.mark.parametrize(
    ("sample", "is_code"),
    [
        ("window.dataLayer = window.dataLayer || []; function gtag() { dataLayer.push(arguments); }", True),
        ("document.getElementById('ad').style.display = 'none';", True),
        ("var slot = 3; (function(){ show(slot); })();", True),
        (".teaser { color: #333; margin: 0 }", True),
        ('{"@context": "https://schema.org", "@type": "NewsArticle"}', True),
        ("The function (and the form) of the pier; {sic} she wrote :); a window. It let in light.", False),
        ("He said the document. (It was shown.) Let us = be {clear: no}.", False),
    ],
)
def test_code_is_told_from_text(sample: str, is_code: bool) -> None:
    assert text.holds_code(sample) is is_code


@pytest.mark.parametrize(
    ("sample", "written_in"),
    [
        ("The ferry “returns”", "Latin"),
        ("Ça a été décidé", "Latin"),
        ("Đặc biệt đẹp", "Latin"),
        ("Паром вернулся в порт Ellery", "Cyrillic"),
        ("フェリーが港に戻る", "Han"),
        ("渡轮返回港口", "Han"),
        ("العبارة تعود", "Arabic"),
        ("12:30 – 14:00", None),
        ("", None),
    ],
)
def test_script(sample: str, written_in: str | None) -> None:
    assert text.script(sample) == written_in


@pytest.mark.parametrize(
    ("language", "written_in", "fits"),
    [
        ("en", "Latin", True),
        ("en-GB", "Cyrillic", False),
        ("sr", "Cyrillic", True),
        ("sr-Latn", "Latin", True),
        ("zh", "Han", True),
        ("tlh", "Latin", None),
        (None, "Latin", None),
        ("en", None, None),
    ],
)
def test_language_and_script(language: str | None, written_in: str | None, fits: bool | None) -> None:
    assert text.fits_script(language, written_in) is fits


def test_a_script_without_blanks_has_words_all_the_same() -> None:
    khmer = "ភ្នំពេញជារាជធានីនៃប្រទេសកម្ពុជា" * 3
    assert text.words(khmer, 1) > 20
    assert text.words("one two", 2) == 2


@pytest.mark.parametrize(
    ("paragraphs", "unbalanced"),
    [
        (["“Yes,” she said.", 'He said "no".'], 0),
        (["“This goes on.", "“And on.”"], 0),
        (['"This goes on.', '"And on."'], 0),
        (["„So ist es“, sagte sie.", "„Tak”, powiedziała.", "”Ja”, sa hon."], 0),
        (['Mixed “marks" are a matter of taste.'], 0),
        (["“No end.", "Next."], 1),
        (['One " too many.'], 1),
        (["No beginning.”", "Next."], 1),
    ],
)
def test_unbalanced_paragraphs(paragraphs: list[str], unbalanced: int) -> None:
    assert text.unbalanced_paragraphs(paragraphs) == unbalanced


def test_repetition() -> None:
    loop, other = "The same sentence again and again.", "Another sentence that stands here once."
    assert text.repeated_shares([loop, other]) == (0, 0)
    most, again = text.repeated_shares([loop] * 4)
    assert (most, again) == (1, 0.75)
    most, again = text.repeated_shares([loop, loop, other])
    assert most == 0
    assert 0.3 < again < 0.4
    assert text.repeated_shares(["Yes.", "Yes.", "Yes.", other]) == (0, 0)


@pytest.mark.parametrize(
    ("headline", "language", "is_fragment"),
    [
        ("Ferry returns to the", "en", True),
        ("Ferry returns,", None, True),
        ("Fähre kehrt zurück und", "de", True),
        ("What to Die For", "en", False),
        ("Game on", "en", False),
        ("The", "en", False),
        ("Le retour du bac", "fr", False),
        ("Return of The", "xx", False),
    ],
)
def test_fragments(headline: str, language: str | None, is_fragment: bool) -> None:
    assert text.ends_like_fragment(headline, language) is is_fragment


@pytest.mark.parametrize(
    ("headline", "is_notice"),
    [
        ("404 - Page not found | The Example", True),
        ("Access Denied", True),
        ("Seite nicht gefunden", True),
        ("Page non trouvée – Le Journal", True),
        ("How a page not found in any library led to the arrest of a forger", False),
        ("Minister denied access to files", False),
    ],
)
def test_notices_for_headlines(headline: str, is_notice: bool) -> None:
    assert text.headline_is_boilerplate(headline) is is_notice


def test_a_body_is_a_notice_only_if_all_of_it_is() -> None:
    notice = "Please enable JavaScript and cookies to continue."
    assert text.notices([notice, "We use cookies to improve your visit.", "Accept all"], 16) == (True, True)
    assert text.notices([notice, "The ferry returned on Monday."], 12) == (False, False)
    assert text.notices([notice] * 40, 280) == (False, False)
    assert text.notices([], 0) == (False, False)
    assert text.notices(["Accept", "Reject"], 2) == (False, False)
    aside = (
        "The pier's old timetable is no longer available, the ferry company told islanders on its website on Monday."
    )
    assert text.notices([aside], 18) == (True, False)


@pytest.mark.parametrize(
    ("line", "leads_away"),
    [
        ("Read more: The storm that took the pier", True),
        ("READ MORE", True),
        ("Lire aussi : Le bac est de retour", True),
        ("Related stories", True),
        ("See also the harbour's timetable", True),
        ("Related concerns were raised by the council on Monday.", False),
        ("Read more and worry less, the librarian of Sant told her readers.", False),
        ("Continue reading to them every night, teachers say.", False),
        ("Related: " + "the storm " * 30, False),
    ],
)
def test_teasers_are_told_from_sentences(line: str, leads_away: bool) -> None:
    assert text.teaser_lines(["The ferry returned.", line]) == leads_away


def test_a_text_said_twice_is_doubled_whatever_parts_the_halves() -> None:
    said = "The ferry returned on Monday, three years after a storm had destroyed its pier."
    for between in ("", " ", "\n\n"):
        assert text.doubled_share(said + between + said) == 0.5
    assert text.doubled_share(said) == 0
    assert text.doubled_share(said + said[:-9] + "its boats.") == 0
    assert text.doubled_share("") == 0


def test_longest_word() -> None:
    assert text.longest_word("short words only " * 50) == 0
    assert text.longest_word("a " * 80 + "x" * 130 + "\nb " * 80) == 130
    assert text.longest_word("x" * 101) == 101


@given(st.lists(st.text("ab", max_size=160), max_size=8), st.sampled_from([" ", "\n", "\n\n"]))
@settings(deadline=None, max_examples=100)
def test_longest_word_is_that_of_split(words: list[str], blank: str) -> None:
    longest = max(map(len, blank.join(words).split()), default=0)
    assert text.longest_word(blank.join(words)) == (longest if longest > text.LONG_WORD else 0)


FUNCTIONS: list[Callable[[str], object]] = [
    text.damaged_characters,
    text.markup_remnants,
    text.holds_code,
    text.has_letters,
    text.letter_share,
    text.longest_word,
    text.script,
    text.ends_like_sentence,
    text.headline_is_boilerplate,
    lambda sample: text.ends_like_fragment(sample, "en"),
    lambda sample: text.words(sample, 1),
    text.control_characters,
    lambda sample: text.unbalanced_paragraphs(sample.split("\n\n")),
    lambda sample: text.repeated_shares(sample.split("\n\n")),
    text.doubled_share,
    text.ends_with_notice,
    lambda sample: text.notices(sample.split("\n\n"), 10),
    lambda sample: text.teaser_lines(sample.split("\n\n")),
    lambda sample: language.fits_words("en", sample),
    lambda sample: language.headline_fits("en", sample),
]


@given(st.text(max_size=300))
@settings(deadline=None, max_examples=100)
def test_no_text_breaks_a_count(sample: str) -> None:
    for function in FUNCTIONS:
        function(sample)


ATTACKS = [
    '"', "@", "7", "said ", " ", "a", "<", "<p ", "&", "&#", "&#1", "“", "„", "Ã", "é€€", "â€", "\x93", "\n\n", '"\n\n',
    "(", "{", "\0",
]  # fmt: skip


@pytest.mark.parametrize("attack", ATTACKS, ids=[ascii(attack) for attack in ATTACKS])
def test_every_count_is_linear(attack: str) -> None:
    sample = attack * (100_000 // len(attack))
    for function in FUNCTIONS:
        function("warm")
        within(0.1, partial(function, sample))
