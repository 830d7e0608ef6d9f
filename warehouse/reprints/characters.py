"""What a character is when two prints are compared: a letter without its case and accent, or no letter at all.

Tables over the Basic Multilingual Plane, so that a whole batch is looked up at once; characters beyond it (emoji, rare
Han) stand for themselves.
"""

from __future__ import annotations

import unicodedata
from functools import cache
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

PLANE = 0x10000
COMBINING_SCRIPTS = 0x0590  # from here on marks are vowels and tones (Hebrew, Arabic, Indic, Thai), not accents
LATIN = ((0x0041, COMBINING_SCRIPTS), (0x1E00, 0x2000), (0xFF10, 0xFF5B))  # cased and accented letters, full width
WITHOUT_BLANKS = (  # scripts that write no blank between words
    (0x0E00, 0x0F00), (0x1000, 0x10A0), (0x1780, 0x1800), (0x3040, 0x3100), (0x3400, 0xA000), (0xF900, 0xFB00),
)  # fmt: skip
FULL_STOP, LINE = 1, 1 << 16  # a full stop ends a sentence where a blank follows; a line's end and `。` always do
ENDS = {".": FULL_STOP, "!": FULL_STOP, "?": FULL_STOP, "…": FULL_STOP, "؟": FULL_STOP, "\n": LINE, "。": LINE,
        "！": LINE, "？": LINE, "।": LINE, "۔": LINE}  # fmt: skip


class Characters(NamedTuple):
    """Tables by code point."""

    letter: npt.NDArray[np.uint32]  # what it counts as; 0: it stands between words
    single: npt.NDArray[np.bool_]  # a word of its own
    capital: npt.NDArray[np.bool_]
    ends: npt.NDArray[np.uint32]  # how it ends a sentence; 0: not


def _folded(letter: str) -> int:
    return ord(unicodedata.normalize("NFKD", letter)[0].casefold()[0])


@cache
def characters() -> Characters:
    """The tables, built at first use (20 ms)."""
    plane = [chr(code) for code in range(PLANE)]
    kinds = [unicodedata.category(letter) for letter in plane]
    letter = np.array(
        [code if kinds[code][0] in "LN" or (kinds[code][0] == "M" and code >= COMBINING_SCRIPTS) else 0
         for code in range(PLANE)], np.uint32,
    )  # fmt: skip
    for first, last in LATIN:
        letter[first:last] = [_folded(plane[code]) if letter[code] else 0 for code in range(first, last)]
    single = np.zeros(PLANE, np.bool_)
    for first, last in WITHOUT_BLANKS:
        single[first:last] = True
    capital = np.array([kind in ("Lu", "Lt") for kind in kinds])
    ends = np.zeros(PLANE, np.uint32)
    for mark, value in ENDS.items():
        ends[ord(mark)] = value
    return Characters(letter, single, capital, ends)
