"""RSS 0.9x to 2.0, RSS 1.0 (RDF) and Atom (RFC 4287): each entry is a record."""

from __future__ import annotations

from collections.abc import Iterator

from flows.parse.containers.stream import Stream
from flows.parse.feeds.entry import drafted
from flows.parse.feeds.xml_entry import xml_entry
from flows.parse.limits import Limits
from flows.parse.model import Draft, RawRecord, Rejection
from flows.parse.options import DEFAULT_OPTIONS, Options
from flows.parse.readers.signatures import root_element
from flows.parse.xml.document import Element, XmlError, local_name, parse_xml, text_of
from flows.parse.xml.records import xml_records

NAME = "feed"
_ROOTS = ("rss", "feed", "rdf", "entry")
_ENTRIES = ("item", "entry")
_CONTEXT = {"title": "publisher", "language": "in_language"}


def recognise(head: bytes, name: str) -> bool:  # noqa: ARG001 - the root element decides
    return root_element(head) in _ROOTS


def split(stream: Stream, limits: Limits) -> Iterator[RawRecord | Rejection]:
    """`entry:1`, …: each with the feed's title, language and address as its context."""
    return xml_records(stream, limits, "a feed", "entry", _entries)


def read(record: RawRecord, path: str, options: Options = DEFAULT_OPTIONS) -> Draft | Rejection:  # noqa: ARG001 - the names are the format's
    try:
        root = parse_xml(record.data)
    except XmlError as error:
        return record.rejected(error.reason_code, str(error))
    return drafted(xml_entry(root), record, NAME, path)


def _entries(root: Element) -> tuple[list[Element], dict[str, str]]:
    entries = [root] if local_name(root) == "entry" else [element for element in root.iter() if _is_entry(element)]
    return entries, _context(root)


def _is_entry(element: Element) -> bool:
    """An entry, and not one that another one quotes (Atom's `source`)."""
    return isinstance(element.tag, str) and local_name(element) in _ENTRIES and local_name(element.getparent()) in (
        "channel", "rss", "RDF", "feed", "items",
    )  # fmt: skip


def _context(root: Element) -> dict[str, str]:
    """What the feed says of all its entries."""
    channel = next((child for child in root if isinstance(child.tag, str) and local_name(child) == "channel"), root)
    context: dict[str, str] = {}
    for child in channel:
        name = local_name(child) if isinstance(child.tag, str) else ""
        if (column := _CONTEXT.get(name)) and text_of(child):
            context.setdefault(column, text_of(child))
        elif name == "link" and child.get("rel", "alternate") == "alternate":
            context.setdefault("url", (child.get("href") or text_of(child)).strip())
    if language := root.get("{http://www.w3.org/XML/1998/namespace}lang"):
        context.setdefault("in_language", language)
    return {name: value for name, value in context.items() if value}
