"""Mending text whose UTF-8 was once read as Windows-1252, Latin-1 or Mac Roman (`itâ€™s` for `it’s`).

ftfy does the mending, and only where its own measure calls the text bad. It takes 2 ms for an article of 6 kB to find
that nothing is wrong, so a search for the byte pairs that such text must hold goes before it (0.01 ms).
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from flows.parse.fields.blocks import clean
from flows.parse.model import Block, Evidence

EXCERPT_CHARACTERS = 40
CONFIDENCE = 0.9

# what Windows-1252 and Latin-1 show for the bytes 0x80 to 0xBF, as UTF-8
_CONTINUATION = (
    rb"(?:\xc2[\x80-\xbf]|\xc5[\x92\x93\xa0\xa1\xb8\xbd\xbe]|\xc6\x92|\xcb[\x86\x9c]"
    rb"|\xe2\x80[\x93\x94\x98-\x9a\x9c-\x9e\xa0-\xa2\xa6\xb0\xb9\xba]|\xe2\x82\xac|\xe2\x84\xa2)"
)
_WESTERN = re.compile(
    rb"\xc3(?:[\x82-\x9f]" + _CONTINUATION  # Â to ß lead two bytes
    + rb"|[\xa0-\xaf]" + _CONTINUATION + _CONTINUATION  # à to ï lead three
    + rb"|[\xb0-\xb4]" + _CONTINUATION + _CONTINUATION + _CONTINUATION + rb")"  # ð to ô lead four
)  # fmt: skip
_C1_CONTROL = re.compile(rb"\xc2[\x80-\x9f]")
_OTHERS = re.compile("|".join(("‚Ä", "√", "Р°", "Рѕ", "вЂ")).encode())  # Mac Roman, Windows-1251
_ASCII = bytes(range(0x80))


def suspicious(text: str) -> bool:
    """Whether the text may hold such damage; no false no."""
    if text.isascii():
        return False
    data = text.encode("utf-8", "surrogatepass")
    rest = data.translate(None, _ASCII)  # little of most texts, and what is suspicious in the whole is so in it
    if not (_WESTERN.search(rest) or _C1_CONTROL.search(rest) or _OTHERS.search(rest)):
        return False
    return bool(_WESTERN.search(data) or _C1_CONTROL.search(data) or _OTHERS.search(data))


def mended(text: str) -> str | None:
    """The text as it was written; None where there is nothing to mend, or no safe way to."""
    if not suspicious(text):
        return None
    import ftfy  # 40 ms to import, for a few articles in a hundred

    fixed = ftfy.fix_encoding(text)
    if fixed == text or fixed.count("\ufffd") > text.count("\ufffd"):
        return None
    return fixed


def mend_blocks(blocks: Sequence[Block], source: str) -> tuple[list[Block], list[Evidence]]:
    """The blocks with mended texts; offsets stay those of `source`, the text that was damaged."""
    result = list(blocks)
    evidence: list[Evidence] = []
    if not suspicious(source):
        return result, evidence
    for position, block in enumerate(blocks):
        if block.source_start is None or block.source_end is None:
            continue
        before = source[block.source_start : block.source_end]
        after = mended(before)
        if after is not None:
            result[position] = block._replace(text=clean(after).strip())
            field = "headline" if block.kind == "headline" else "article_body"
            evidence.append(repair(field, before, after, block.source_start, block.source_end))
    return result, evidence


def repair(field: str, before: str, after: str, start: int | None = None, end: int | None = None) -> Evidence:
    """The log of one repair."""
    first = next((i for i, (a, b) in enumerate(zip(before, after, strict=False)) if a != b), 0)
    first = max(0, first - EXCERPT_CHARACTERS // 4)
    was, became = (text[first : first + EXCERPT_CHARACTERS] for text in (before, after))
    return Evidence(field, became, "mojibake_repair", CONFIDENCE, start, end, f"{was!r} became {became!r}")
