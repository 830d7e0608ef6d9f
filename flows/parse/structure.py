"""A record's text cut into blocks, and the body that those blocks make."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from flows.parse.fields.segment import segment
from flows.parse.headline import one_line, squashed, without_site_name
from flows.parse.model import Block, Body, BodySpan, Draft, Evidence
from flows.parse.mojibake import mend_blocks
from flows.parse.stated import CONFIDENCE, method, stated_line
from schemas.vocabularies import BODY_KINDS

PARAGRAPH_BREAK = "\n\n"
_TEXT_CONFIDENCE = 0.8
_BEFORE_HEADLINE = ("boilerplate", "caption", "byline", "dateline")
_new = tuple.__new__  # a third of the cost of the named tuple's own constructor


def structured(draft: Draft) -> list[Block]:
    """The record's blocks, their texts mended; the repairs go to the draft's evidence.

    Where the record states its headline, the text has none but a repetition, whose block is then a headline. Blocks
    that the reader took from the format's markup stay as they are.
    """
    stated = stated_line(draft, "headline")
    if draft.blocks is not None:
        return draft.blocks
    blocks, repairs = mend_blocks(segment(draft.text, has_headline=stated is None), draft.text)
    draft.evidence.extend(repairs)
    if stated is None:
        return blocks
    for position, block in enumerate(blocks):
        if block.kind in BODY_KINDS:
            if _repeats(block.text, stated, draft):
                blocks[position] = block._replace(kind="headline", reason="repeats_headline")
            break
        if block.kind not in _BEFORE_HEADLINE:
            break
    return blocks


def _repeats(line: str, headline: str, draft: Draft) -> bool:
    short = without_site_name(headline, stated_line(draft, "publisher"), stated_line(draft, "uri"))
    return squashed(line) in (squashed(headline), squashed(short))


def headline(
    draft: Draft, blocks: Sequence[Block], publisher: str | None, uri: str | None
) -> tuple[str | None, Evidence]:
    """The headline, the record's own before the text's, less the site's name."""
    if stated := stated_line(draft, "headline"):
        value = without_site_name(stated, publisher, uri)
        note = None if value == stated else f"the site's name was cut off: {stated[len(value) :]!r}"
        return value, Evidence("headline", value, method(draft, "headline"), CONFIDENCE, note=note)
    for block in blocks:
        if block.kind == "headline":
            value = one_line(block.text)
            return value, _of_block("headline", block, value)
    return None, Evidence("headline", None, "segment", note="no line of the text is a headline")


def alternative_headline(draft: Draft, blocks: Sequence[Block]) -> tuple[str | None, Evidence]:
    if stated := stated_line(draft, "alternative_headline"):
        return stated, Evidence("alternative_headline", stated, method(draft, "alternative_headline"), CONFIDENCE)
    for block in blocks:
        if block.kind == "alternative_headline":
            value = one_line(block.text)
            return value, _of_block("alternative_headline", block, value)
    return None, Evidence("alternative_headline", None, "segment", note="no second headline")


def body_of(blocks: Sequence[Block]) -> Body:
    """Paragraphs, headings and list items, a blank line between them; the words of embeds are never in it."""
    spans: list[BodySpan] = []
    texts: list[str] = []
    position = 0
    for block in blocks:
        if block.kind in BODY_KINDS:
            end = position + len(block.text)
            spans.append(_new(BodySpan, (block.kind, position, end)))
            texts.append(block.text)
            position = end + len(PARAGRAPH_BREAK)
    return Body(PARAGRAPH_BREAK.join(texts), tuple(spans))


def body_evidence(draft: Draft, body: Body) -> Evidence:
    """Of the body its make-up, not its words."""
    if not body.spans:
        return Evidence(
            "article_body", None, "segment", note="no block of the text is a paragraph, heading or list item"
        )
    kinds = Counter([span.kind for span in body.spans])
    made_of = ", ".join(f"{kind}: {count}" for kind, count in kinds.items())
    how = method(draft, "article_body") if "article_body" in draft.named_in else "segment"
    return Evidence("article_body", made_of, how, _TEXT_CONFIDENCE, note=f"{len(body.text):,} characters")


def _of_block(field: str, block: Block, value: str) -> Evidence:
    how = f"block:{block.reason or block.kind}"
    return Evidence(field, value, how, _TEXT_CONFIDENCE, block.source_start, block.source_end)
