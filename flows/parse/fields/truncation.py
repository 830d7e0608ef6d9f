"""Whether a text breaks off before its end."""

from __future__ import annotations

import re
from collections.abc import Sequence

from flows.parse.model import Block
from schemas.vocabularies import BODY_KINDS

_TAIL = 200  # characters at the end that tell
_ENDS = tuple(".!?。！？؟।॥။…\"”’'»›」』）)]】*")
_CUT_MARK = re.compile(r"(?:\[\+?\d+ (?:chars|characters|more)\]|\[(?:…|\.\.\.)\]|\((?:…|\.\.\.|more)\))$")
_LINK_END = re.compile(r"(?:https?://|www\.)\S+$|\S+@\S+\.\w+$")
_SIGNATURE = re.compile(r"[-–—]{1,2}\s?\w[\w .'’-]{1,40}$")
_THAI = re.compile("[\u0e00-\u0e7f\u0e80-\u0eff\u1780-\u17ff]$")  # scripts that close sentences with a blank


def is_truncated(blocks: Sequence[Block]) -> tuple[bool, str]:
    """Whether the article's own text breaks off, and the code of the sign that decided."""
    last = next((index for index in range(len(blocks) - 1, -1, -1) if blocks[index].kind in BODY_KINDS), None)
    if last is None:
        return False, "no_body"
    block, text = blocks[last], blocks[last].text[-_TAIL:].rstrip()
    if _CUT_MARK.search(text):
        return True, "cut_mark"
    if text.endswith(("...", "…")):
        return True, "ends_in_ellipsis"
    if text.endswith(_ENDS) or _is_pictograph(text[-1:]):
        return False, "ends_sentence"
    if " | " in text:  # cells
        return False, "ends_with_table"
    if block.kind == "heading":
        return False, "ends_with_heading"
    if block.kind == "list_item" and _is_open_list(blocks, last):
        return False, "ends_with_list"
    if text.endswith(":"):
        announced = any(later.kind in ("embed", "caption", "list_item") for later in blocks[last + 1 :])
        return not announced, "announces_embed" if announced else "ends_in_colon"
    if _LINK_END.search(text):
        return False, "ends_with_link"
    if len(block.text) < 60 and _SIGNATURE.match(text):
        return False, "ends_with_signature"
    if _THAI.search(text):
        return False, "script_without_stops"
    return True, "no_final_punctuation"


def _is_open_list(blocks: Sequence[Block], last: int) -> bool:
    """Whether the items of the last list carry no final stops anyway."""
    before = blocks[last - 1] if last else None
    return before is None or before.kind != "list_item" or not before.text.endswith((".", "!", "?"))


def _is_pictograph(character: str) -> bool:
    return character > "\u2190" and not character.isalnum() and not "\u3000" <= character <= "\u303f"
