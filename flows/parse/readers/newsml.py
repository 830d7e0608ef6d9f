"""NewsML 1.0 to 1.2 (IPTC): each `NewsItem` is a record."""

from __future__ import annotations

from collections.abc import Iterator

from flows.parse.agency.elements import child, children, name_of, value
from flows.parse.agency.item import Item
from flows.parse.agency.newsml_item import newsml_item
from flows.parse.agency.refusals import read_with
from flows.parse.containers.stream import Stream
from flows.parse.limits import Limits
from flows.parse.model import Draft, RawRecord, Rejection
from flows.parse.options import DEFAULT_OPTIONS, Options
from flows.parse.readers.signatures import root_element
from flows.parse.xml.document import Element, local_name
from flows.parse.xml.records import xml_records

NAME = "newsml"


def recognise(head: bytes, name: str) -> bool:  # noqa: ARG001 - the root element decides
    return root_element(head) == "newsml"


def split(stream: Stream, limits: Limits) -> Iterator[RawRecord | Rejection]:
    """`item:1`, …: each with what the envelope says as its context."""
    return xml_records(
        stream, limits, "a NewsML document", "item", lambda root: (children(root, "newsitem"), _context(root))
    )


def read(record: RawRecord, path: str, options: Options = DEFAULT_OPTIONS) -> Draft | Rejection:  # noqa: ARG001 - the names are the format's
    sender = record.context.get("sender", "")

    def item_of(root: Element) -> Item | tuple[str, str]:
        if name_of(root) != "newsitem":
            return "unsupported_format", f"a NewsML document with <{local_name(root)}>; valid is NewsItem"
        item = newsml_item(root)
        item.fill("publisher", sender, "SentFrom")
        item.fill("publisher", str(item.extra.get("providerid", "")), "ProviderId")
        return item

    return read_with(record, NAME, path, item_of)


def _context(root: Element) -> dict[str, str]:
    """What the envelope says of all its items."""
    envelope = child(root, "newsenvelope")
    context = {"sender": value(child(child(envelope, "sentfrom"), "party"), "FormalName")}
    for part in children(envelope):
        if name_of(part) not in ("sentfrom", "sentto"):
            context.setdefault(name_of(part), value(part, "FormalName"))
    return {name: word for name, word in context.items() if word}
