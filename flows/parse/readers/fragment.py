"""A piece of markup that a record holds, where plain text was looked for."""

from __future__ import annotations

from flows.parse.html.article import read_fragment
from flows.parse.model import Draft


def fill_from_markup(draft: Draft, markup: str, method: str) -> None:
    """Blocks, embeds, pictures and links from `markup`; what the record itself states of them stays."""
    found = read_fragment(markup)
    draft.blocks, draft.embeds = found.blocks, found.embeds
    draft.evidence.extend(found.evidence)
    draft.named_in["article_body"] = method
    for column, rows in (("images", found.images), ("links", found.links)):
        if rows and column not in draft.stated:
            draft.stated[column], draft.named_in[column] = list(rows), method
