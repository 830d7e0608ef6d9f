"""A page as it is read: markup decoded, and the tree that a browser would build from it."""

from __future__ import annotations

from typing import NamedTuple

from selectolax.lexbor import LexborHTMLParser


class Page(NamedTuple):
    """`markup` is the decoded page, `url` the address it was fetched from where a container tells (WARC), else None."""

    tree: LexborHTMLParser
    markup: str
    url: str | None = None


def open_page(markup: str, url: str | None = None) -> Page:
    """Parse as a browser does (WHATWG, lexbor): no markup is refused, and no depth cuts a text off."""
    return Page(LexborHTMLParser(markup), markup, url)
