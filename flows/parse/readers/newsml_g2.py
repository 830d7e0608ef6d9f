"""NewsML-G2 (IPTC): a news item alone, or each item of a news message."""

from __future__ import annotations

from collections.abc import Iterator

from flows.parse.agency.elements import child, children, every, name_of
from flows.parse.agency.g2_item import g2_item
from flows.parse.agency.item import Item
from flows.parse.agency.refusals import read_with
from flows.parse.containers.stream import Stream
from flows.parse.limits import Limits
from flows.parse.model import Draft, RawRecord, Rejection
from flows.parse.options import DEFAULT_OPTIONS, Options
from flows.parse.readers.signatures import root_element
from flows.parse.xml.document import Element, local_name, text_of
from flows.parse.xml.records import xml_records

NAME = "newsml_g2"
_NEWS = ("newsitem", "packageitem")
_ABOUT_NEWS = ("conceptitem", "knowledgeitem", "catalogitem", "planningitem", "eventitem", "conceptset")
_NOT_OF_THE_STORY = ("catalogref", "catalog", "destination", "generator")


def recognise(head: bytes, name: str) -> bool:  # noqa: ARG001 - the root element decides
    root = root_element(head)
    return root == "newsmessage" or root in _ABOUT_NEWS or (root in _NEWS and not _is_newsml_1(head))


def _is_newsml_1(head: bytes) -> bool:
    return b"<NewsItem" in head and b"<NewsML" in head


def split(stream: Stream, limits: Limits) -> Iterator[RawRecord | Rejection]:
    """The file itself where it is one item; `item:1`, … of a message, with what the message says as their context."""
    return xml_records(stream, limits, "a NewsML-G2 message", "item", _items)


def _items(root: Element) -> tuple[list[Element], dict[str, str]] | None:
    if name_of(root) != "newsmessage":
        return None
    return [part for items in every(root, "itemset") for part in children(items)], _context(root)


def read(record: RawRecord, path: str, options: Options = DEFAULT_OPTIONS) -> Draft | Rejection:  # noqa: ARG001 - the names are the format's
    return read_with(record, NAME, path, _item)


def _item(root: Element) -> Item | tuple[str, str]:
    name = name_of(root)
    if name in _NEWS:
        item = g2_item(root)
        item.kind = item.kind if name == "newsitem" else "package"
        return item
    if name in _ABOUT_NEWS:
        return "reference_item", f"{root.get('guid') or 'without an id'} is a {local_name(root)}: data about the news"
    return "unsupported_format", f"a news message with <{local_name(root)}>; valid are newsItem and packageItem"


def _context(root: Element) -> dict[str, str]:
    """What the message's header says: when and by whom it was sent."""
    context: dict[str, str] = {}
    for part in children(child(root, "header")):
        if name_of(part) not in _NOT_OF_THE_STORY and (text := text_of(part)):
            context.setdefault(name_of(part), text)
    return context
