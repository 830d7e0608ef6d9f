"""Whether a page holds an article at all: a home page, a shop, a forum or a login is rejected, not half-read.

Signs and their points stand in `data/page_type.toml`. What a page states of itself and its address decide for most;
its build is looked at only where they do not.
"""

from __future__ import annotations

from collections.abc import Set
from typing import NamedTuple

from flows.parse.html.address_signs import address_signs
from flows.parse.html.obstacles import SHORT, obstacle
from flows.parse.html.page import Page
from flows.parse.html.page_signs import build_signs, stated_signs, visible_text
from flows.parse.html.page_words import KINDS, LIMITS, POINTS, SAID
from flows.parse.html.results import Extraction, Metadata, NotArticle
from flows.parse.model import Evidence
from schemas.vocabularies import BODY_KINDS

_DECISIVE = ("forum_and_no_article", "product_and_no_article", "address_of_site")  # of the kind, whatever else is seen
_FEWEST = 120  # characters of an article's body, where nothing but its text says that it is one
_MEDIA = {"video": ("og:video", "videoobject"), "gallery": ("imagegallery", "mediagallery")}


class Outlook(NamedTuple):
    """What a page looks like before its text is cut out: signs, the sum of their points, and what stands in the way."""

    signs: frozenset[str]
    points: int
    hindered: NotArticle | None


def outlook(page: Page, known: Metadata) -> Outlook:
    """To be asked after the metadata, which reads the scripts, and before extraction, which takes the tree apart."""
    tree = page.tree
    uri = known.stated.get("uri")
    signs = stated_signs(known, tree) | address_signs(uri if isinstance(uri, str) else page.url)
    points = _points(signs | _together(signs))
    if points >= LIMITS["certain"]:
        return Outlook(frozenset(signs), points, None)
    text = visible_text(tree)
    title = tree.css_first("title")
    told_elsewhere = known.article_body is not None and len(known.article_body) >= SHORT
    hindered = None if told_elsewhere else obstacle(tree, title.text(strip=True) if title else "", text)
    signs |= build_signs(tree, text, dated="date" in signs)
    signs |= _together(signs) | _absent(signs)
    return Outlook(frozenset(signs), _points(signs), hindered)


def _points(signs: Set[str]) -> int:
    return LIMITS["start"] + sum(POINTS.get(sign, 0) for sign in signs)


def _together(signs: Set[str]) -> set[str]:
    """Signs that weigh more in company."""
    found = set()
    article = "type_article" in signs
    if not article and signs & {"address_forum", "host_forum", "type_forum", "made_by_forum"}:
        found.add("forum_and_no_article")
    if not article and "type_product" in signs:
        found.add("product_and_no_article")
    return found


def _absent(signs: Set[str]) -> set[str]:
    """What a page lacks, once all of it was looked at."""
    found = set()
    undated = "type_article" not in signs and not signs & {"date", "share_buttons"}
    if undated and signs & {"made_by_documentation", "host_documentation", "address_documentation", "code"}:
        found.add("manual_undated")
    if undated and not signs & {"comments", "reading_time"}:
        found.add("undated")
    return found


def not_an_article(seen: Outlook, known: Metadata, found: Extraction) -> NotArticle | None:
    """Why the page is none; None where it is one, or may be (see `page_type`)."""
    if seen.hindered:
        return seen.hindered
    if seen.points < LIMITS["rejected"]:
        return _kind(seen)
    length = sum(len(block.text) for block in found.blocks if block.kind in BODY_KINDS)
    if not length or (length < _FEWEST and not seen.signs & {"type_article", "type_og_article"}):
        types = {name.lower() for name in known.types}
        for kind, prefixes in _MEDIA.items():
            if any(name.startswith(prefixes) for name in types):
                return NotArticle(kind, (f"schema.org or og:type of a {kind}", f"{length} characters of text"))
        return NotArticle("no_text", (f"{length} characters of text",))
    return None


def page_type(seen: Outlook) -> Evidence:
    """`article`, or, where it is in doubt, what else the page could be."""
    if seen.points >= LIMITS["doubtful"]:
        return Evidence("page_type", "article", "page_signs", 0.95 if seen.points > 0 else 0.7)
    other = _kind(seen)
    return Evidence("page_type", other.kind, "page_signs", 0.5, note=f"may be no article: {'; '.join(other.signals)}")


def _kind(seen: Outlook) -> NotArticle:
    """The kind that most points speak for, and the signs that do, the strongest first."""
    negative = [sign for sign in seen.signs if POINTS.get(sign, 0) < 0 and sign in KINDS]
    against = sorted(negative, key=lambda sign: (POINTS[sign], sign))
    weights: dict[str, int] = {}
    for sign in against:
        weights[KINDS[sign]] = weights.get(KINDS[sign], 0) + POINTS[sign]
    kind = min(weights, key=weights.__getitem__, default="other")
    decisive = next((sign for sign in _DECISIVE if sign in seen.signs), None)
    if decisive and (decisive != "address_of_site" or kind in ("listing", "service")):
        kind = KINDS[decisive]
    return NotArticle(kind, tuple(SAID[sign] for sign in against))
