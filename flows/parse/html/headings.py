"""The page's h1 elements as a reader sees them: without kicker, icon and style, and without the logo's."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from selectolax.lexbor import LexborNode

from flows.parse.html.json_ld import plain

MOST_HEADINGS = 30
LONGEST = 1_000  # characters
_UNSEEN = "style, script, noscript, template, svg, button, [hidden], [aria-hidden=true], time"
# Class words of the line that stands over a headline, in the languages of publishers that name their classes so.
_KICKER = (
    "[class*=kicker i], [class*=eyebrow i], [class*=overline i], [class*=topline i], [class*=dachzeile i], "
    "[class*=spitzmarke i], [class*=rubrik i], [class*=surtitle i], [class*=surtitre i], [class*=antetitulo i], "
    "[class*=overtitle i], [class*=pretitle i], [class*=screen-reader i], [class*=visually-hidden i], "
    "[class*=sr-only i], "
    "[class*=subhead i], [class*=subtitle i], [class*=sub-title i], [class*=roofline i], [class*=badge i]"
)
_BREAKING = frozenset(("br", "div", "p", "h2", "small", "li"))
_RUN_TOGETHER = re.compile(r"[a-zäöüßéà0-9.!?\"”»][A-ZÄÖÜÉ„“«]")


class Heading(NamedTuple):
    """`kicker`: a line of the heading that is not in `text`; `whole` has both. `is_logo`: links to the front page."""

    text: str
    kicker: str | None
    whole: str
    is_logo: bool


def headings(nodes: Sequence[LexborNode]) -> list[Heading]:
    """Those of the h1 elements that say anything."""
    found = map(_heading, nodes[:MOST_HEADINGS])
    return [heading for heading in found if heading.text]


def _heading(node: LexborNode) -> Heading:
    first = node.child
    if first is None:
        return Heading("", None, "", False)
    if first.next is None and first.is_text_node:
        text = plain(node.text()[:LONGEST])
        return Heading(text, None, text, _in_home_link(node))
    left_out = {part.mem_id for part in node.css(_UNSEEN)}
    kickers = [part for part in node.css(_KICKER) if part.mem_id != node.mem_id]
    whole = _seen(node, left_out)
    if not kickers:
        return Heading(whole, None, whole, _in_home_link(node))
    text = _seen(node, left_out | {part.mem_id for part in kickers}).lstrip(": ")
    kicker = _seen(kickers[0], left_out).rstrip(": ")
    if not text:  # all of it was called a kicker
        return Heading(whole, None, whole, _in_home_link(node))
    return Heading(text, kicker or None, whole, _in_home_link(node))


def _seen(node: LexborNode, left_out: set[int]) -> str:
    """The text of `node` less that of the elements in `left_out`; a blank where a break or block stands."""
    pieces: list[str] = []
    stack = [node.child]
    while stack:
        part = stack.pop()
        if part is None:
            continue
        if part.next is not None:
            stack.append(part.next)
        if part.is_text_node:
            pieces.append(part.text_content or "")
        elif part.is_element_node and part.mem_id not in left_out:
            if part.tag in _BREAKING or (part.tag == "span" and pieces and _runs_together(pieces[-1], part)):
                pieces.append(" ")
            stack.append(part.child)
    return plain("".join(pieces)[:LONGEST])


def _runs_together(before: str, span: LexborNode) -> bool:
    """Whether a span begins with a capital right behind a small letter: only a style parts the two."""
    child = span.child
    text = (child.text_content or "") if child is not None and child.is_text_node else ""
    return bool(_RUN_TOGETHER.match(before[-1:] + text[:1]))


def _in_home_link(node: LexborNode) -> bool:
    """Whether the heading is a link to the front page, as a logo is."""
    link = node.css_first("a[href]")
    if link is None and node.parent is not None and node.parent.tag == "a":
        link = node.parent
    if link is None:
        return False
    address = link.attributes.get("href") or ""
    return address in ("/", "#", "./", "index.html", "index.php") or address.rstrip("/").count("/") == 2
