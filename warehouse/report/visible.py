"""Text from outside, made visible: what would act on a reader's screen is spelled out instead."""

from __future__ import annotations

from markupsafe import escape

# first and last of: control characters but tab and newline; the format characters that hide, join or reverse (Unicode
# Bidirectional Algorithm, UAX #9; "Trojan Source", CVE-2021-42574); line separators, noncharacters, lone surrogates,
# tags. U+200C and U+200D are not among them: Persian, Hindi and emoji are written with them.
_ACTIVE = (
    (0x00, 0x08), (0x0B, 0x1F), (0x7F, 0x9F), (0xAD, 0xAD), (0x61C, 0x61C), (0x180E, 0x180E), (0x200B, 0x200B),
    (0x200E, 0x200F), (0x2028, 0x202E), (0x2060, 0x206F), (0xD800, 0xDFFF), (0xFDD0, 0xFDEF), (0xFEFF, 0xFEFF),
    (0xFFF9, 0xFFFB), (0xFFFE, 0xFFFF), (0xE0000, 0xE007F),
)  # fmt: skip
_SPELLED = {
    code: f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"
    for first, last in _ACTIVE
    for code in range(first, last + 1)
}


_SIZES = {char: len(str(escape(char))) for char in "&<>\"'"}  # of those that are escaped


def visible(text: str) -> str:
    """The text with every such character as `\\uXXXX`, and `\\r\\n` as a newline."""
    return text.replace("\r\n", "\n").translate(_SPELLED)


def cut(text: str, length: int) -> str:
    """The text, or its first characters and an ellipsis."""
    return text if len(text) <= length else text[: length - 1] + "…"


def fitted(text: str, size: int) -> str:
    """The text, or its beginning and an ellipsis: at most `size` bytes of a page, escaped and in UTF-8.

    So a page's size has a bound whatever the texts are; one in Chinese is cut to a third of the characters.
    """
    if len(text) * 5 <= size or len(str(escape(text)).encode()) <= size:
        return text
    taken = 0
    for place, char in enumerate(text):
        taken += _SIZES.get(char) or len(char.encode())
        if taken > size - 3:
            return text[:place] + "…"
    return text
