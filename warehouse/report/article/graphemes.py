"""Where a text may be cut: never between a letter and its accents, nor inside an emoji made of several characters.

A part of UAX #29 that needs no table beside Python's own: what extends the character before it, joiners, skin tones,
flags. Hangul is stored composed (NFC) and needs nothing.
"""

from __future__ import annotations

import unicodedata

ZERO_WIDTH_JOINER = "\u200d"
FARTHEST = 64  # characters looked at: UAX #15 calls a text of more than 30 marks on one letter no stream-safe text
_FLAG = range(0x1F1E6, 0x1F200)
_SKIN = range(0x1F3FB, 0x1F400)
_TAG = range(0xE0020, 0xE0080)


def may_cut(text: str, place: int) -> bool:
    """Whether the text may be cut before its character number `place`."""
    if place <= 0 or place >= len(text):
        return True
    before, after = text[place - 1], text[place]
    if after < "\u0300":
        return not (before == "\r" and after == "\n")
    if before == ZERO_WIDTH_JOINER or _extends(after):
        return False
    return not (ord(after) in _FLAG and _flags_before(text, place) % 2)


def cut_before(text: str, place: int) -> int:
    """The last place from `place` backwards where the text may be cut; `place` itself if none is near."""
    for candidate in range(place, max(place - FARTHEST, -1), -1):
        if may_cut(text, candidate):
            return candidate
    return place


def cut_after(text: str, place: int) -> int:
    """The first place from `place` onwards where the text may be cut; `place` itself if none is near."""
    for candidate in range(place, min(place + FARTHEST, len(text) + 1)):
        if may_cut(text, candidate):
            return candidate
    return place


def _extends(character: str) -> bool:
    code = ord(character)
    return (
        character == ZERO_WIDTH_JOINER
        or unicodedata.category(character) in ("Mn", "Me", "Mc")  # variation selectors among them
        or code in _SKIN
        or code in _TAG
    )


def _flags_before(text: str, place: int) -> int:
    """How many regional indicators stand before: two make a flag."""
    start = place
    while start > max(0, place - FARTHEST) and ord(text[start - 1]) in _FLAG:
        start -= 1
    return place - start
