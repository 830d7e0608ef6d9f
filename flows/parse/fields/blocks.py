"""Clean text, and the lines of a raw text with their places in it."""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

_SPACES = "\t\r\x0b\x0c\x1c\x1d\x1e\x1f\x85\xa0\u1680\u2028\u2029\u202f\u205f\u3000" + "".join(
    map(chr, range(0x2000, 0x200B))
)
_CONTROLS = "".join(map(chr, (*range(0x20), *range(0x7F, 0xA0))))
_INVISIBLE = "\xad\u180e\u200b\u200e\u200f\ufeff" + "".join(map(chr, (*range(0x202A, 0x202F), *range(0x2060, 0x2070))))
_TABLE: dict[int, str | None] = {
    **dict.fromkeys(map(ord, _CONTROLS + _INVISIBLE), None),
    **dict.fromkeys(map(ord, _SPACES), " "),
    **dict.fromkeys(range(0xD800, 0xE000), "\ufffd"),  # lone surrogates cannot be written as UTF-8
}
del _TABLE[ord("\n")]

# A joiner stays where it shapes what is read: inside an emoji, and in scripts that are written joined up.
_EMOJI = "\u2190-\u21ff\u2600-\u27bf\u2b00-\u2bff\ufe0f\U0001f000-\U0001faff"
_JOINED_SCRIPTS = "\u0600-\u0dff\u1000-\u109f\u1780-\u18af"
_IDLE_JOINER = re.compile(
    f"\u200d(?![{_EMOJI}{_JOINED_SCRIPTS}])|(?<![{_EMOJI}{_JOINED_SCRIPTS}])\u200d"
    f"|\u200c(?![{_JOINED_SCRIPTS}])|(?<![{_JOINED_SCRIPTS}])\u200c"
)

_PRINTED = b"\n" + bytes(range(0x20, 0x7F))
# Latin letters, and the dashes and quotation marks that news is printed with: whatever stands before them is clean too.
_PLAIN = frozenset(
    character
    for character in map(chr, (*range(0xA1, 0x300), *range(0x2010, 0x2060), *range(0x20A0, 0x20C0)))
    if character.isprintable() and unicodedata.is_normalized("NFC", character)
)

# What ends a line besides \n; all one character long, so that offsets stay true.
_BREAKS = "\r\x0b\x0c\x1c\x1d\x1e\u2028\u2029"
_OTHER_BREAKS = dict.fromkeys(map(ord, _BREAKS), "\n")


class Line(NamedTuple):
    """One line that is not blank: `text` is the raw text from `start` to `end`, no blanks at its ends."""

    start: int
    end: int
    text: str
    breaks: int  # line breaks between the line before and this one


_new = tuple.__new__  # a third of the cost of the named tuple's own constructor


def is_clean(text: str) -> bool:
    """Whether `clean` would give every slice of `text` back unchanged. May say no to a text that is."""
    rest = text.encode("utf-8", "surrogatepass").translate(None, _PRINTED)
    if not rest:
        return True
    beyond = rest.decode("utf-8", "surrogatepass")
    return _PLAIN.issuperset(beyond) or (beyond.isprintable() and unicodedata.is_normalized("NFC", text))


def clean(text: str) -> str:
    """Normalise to what is stored: NFC, no control or invisible characters, every blank but \\n a plain space."""
    if is_clean(text):
        return text
    text = text.translate(_TABLE)
    if "\u200d" in text or "\u200c" in text:
        text = _IDLE_JOINER.sub("", text)
    return unicodedata.normalize("NFC", text)


def lines(text: str, *, clean: bool = False) -> list[Line]:
    """The lines of `text` that hold more than blanks, in order. `text` has \\n for \\r\\n; `clean`: see `is_clean`."""
    if not clean and any(separator in text for separator in _BREAKS):
        text = text.translate(_OTHER_BREAKS)
    found: list[Line] = []
    position, breaks = 0, 0
    for raw in text.split("\n"):
        if stripped := raw.strip():
            length = len(stripped)
            start = position
            if length != len(raw):
                start += len(raw) - len(raw.lstrip())
            found.append(_new(Line, (start, start + length, stripped, breaks)))
            breaks = 0
        breaks += 1
        position += len(raw) + 1
    return found
