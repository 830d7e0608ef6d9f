"""Which JSON-LD node describes the page's own article."""

from __future__ import annotations

from collections.abc import Sequence

from flows.parse.html.candidate import squashed
from flows.parse.html.json_ld import Node, text_of, types_of

# schema.org's Article and its kinds, and what stands for an article on pages that are one.
_ARTICLES = frozenset((
    "article", "newsarticle", "reportagenewsarticle", "analysisnewsarticle", "opinionnewsarticle",
    "backgroundnewsarticle", "reviewnewsarticle", "askpublicnewsarticle", "advertisercontentarticle",
    "satiricalarticle", "blogposting", "liveblogposting", "socialmediaposting", "discussionforumposting", "techarticle",
    "scholarlyarticle", "medicalscholarlyarticle", "report", "newsstory",
))  # fmt: skip
_ALMOST = frozenset((
    "review", "criticreview", "recipe", "howto", "claimreview", "videoobject", "creativework", "interview",
    "podcastepisode", "event", "medicalwebpage",
))  # fmt: skip
_PAGES = frozenset(("webpage", "itempage", "aboutpage", "medicalwebpage"))


def article_node(nodes: Sequence[Node], addresses: Sequence[str], titles: Sequence[str]) -> Node | None:
    """The node of the page's article: of several, the one that has the page's address, else its title, else the first.

    `addresses` and `titles` are those that the page states elsewhere (canonical link, og:url; og:title, h1).
    """
    for kinds in (_ARTICLES, _ALMOST):
        found = [node for node in nodes if _is_one_of(node, kinds)]
        if len(found) > 1:
            found = _of_this_page(found, addresses, titles) or found
        if found:
            return max(found, key=_substance) if len(found) > 1 else found[0]
    return None


def page_node(nodes: Sequence[Node]) -> Node | None:
    """The node of the page itself, which often has a date and a language where the article's has none."""
    return next((node for node in nodes if _is_one_of(node, _PAGES)), None)


def _is_one_of(node: Node, kinds: frozenset[str]) -> bool:
    return any(kind.casefold() in kinds for kind in types_of(node))


def _of_this_page(found: list[Node], addresses: Sequence[str], titles: Sequence[str]) -> list[Node]:
    known = {_address(address) for address in addresses if address}
    by_address = [node for node in found if _node_addresses(node) & known]
    squashed_titles = [squashed(title) for title in titles if title]
    by_title = [node for node in by_address or found if _matches(text_of(node.get("headline")), squashed_titles)]
    return by_title or by_address


def _matches(headline: str, titles: list[str]) -> bool:
    wanted = squashed(headline)
    return bool(wanted) and any(wanted == title or title.startswith(wanted) for title in titles)


def _node_addresses(node: Node) -> set[str]:
    stated = (node.get("url"), node.get("mainEntityOfPage"), node.get("@id"))
    found = set()
    for value in stated:
        inner = (value.get("@id") or value.get("url")) if isinstance(value, dict) else value
        if isinstance(inner, str):
            found.add(_address(inner))
    return found


def _address(address: str) -> str:
    """An address without what differs between spellings of it."""
    address = address.partition("#")[0].partition("?")[0]
    return (address.partition("://")[2] or address).removeprefix("www.").rstrip("/").casefold()


def _substance(node: Node) -> int:
    return sum(bool(node.get(name)) for name in ("headline", "datePublished", "author", "articleBody"))
