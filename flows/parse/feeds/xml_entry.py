"""An RSS item or an Atom entry to its fields. Every child is used, or kept in `extra` under its name."""

from __future__ import annotations

import re
from urllib.parse import urljoin

from flows.parse.feeds.entry import Entry, holds_markup, plain
from flows.parse.model import Image
from flows.parse.xml.document import Element, local_name, markup_of, namespace, text_of

_MODULES = {  # namespace (its distinguishing part) → the prefix it is known by
    "purl.org/rss/1.0/modules/content": "content", "purl.org/dc/elements": "dc", "purl.org/dc/terms": "dcterms",
    "search.yahoo.com/mrss": "media", "www.itunes.com": "itunes", "w3.org/2005/atom": "atom",
    "purl.org/atom/ns": "atom", "w3.org/1999/xhtml": "xhtml", "purl.org/rss/1.0/modules/slash": "slash",
}  # fmt: skip
_MAIL_NAME = re.compile(r"\S+@\S+\s*\(([^()]{2,80})\)\s*$")
_COLUMNS = {  # of elements whose text is the value, the first in this order
    "headline": ("title", "dc:title", "media:title"),
    "date_published": ("pubDate", "published", "dc:date", "issued", "dcterms:issued", "created", "dcterms:created"),
    "date_modified": ("dcterms:modified", "modified", "updated", "atom:updated"),
    "publisher": ("dc:publisher",),
    "in_language": ("dc:language", "language"),
}  # fmt: skip
_FULL = ("content:encoded", "content", "atom:content", "xhtml:body", "xhtml:div", "fullText", "full-text")
_SHORT = ("description", "summary", "atom:summary", "dc:description", "media:description", "itunes:summary", "abstract")
_AUTHORS = ("dc:creator", "author", "atom:author", "itunes:author", "creator")
_KEYWORDS = ("category", "dc:subject", "media:keywords", "keywords", "itunes:keywords")
_PICTURES = ("media:content", "media:thumbnail", "enclosure", "image", "itunes:image")


def xml_entry(element: Element) -> Entry:
    """The fields of an `item` or `entry` element."""
    children: dict[str, list[Element]] = {}
    for child in element:
        children.setdefault(_name(child), []).append(child)
        if _name(child) == "media:group":
            for inner in child:
                children.setdefault(_name(inner), []).append(inner)
    entry, used = Entry(), {"media:group"}
    for column, names in _COLUMNS.items():
        for name in names:
            for child in children.get(name, ()):
                if entry.state(column, plain(_value(child)), name):
                    used.add(name)
    if "date_published" not in entry.stated and "date_modified" in entry.stated:  # Atom asks only for `updated`
        entry.state("date_published", entry.stated["date_modified"], entry.named_in["date_modified"])
    used |= _text(entry, children) | _people(entry, children) | _address(entry, children) | _pictures(entry, children)
    keywords = [word for name in _KEYWORDS for child in children.get(name, ()) for word in _words(child)]
    entry.state("keywords", list(dict.fromkeys(keywords)), "category")
    used |= set(_KEYWORDS)
    for name, elements in children.items():
        if name not in used and (values := [text for child in elements if (text := _value(child))]):
            entry.extra[name] = values[0] if len(values) == 1 else values
    language = element.get("{http://www.w3.org/XML/1998/namespace}lang")
    entry.state("in_language", language, "xml:lang")
    return entry


def _name(element: Element) -> str:
    """`dc:creator`, or the bare name in a feed's own vocabulary."""
    if not isinstance(element.tag, str):
        return ""
    uri = namespace(element).lower()
    prefix = next((prefix for part, prefix in _MODULES.items() if part in uri), None)
    if prefix == "atom" and local_name(element.getparent() if element.getparent() is not None else element) == "entry":
        prefix = None  # Atom's own
    return f"{prefix}:{local_name(element)}" if prefix else local_name(element)


def _value(element: Element) -> str:
    return text_of(element)


def _words(element: Element) -> list[str]:
    term = element.get("label") or element.get("term") or text_of(element)
    words = term.split(",") if "keywords" in _name(element) else [term]
    return [word for part in words if (word := plain(part))]


def _text(entry: Entry, children: dict[str, list[Element]]) -> set[str]:
    full, short = _longest(children, _FULL), _longest(children, _SHORT)
    if full and (short is None or len(full[1]) >= len(short[1])):
        entry.text_name, entry.text = full
    elif short:
        entry.text_name, entry.text = short
        entry.is_summary = True
    entry.is_markup = holds_markup(entry.text)
    if short and not entry.is_summary:
        entry.state("abstract", plain(short[1]), short[0])
    return {name for name in (*_FULL, *_SHORT) if name in children}


def _longest(children: dict[str, list[Element]], names: tuple[str, ...]) -> tuple[str, str] | None:
    found = [
        (name, _content(child)) for name in names for child in children.get(name, ())
        if not child.get("src") and not (child.get("type") or "").startswith(("image/", "video/", "audio/"))
    ]  # fmt: skip
    found = [pair for pair in found if pair[1].strip()]
    return max(found, key=lambda pair: len(pair[1]), default=None)


def _content(element: Element) -> str:
    """Escaped markup as it is once unescaped, XHTML as it stands, plain text as it is."""
    if len(element):
        return markup_of(element)
    text = element.text or ""
    return text if element.get("type") != "text" else text.replace("<", "&lt;")


def _people(entry: Entry, children: dict[str, list[Element]]) -> set[str]:
    names: list[str] = []
    for tag in _AUTHORS:
        for child in children.get(tag, ()):
            inner = [text_of(part) for part in child if local_name(part) == "name"]
            names += inner or _written(text_of(child))
        if names:
            entry.state("authors", list(dict.fromkeys(names)), tag)
            break
    return set(_AUTHORS)


def _written(value: str) -> list[str]:
    """`desk@news.example (Ann Ash)` is Ann Ash; a bare address is nobody's name."""
    if match := _MAIL_NAME.match(value):
        return [match[1].strip()]
    return [value] if value and "@" not in value else []


def _address(entry: Entry, children: dict[str, list[Element]]) -> set[str]:
    for child in (*children.get("link", ()), *children.get("atom:link", ())):
        if child.get("rel", "alternate") == "alternate":
            entry.state("uri", (child.get("href") or text_of(child)).strip(), "link")
    for child in children.get("guid", ()):
        if child.get("isPermaLink", "true") == "true" and text_of(child).startswith("http"):
            entry.state("uri", text_of(child), "guid")
    for name in ("guid", "id"):
        for child in children.get(name, ()):
            entry.extra[name] = text_of(child)
    return {"link", "atom:link", "guid", "id"}


def _pictures(entry: Entry, children: dict[str, list[Element]]) -> set[str]:
    credit = next((text_of(child) for child in children.get("media:credit", ())), None)
    found: dict[str, Image] = {}
    for name in _PICTURES:
        for child in children.get(name, ()):
            url = child.get("url") or child.get("href") or ""
            kind = child.get("type") or child.get("medium") or "image"
            if url and kind.startswith("image"):
                caption = next((text_of(part) for part in child if local_name(part) in ("description", "title")), None)
                found.setdefault(url, Image(urljoin("", url), caption, credit))
            elif url:
                entry.extra.setdefault(name, url)
    entry.state("images", list(found.values()), "media:content")
    return {*_PICTURES, "media:credit"}
