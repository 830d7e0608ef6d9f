"""The article cut out of its page."""

from __future__ import annotations

from collections.abc import Sequence

from selectolax.lexbor import LexborNode

from flows.parse.fields.blocks import clean
from flows.parse.html.links import absolute_by, links
from flows.parse.html.outline import Piece, outline
from flows.parse.html.page import Page
from flows.parse.html.pictures import pictures
from flows.parse.html.post_markup import linked_post, post
from flows.parse.html.region import Region, fold, region
from flows.parse.html.results import Extraction, Metadata
from flows.parse.html.rivals import best_rival
from flows.parse.html.sift import sift
from flows.parse.model import Block, Embed, Evidence
from schemas.vocabularies import BODY_KINDS

_METHOD = "paragraph_clusters"
_KINDS = {
    "paragraph": "paragraph", "heading": "heading", "list_item": "list_item", "row": "paragraph",
    "deck": "alternative_headline", "alternative_headline": "alternative_headline", "headline": "headline",
    "caption": "caption",
    "credit": "credit", "byline": "byline", "note": "note", "junk": "boilerplate",
}  # fmt: skip
_PLENTY = 1200.0  # running text, in characters, of which an article is sure
_DOUBTFUL = 0.35  # confidence below which other readings are asked
_LITTLE = 80.0  # running text below which names of elements may have misled
_LONGEST_JUNK = 300  # characters that are kept of what was left out


def extract(page: Page, known: Metadata) -> Extraction:
    """The article's blocks, posts, pictures and links. May strip nodes of the tree: it is the last to use it."""
    root = page.tree.body or page.tree.root
    if root is None:
        return Extraction([], [], [], [], _METHOD, 0.0)
    found = _region(root, _title(page, known))
    sift(found.pieces, found.headline)
    blocks, posts = _blocks(found.pieces)
    absolute = absolute_by(page, known)
    images, linked = pictures(page, found.pieces, absolute), links(found.pieces, absolute)
    confidence = _confidence(found)
    if confidence >= _DOUBTFUL:
        return Extraction(blocks, posts, images, linked, _METHOD, confidence)
    length = sum(len(block.text) for block in blocks if block.kind in BODY_KINDS)
    rival = best_rival(page, known, length)
    if rival is None:
        note = "doubtful: little running text, or other text on the page as much; no other reading has more"
        row = Evidence("article_body", None, _METHOD, confidence, note=note)
        return Extraction(blocks, posts, images, linked, _METHOD, confidence, (row,))
    method, paragraphs = rival
    note = f"{_METHOD} found {length:,} characters, {method} {sum(len(block.text) for block in paragraphs):,}"
    kept = [block for block in blocks if block.kind not in BODY_KINDS]
    row = Evidence("article_body", None, method, 0.5, note=note)
    return Extraction([*kept, *paragraphs], posts, images, linked, method, 0.5, (row,))


def _region(root: LexborNode, title: str) -> Region:
    """The article's region; where names leave hardly any text, they are not believed."""
    found = region(outline(root), title)
    if found.weight >= _LITTLE:
        return found
    other = region(outline(root, by_names=False), title)
    return other if other.weight > 3 * found.weight + 200 else found


def _title(page: Page, known: Metadata) -> str:
    stated = known.stated.get("headline")
    if not isinstance(stated, str):
        node = page.tree.head.css_first("title") if page.tree.head else None
        stated = "" if node is None else node.text()
    return fold(stated)


def _confidence(found: Region) -> float:
    """From 0 to 1: how much running text there is, and what share of the page's."""
    if not found.total:
        return 0.0
    return round(min(1.0, found.weight / _PLENTY) * min(1.0, 0.4 + found.weight / found.total), 2)


def _blocks(pieces: Sequence[Piece]) -> tuple[list[Block], list[Embed]]:
    blocks: list[Block] = []
    posts: list[Embed] = []
    for piece in pieces:
        if piece.kind == "embed" or (piece.linked and piece.kind == "paragraph" and piece.text.startswith("http")):
            shown = post(piece.node, piece.tag) if piece.kind == "embed" else linked_post(piece.text)
            if shown is not None:
                blocks.append(shown[0])
                posts.append(shown[1])
                continue
        kind = _KINDS.get(piece.kind)
        if kind is None:
            continue
        text = piece.text
        if kind == "boilerplate" and not text:
            text = " ".join(piece.node.text(separator=" ").split())[:_LONGEST_JUNK].rstrip()
        if text := clean(text):
            blocks.append(Block(kind, text, None, None, piece.reason))
    return blocks, posts
