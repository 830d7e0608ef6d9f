"""One page to a draft: what it states, what an override corrects, the text cut out, and whether it is an article."""

from __future__ import annotations

from pathlib import Path

from flows.parse.html.body import extract
from flows.parse.html.metadata import metadata
from flows.parse.html.overrides import apply_override, corrected
from flows.parse.html.page import open_page
from flows.parse.html.page_type import not_an_article, outlook, page_type
from flows.parse.html.publisher_files import override_for
from flows.parse.html.results import Extraction, Metadata, NotArticle
from flows.parse.model import Draft, Evidence

_FRAGMENT = "<!doctype html><html><body><article>{}</article></body></html>"


def read_page(markup: str, url: str | None = None, publishers: tuple[Path, ...] = ()) -> Draft | NotArticle:
    """The article in a page. `publishers`: folders of overrides. Parser and format are the caller's to name."""
    page = open_page(markup, url)
    known = metadata(page)
    override = override_for(page, known, publishers)
    if override:
        page = apply_override(override, page, known)
    seen = outlook(page, known)
    if seen.hindered:
        return seen.hindered
    found = extract(page, known)
    refused = None if override and override.is_article else not_an_article(seen, known, found)
    if refused:
        return refused
    draft = _draft(markup, known, found)
    draft.evidence.append(page_type(seen))
    if override:
        corrected(override, draft)
    return draft


def read_fragment(markup: str) -> Extraction:
    """The blocks of a piece of markup, such as a feed's or dump's field holds: no head, and no page around it."""
    return extract(open_page(_FRAGMENT.format(markup)), Metadata())


def _draft(markup: str, known: Metadata, found: Extraction) -> Draft:
    stated, named_in = dict(known.stated), dict(known.named_in)
    for column, rows in (("images", found.images), ("links", found.links)):
        if rows:
            stated[column], named_in[column] = list(rows), found.method
    named_in["article_body"] = found.method
    how = Evidence("article_body", found.method, "extraction", found.confidence)
    return Draft(
        markup, "", "", stated, named_in, dict(known.extra), "", [*known.evidence, how, *found.evidence],
        found.blocks, found.embeds, frozenset({"authors"}),
    )  # fmt: skip
