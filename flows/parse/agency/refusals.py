"""Records of the XML agency formats: the file's tree, and the refusals that they share."""

from __future__ import annotations

from collections.abc import Callable

from flows.parse.agency.item import Item, drafted
from flows.parse.model import Draft, RawRecord, Rejection
from flows.parse.xml.document import Element, XmlError, parse_xml


def read_with(
    record: RawRecord, name: str, path: str, item_of: Callable[[Element], Item | tuple[str, str]]
) -> Draft | Rejection:
    """The record's item as a draft; `item_of` gives it, or a reason code and a message."""
    try:
        found = item_of(parse_xml(record.data))
    except XmlError as error:
        return Rejection(record.locator, record.byte_offset, error.reason_code, str(error), record.data)
    if isinstance(found, tuple):
        return Rejection(record.locator, record.byte_offset, *found, record.data)
    return drafted(found, record, name, path)
