"""The links in an article's text, and addresses made absolute."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from urllib.parse import urljoin, urlsplit

from flows.parse.fields.blocks import clean
from flows.parse.html.outline import Piece
from flows.parse.html.page import Page
from flows.parse.html.results import Metadata
from flows.parse.model import Link

_BASES = (
    ("base[href]", "href"),
    ('link[rel="canonical"][href]', "href"),
    ('meta[property="og:url"]', "content"),
)
_NO_LINKS = ("#", "javascript:", "data:", "about:", "blob:")
_MOST = 2000
_BODY = frozenset(("paragraph", "heading", "list_item", "row", "deck"))


def absolute_by(page: Page, known: Metadata) -> Callable[[str], str | None]:
    """A function that makes addresses absolute by the page's own; None for what leads nowhere."""
    base: str | None = None

    def absolute(address: str) -> str | None:
        nonlocal base
        address = address.strip()
        if address.startswith(("https://", "http://")):
            return address
        if not address or address.lower().startswith(_NO_LINKS):
            return None
        if base is None:
            base = _base(page, known)
        try:
            return urljoin(base, address) if base else address
        except ValueError:  # brackets where a host should be
            return None

    return absolute


def links(pieces: Sequence[Piece], absolute: Callable[[str], str | None]) -> list[Link]:
    """The links of the paragraphs, headings, list items and rows among `pieces`, in order."""
    found: list[Link] = []
    seen: set[int] = set()
    for piece in pieces:
        if not piece.linked or piece.kind not in _BODY or piece.node.mem_id in seen:
            continue
        seen.add(piece.node.mem_id)
        for link in piece.node.css("a[href]"):
            if link.mem_id in seen:
                continue
            seen.add(link.mem_id)
            attributes = link.attributes
            url = absolute(attributes.get("href") or "")
            if url is not None:
                text = clean(" ".join(link.text().split()))
                found.append(Link(url, text or None, attributes.get("rel") or None))
        if len(found) >= _MOST:
            break
    return found


def _base(page: Page, known: Metadata) -> str:
    candidates = [known.stated.get("uri"), page.url]
    head = page.tree.head
    for selector, name in _BASES:
        node = None if head is None else head.css_first(selector)
        if node is not None:
            value = node.attributes.get(name)
            if selector.startswith("base") and value:
                candidates.insert(0, urljoin(str(known.stated.get("uri") or page.url or ""), value))
            else:
                candidates.append(value)
    for candidate in candidates:
        if isinstance(candidate, str) and candidate.startswith(("http://", "https://")) and _has_host(candidate):
            return candidate
    return ""


def _has_host(url: str) -> bool:
    try:
        return bool(urlsplit(url).hostname)
    except ValueError:  # brackets where a host should be
        return False
