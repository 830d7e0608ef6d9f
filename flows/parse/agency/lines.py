"""Paragraphs of a wire story that are not its text: a desk's sign-off, a credit, a line of dashes."""

from __future__ import annotations

from collections.abc import Sequence

from flows.parse.fields.byline import is_byline
from flows.parse.fields.line_rules import is_prose, line_label
from flows.parse.fields.phrases import Phrase, phrases_within
from flows.parse.html.endings import is_credit, is_no_text
from flows.parse.model import Block

_LONGEST_RULED = 2_000  # characters: longer is text, whatever it opens with
_OPENING, _LONGEST_BYLINE = 3, 120  # blocks among which a byline stands; characters
_ENDS = frozenset(("ends", "end", "mf", "ends.", "(ends)", "(end)", "more", "(more)", "###", "-0-"))
_KINDS = ("boilerplate", "credit", "byline", "note")  # captions stand in figures, and nowhere else in a wire


def sorted_out(blocks: Sequence[Block]) -> list[Block]:
    """The blocks, with those that are no body text under the kind they are of."""
    ruled = {place for place, block in enumerate(blocks) if _may_be_ruled(block)}
    within = phrases_within([blocks[place].text for place in ruled])
    found = [_ruled(block, within) if place in ruled else block for place, block in enumerate(blocks)]
    for place, block in enumerate(found[:_OPENING]):
        if (
            block.kind == "paragraph"
            and not block.reason
            and len(block.text) < _LONGEST_BYLINE
            and is_byline(block.text)
        ):
            found[place] = block._replace(kind="byline", reason="byline")
            break
    return found


def _may_be_ruled(block: Block) -> bool:
    if block.kind != "paragraph" or block.reason or len(block.text) > _LONGEST_RULED:
        return False
    return not is_prose(block.text)


def _ruled(block: Block, within: tuple[Phrase, ...]) -> Block:
    text = block.text
    if not any(map(str.isalnum, text)) or text.lower() in _ENDS:
        return block._replace(kind="boilerplate", reason="no_words")
    if is_credit(text):
        return block._replace(kind="credit", reason="photo_credit")
    if is_no_text(text):
        return block._replace(kind="boilerplate", reason="apparatus")
    label = line_label(text, within)
    if label is not None and label.kind in _KINDS:
        return block._replace(kind=label.kind, reason=label.reason)
    return block
