"""Telling an HTML page by its first bytes, whatever stands before its first tag or is missing from it."""

from __future__ import annotations

import re

from flows.parse.encoding import byte_order_mark

LOOKED_AT = 32_768  # bytes
TEXT_BEFORE = 300  # characters of a server's warning before the page itself
FEWEST_TAGS = 3  # in a page that starts with none of the tags that only a page has
FEWEST_KINDS = 8  # kinds of tags in a page that starts with text

_PAGE_TAGS = frozenset("html head body title meta link base script style noscript frameset".split())
_OTHER_TAGS = frozenset(
    "a abbr address article aside audio b blockquote br button canvas center cite code dd details div dl dt em "
    "fieldset figcaption figure font footer form h1 h2 h3 h4 h5 h6 header hgroup hr i iframe img input ins label "
    "legend li main mark nav object ol p picture pre q s section select small source span strong sub sup svg "
    "table tbody td template textarea tfoot th thead time tr u ul video".split()
)
_BLOCK_TAGS = frozenset(
    "article aside blockquote center div dl figure footer form h1 h2 h3 h4 h5 h6 header iframe main nav ol p pre "
    "section table template ul".split()
)
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9:._-]{0,60})(?=[\s/>])")
_DOCTYPE = re.compile(r"<!doctype\s{1,9}([a-z]{1,20})", re.IGNORECASE)
_PAGE_START = re.compile(r"<!doctype\s{1,9}html[\s>]|<html[\s>]", re.IGNORECASE)


def is_page(head: bytes) -> bool:
    """Whether a file that starts with these bytes is HTML; never text that mentions a tag, JSON, or other XML."""
    text = _text(head[:LOOKED_AT])
    position = _content(text)
    if not text.startswith("<", position):
        return _page_after_text(text, position)
    if doctype := _DOCTYPE.match(text, position):
        return doctype[1].lower() == "html"
    first = _TAG.match(text, position)
    if first is None:
        return False
    name = first[2].lower()
    if name in _PAGE_TAGS and not (
        name in ("title", "link") and text[:200].lstrip("\ufeff\r\n\t ").startswith("<?xml")
    ):
        return True
    if name not in _OTHER_TAGS:
        return False
    tags = [match for match in _TAG.findall(text) if match[1].lower() in _OTHER_TAGS]
    return len(tags) >= FEWEST_TAGS and any(slash and tag.lower() in _BLOCK_TAGS for slash, tag in tags)


def _text(head: bytes) -> str:
    encoding = byte_order_mark(head)
    if encoding is None and head[:1] == b"<" and head[1:2] == b"\0":
        encoding = "utf-16-le"
    elif encoding is None and head[:2] == b"\0<":
        encoding = "utf-16-be"
    return head.decode(encoding or "latin-1", "ignore").lstrip("\ufeff")


def _content(text: str) -> int:
    """Where the first tag or text stands behind comments, processing instructions and blanks."""
    position = 3 if text.startswith("ï»¿") else 0  # the UTF-8 byte order mark, read as Latin-1
    while True:
        while position < len(text) and text[position].isspace():
            position += 1
        if text.startswith("<!--", position):
            end = text.find("-->", position + 2)
            position = end + 3 if end >= 0 else len(text)
        elif text.startswith("<?", position):
            end = text.find(">", position)
            position = end + 1 if end >= 0 else len(text)
        else:
            return position


def _page_after_text(text: str, position: int) -> bool:
    """A page behind a line of text, such as a server's warning; JSON and mail in which a page stands are none."""
    start = _PAGE_START.search(text, position, position + TEXT_BEFORE)
    if start is None or text[position : position + 1] in ("{", "[", '"') or "MIME-Version" in text[:TEXT_BEFORE]:
        return False
    kinds = {name.lower() for _, name in _TAG.findall(text, start.start())}
    return len(kinds & (_PAGE_TAGS | _OTHER_TAGS)) >= FEWEST_KINDS
