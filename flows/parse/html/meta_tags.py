"""What a page's <meta>, <link> and <title> say."""

from __future__ import annotations

from collections.abc import Sequence

from selectolax.lexbor import LexborHTMLParser

from flows.parse.html.json_ld import plain

MOST_TAGS = 500
FEWEST_IN_HEAD = 6
LONGEST_VALUE = 20_000  # characters


class MetaTags(dict[str, list[str]]):
    """Values by name (`og:title`, `article:published_time`, `dc.date`), lower case, in the page's order."""

    def first(self, names: Sequence[str]) -> tuple[str, str] | None:
        """The first of `names` that has a value, and the value."""
        for name in names:
            if name in self:
                return name, self[name][0]
        return None


def meta_tags(tree: LexborHTMLParser) -> MetaTags:
    """`name`, `property` and `http-equiv` alike name a value: pages mix them up. Microdata is read apart."""
    found = MetaTags()
    tags = tree.head.css("meta[content]") if tree.head else []
    if len(tags) < FEWEST_IN_HEAD:  # a head that ended early: the rest of its tags stand in the body
        tags = tree.css("meta[content]")
    for tag in tags[:MOST_TAGS]:
        attributes = tag.attributes
        content = attributes.get("content")
        if not content or len(content) > LONGEST_VALUE:
            continue
        value = plain(content)
        if not value:
            continue
        for attribute in ("property", "name", "http-equiv"):
            if name := attributes.get(attribute):
                found.setdefault(name.strip().lower(), []).append(value)
    return found
