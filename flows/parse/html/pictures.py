"""The article's pictures: lazily loaded ones too, with caption and credit."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from selectolax.lexbor import LexborNode

from flows.parse.fields.blocks import clean
from flows.parse.html.element_names import verdict
from flows.parse.html.outline import Piece
from flows.parse.html.page import Page
from flows.parse.model import Image

_SOURCES = ("data-src", "data-original", "data-lazy-src", "data-orig-src", "data-hi-res-src", "src", "data-url")
_SETS = ("data-srcset", "srcset", "data-lazy-srcset")
_SHARED = 'meta[property="og:image"], meta[name="og:image"], meta[name="twitter:image"]'
_PORTRAITS = ("author", "avatar", "headshot", "byline", "gravatar")
_LEVELS = 6  # elements around a picture among which its figure is looked for
_SMALLEST = 80  # pixels: icons, avatars and counting pixels are smaller
_MOST = 200


def pictures(page: Page, pieces: Sequence[Piece], absolute: Callable[[str], str | None]) -> list[Image]:
    """The pictures among an article's pieces; the one that the page shows when shared, if there are none."""
    found: dict[str, Image] = {}
    captions: dict[int, tuple[str | None, str | None]] = {}  # by figure
    for piece in pieces:
        if (
            piece.kind == "image"
            and len(found) < _MOST
            and (image := _image(piece.node, absolute, captions))
            and image.url
        ):
            found.setdefault(image.url, image)
    if not found and page.tree.head and (shared := page.tree.head.css_first(_SHARED)):
        address = shared.attributes.get("content")
        if address and (url := absolute(address)):
            return [Image(url, None, None)]
    return list(found.values())


def _image(
    node: LexborNode, absolute: Callable[[str], str | None], captions: dict[int, tuple[str | None, str | None]]
) -> Image | None:
    attributes = node.attributes
    if any(_pixels(attributes.get(side)) for side in ("width", "height")) or _is_portrait(node):
        return None
    address = _address(attributes)
    url = absolute(address) if address else None
    if url is None:
        return None
    figure = _figure(node)
    if figure is None:
        return Image(url, None, None)
    if figure.mem_id not in captions:
        captions[figure.mem_id] = _caption(figure)
    return Image(url, *captions[figure.mem_id])


def _is_portrait(node: LexborNode) -> bool:
    """Whether the picture shows who wrote: by its own names or those of the element around it."""
    around = node.parent
    names = f"{node.attributes.get('class') or ''} {(around and around.attributes.get('class')) or ''}".lower()
    return any(word in names for word in _PORTRAITS)


def _pixels(size: str | None) -> bool:
    """Whether `size` is that of an icon."""
    return size is not None and size.isdecimal() and int(size[:6]) < _SMALLEST


def _address(attributes: dict[str, str | None]) -> str | None:
    for name in _SOURCES:
        value = (attributes.get(name) or "").strip()
        if value and not value.startswith(("data:", "about:", "blob:", "{")):
            return value
    for name in _SETS:
        widest = _widest(attributes.get(name) or "")
        if widest:
            return widest
    return None


def _widest(choices: str) -> str | None:
    """The address with the greatest width of a srcset. Addresses may hold commas, never blanks."""
    best, most = None, -1.0
    for choice in choices.split(", "):
        parts = choice.strip().rstrip(",").split()
        if not parts or parts[0].startswith("data:"):
            continue
        number = parts[1][:-1] if len(parts) > 1 else "0"
        width = float(number) if number.replace(".", "", 1).isdecimal() else 0.0
        if width > most:
            best, most = parts[0], width
    return best


def _figure(node: LexborNode) -> LexborNode | None:
    """The figure, or what is named like one, around a picture."""
    around = node.parent
    for _ in range(_LEVELS):
        if around is None or around.tag in ("body", "article", "main", "section"):
            return None
        if around.tag == "figure" or "caption" in (around.attributes.get("class") or ""):
            return around
        around = around.parent
    return None


def _caption(figure: LexborNode) -> tuple[str | None, str | None]:
    """The words under a picture, and who took it where an element of its own says so."""
    credit = None
    for node in figure.css("span[class], small, cite, div[class], p[class], em[class]"):
        names = node.attributes.get("class") or ""
        found = verdict(names) if names else None
        if (found is not None and found.role == "credit") or node.tag == "small":
            credit = clean(" ".join(node.text(separator=" ").split())) or credit
    holder = figure.css_first("figcaption") or figure.css_first("[class*=caption]")
    words = "" if holder is None else clean(" ".join(holder.text(separator=" ").split()))
    if credit and credit in words:
        words = " ".join(words.replace(credit, "").split()).strip(" |–-")
    return words or None, credit
