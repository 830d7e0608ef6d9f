"""Everything a page states about its article, gathered once: what the choosers of the fields weigh."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cached_property
from typing import NamedTuple
from urllib.parse import urljoin, urlsplit

from selectolax.lexbor import LexborHTMLParser, LexborNode

from flows.parse.html.article_node import article_node, page_node
from flows.parse.html.headings import Heading, headings
from flows.parse.html.json_ld import Node, json_ld, plain, resolved, text_of, types_of
from flows.parse.html.meta_names import META_NAMES
from flows.parse.html.meta_tags import MetaTags, meta_tags
from flows.parse.html.microdata import Microdata, microdata
from flows.parse.html.page import Page
from flows.parse.html.site_name import site_names

_PUBLISHER_KINDS = frozenset((
    "WebSite", "Website", "Organization", "NewsMediaOrganization", "Corporation", "LocalBusiness", "Blog",
))  # fmt: skip
_CANONICAL = "link[rel=canonical i][href]"
LONGEST_TEXT = 500_000  # characters
LONGEST_TITLE = 1_000  # characters
_PARTS = 'script[type*="ld+json" i], h1, [itemprop]:not(meta[name])'


class BodyText:
    """The page's whole text, a line for each piece of it: taken once, on the few pages where it is asked for."""

    def __init__(self, tree: LexborHTMLParser) -> None:
        self._tree = tree

    @cached_property
    def text(self) -> str:
        body = self._tree.body
        return body.text(separator="\n")[:LONGEST_TEXT] if body is not None else ""


class Statements(NamedTuple):
    """`article` and `page` are JSON-LD nodes, empty where there is none. `addresses` are absolute, the surest first."""

    source: Page
    nodes: list[Node]
    article: Node
    page: Node
    tags: MetaTags
    items: Microdata
    title: str
    h1s: list[Heading]
    h1_nodes: list[LexborNode]
    addresses: list[tuple[str, str]]  # source, address
    site: frozenset[str]
    body: BodyText


def statements(page: Page) -> Statements:
    tree = page.tree
    tags = meta_tags(tree)
    parts = _parts(tree)
    nodes = json_ld(parts.scripts)
    head = tree.head
    found = head.css_first("title") if head else None
    found = found or tree.css_first("title")
    title = plain(found.text()[:LONGEST_TITLE]) if found else ""
    h1s = headings(parts.h1s)
    items = microdata(parts.items)
    addresses = _addresses(page, tags)
    wanted = [*tags.get("og:title", []), *(heading.text for heading in h1s), title]
    article = article_node(nodes, [address for _, address in addresses], wanted) or {}
    names = _site_names(nodes, article, tags)
    return Statements(
        page, nodes, article, page_node(nodes) or {}, tags, items, title, h1s, parts.h1s, addresses,
        site_names(names, (address for _, address in addresses)), BodyText(tree),
    )  # fmt: skip


class _Parts(NamedTuple):
    scripts: list[LexborNode]
    h1s: list[LexborNode]
    items: list[LexborNode]


def _parts(tree: LexborHTMLParser) -> _Parts:
    """JSON-LD scripts, h1 elements and microdata, in one walk of the tree."""
    parts = _Parts([], [], [])
    last = -1
    for node in tree.css(_PARTS):
        if node.tag == "script":
            parts.scripts.append(node)
        elif node.tag == "h1" and node.mem_id != last:  # an h1 with itemprop is found twice
            parts.h1s.append(node)
        else:
            parts.items.append(node)
        last = node.mem_id
    return parts


def _addresses(page: Page, tags: MetaTags) -> list[tuple[str, str]]:
    """The article's own addresses that are absolute, or can be made so."""
    head = page.tree.head
    link = head.css_first(_CANONICAL) if head else None
    link = link or page.tree.css_first(_CANONICAL)  # a head that ended early
    stated = [
        ("link:canonical", (link.attributes.get("href") or "") if link else ""),
        ("og:url", (tags.get("og:url") or [""])[0]),
        ("page", page.url or ""),
        ("twitter:url", (tags.get("twitter:url") or [""])[0]),
    ]
    base = next((address for _, address in stated if address.startswith(("http://", "https://"))), "")
    found = []
    for source, address in stated:
        absolute = _absolute(address.strip(), base)
        if absolute:
            found.append((source, absolute))
    return found


def _absolute(address: str, base: str) -> str | None:
    if not address or len(address.split()) > 1:
        return None
    try:
        whole = urljoin(base, address) if base and not address.startswith(("http://", "https://")) else address
        parts = urlsplit(whole)
    except ValueError:
        return None
    return whole if parts.scheme in ("http", "https") and "." in (parts.hostname or "") else None


def _site_names(nodes: Sequence[Node], article: Node, tags: MetaTags) -> Iterable[str]:
    yield from (name for tag in META_NAMES["site"] for name in tags.get(tag, [])[:2] if len(name) < 80)
    yield from (handle.lstrip("@") for handle in tags.get("twitter:site", [])[:1])
    yield text_of(resolved(article.get("publisher"), list(nodes)))
    for node in nodes:
        if not _PUBLISHER_KINDS.isdisjoint(types_of(node)):
            yield text_of(node.get("name"))
            yield text_of(node.get("alternateName"))
