"""Text that would act on the reader's screen is spelled out; all else stays as it is."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markupsafe import escape

from tests.timing import within
from warehouse.report.visible import cut, fitted, visible

REORDERING = {"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"}  # bidirectional classes of UAX #9


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("photo\u202egnp.exe", "photo\\u202egnp.exe"),
        ("a\x00b\x1b[31mred", "a\\u0000b\\u001b[31mred"),
        ("one\r\ntwo\tthree", "one\ntwo\tthree"),
        ("\ud800 alone", "\\ud800 alone"),
        ("\U000e0041", "\\U000e0041"),
        (
            "می\u200cخواهم 👩\u200d🚒 naïve “quotes” — dash \u00a0 \ufffd",
            "می\u200cخواهم 👩\u200d🚒 naïve “quotes” — dash \u00a0 \ufffd",
        ),
    ],
)
def test_examples(text: str, shown: str) -> None:
    assert visible(text) == shown


@settings(deadline=None, max_examples=200)
@given(st.text(st.characters(categories=["Cc", "Cf", "Cs", "Zl", "Zp", "Lu", "Mn"])))
def test_nothing_active_is_left(text: str) -> None:
    shown = visible(text)
    left = {char for char in shown if unicodedata.category(char) in ("Cc", "Cs", "Zl", "Zp")}
    assert left <= {"\n", "\t"}
    assert not {unicodedata.bidirectional(char) for char in shown} & REORDERING
    shown.encode()


@settings(deadline=None, max_examples=100)
@given(st.text(st.characters(categories=["L", "N", "P", "S", "Zs"])))
def test_printable_text_stays(text: str) -> None:
    assert visible(text) == text


def test_cut() -> None:
    assert cut("bridge", 6) == "bridge"
    assert cut("bridges", 6) == "bridg…"


@settings(deadline=None, max_examples=200)
@given(st.text(st.sampled_from('a"&<é橋😀 ')), st.integers(3, 60))
def test_a_fitted_text_keeps_to_its_size(text: str, size: int) -> None:
    shown = fitted(text, size)
    assert len(str(escape(shown)).encode()) <= size
    assert shown == text or (shown.endswith("…") and text.startswith(shown[:-1]))
    assert shown == text or len(str(escape(text)).encode()) > size


@pytest.mark.parametrize("attack", ["\u202e" * 100_000, "\r" * 100_000, "a" * 100_000, '"' * 100_000])
def test_linear(attack: str) -> None:
    within(0.1, lambda: visible(attack))
