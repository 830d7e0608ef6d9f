"""Markup in a field of a dump or feed: a page's body without the page."""

from __future__ import annotations

import re

from flows.parse.html.article import read_fragment
from flows.parse.html.bounds import too_costly
from flows.parse.model import Draft, Evidence
from schemas.vocabularies import BODY_KINDS

FEWEST_TAGS = 2  # of blocks and breaks: fewer, and a text may be about tags
_BLOCK = re.compile(r"</?(?:p|div|br|h[1-6]|ul|ol|li|blockquote|figure|table|section|article|hr)(?:\s[^<>]*)?/?>", re.I)


def is_markup(text: str) -> bool:
    """Whether a text is marked up in HTML, and does not merely name a tag or two."""
    return "<" in text and len(_BLOCK.findall(text)) >= FEWEST_TAGS


def read_markup(draft: Draft) -> None:
    """Read a dump's text as markup, where it is."""
    if is_markup(draft.text):
        fill_from_markup(draft, draft.text, draft.named_in.get("article_body", "text"))


def fill_from_markup(draft: Draft, markup: str, field: str) -> None:
    """Give the draft the blocks, posts, pictures and links of the markup in `field`; what the record states stays."""
    if excess := too_costly(markup):
        note = f"the markup in `{field}` is not read: {excess}"
        draft.evidence.append(Evidence("article_body", None, "markup_in_field", 0.3, note=note))
        return
    found = read_fragment(markup)
    if not any(block.kind in BODY_KINDS for block in found.blocks):
        return
    draft.blocks, draft.embeds = found.blocks, found.embeds
    draft.named_in["article_body"] = field
    for column, rows in (("images", found.images), ("links", found.links)):
        if rows:
            stated = draft.stated.get(column)
            draft.stated[column] = [*(stated if isinstance(stated, list) else ()), *rows]
            draft.named_in.setdefault(column, field)
    note = f"`{field}` holds HTML, and its tags were read; what it states comes from the record's own fields"
    draft.evidence.append(Evidence("article_body", found.method, "markup_in_field", found.confidence, note=note))
