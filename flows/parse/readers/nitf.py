"""NITF 3.x (News Industry Text Format, IPTC): a file is one story."""

from __future__ import annotations

from collections.abc import Iterator

from flows.parse.agency.item import Item
from flows.parse.agency.nitf_item import fill_from_nitf
from flows.parse.agency.refusals import read_with
from flows.parse.containers.stream import Stream
from flows.parse.limits import Limits
from flows.parse.model import Draft, RawRecord, Rejection
from flows.parse.options import DEFAULT_OPTIONS, Options
from flows.parse.readers.signatures import root_element
from flows.parse.readers.whole_file import one_record
from flows.parse.xml.document import Element

NAME = "nitf"


def recognise(head: bytes, name: str) -> bool:  # noqa: ARG001 - the root element decides
    return root_element(head) == "nitf"


def split(stream: Stream, limits: Limits) -> Iterator[RawRecord | Rejection]:
    yield from one_record(stream, limits, "an NITF document")


def read(record: RawRecord, path: str, options: Options = DEFAULT_OPTIONS) -> Draft | Rejection:  # noqa: ARG001 - the names are the format's
    return read_with(record, NAME, path, _item)


def _item(root: Element) -> Item:
    item = Item(kind="text")
    fill_from_nitf(item, root)
    return item
