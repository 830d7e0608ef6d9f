"""Microdata and RDFa of schema.org: the values that elements carry for an article's properties."""

from __future__ import annotations

from collections.abc import Sequence

from selectolax.lexbor import LexborNode

from flows.parse.html.json_ld import plain

MOST_ELEMENTS = 400
_WANTED = frozenset((
    "headline", "author", "creator", "datepublished", "datemodified", "articlesection",
))  # fmt: skip
_IN_ATTRIBUTES = ("content", "datetime")
_OF_ARTICLES = ("article", "posting", "creativework", "webpage", "recipe", "review", "blog")  # parts of item types
_HIGHEST = 25  # ancestors looked at


class Microdata(dict[str, list[str]]):
    """Values by property, lower case, in the page's order."""


def microdata(elements: Sequence[LexborNode]) -> Microdata:
    found = Microdata()
    for element in elements[:MOST_ELEMENTS]:
        attributes = element.attributes
        names = (attributes.get("itemprop") or "").lower().split()
        wanted = _WANTED.intersection(names)
        if not wanted or _in_another_item(element):
            continue
        value = _value(element)
        if value:
            for name in wanted:
                found.setdefault(name, []).append(value)
    return found


def _value(element: LexborNode) -> str:
    attributes = element.attributes
    for name in _IN_ATTRIBUTES:
        if value := attributes.get(name):
            return plain(value)
    if "itemscope" in attributes:
        inner = element.css_first("[itemprop~=name]")
        if inner is None:
            return ""
        return plain(inner.attributes.get("content") or inner.text(separator=" "))
    return plain(element.text(separator=" ")[:1000])


def _in_another_item(element: LexborNode) -> bool:
    """Whether the innermost item that holds the property is no article."""
    ancestor = element.parent
    for _ in range(_HIGHEST):
        if ancestor is None:
            return False
        kind = ancestor.attributes.get("itemtype") if ancestor.is_element_node else None
        if kind:
            name = kind.rstrip("/").split("/")[-1].lower()
            return not any(part in name for part in _OF_ARTICLES)
        ancestor = ancestor.parent
    return False
