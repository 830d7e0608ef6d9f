"""The parts of an XML document, each a record of its own."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from flows.parse.containers.stream import Stream
from flows.parse.limits import Limits
from flows.parse.model import RawRecord, Rejection
from flows.parse.readers.whole_file import one_record
from flows.parse.xml.document import Element, XmlError, parse_xml, serialised

Parts = Callable[[Element], tuple[Sequence[Element], Mapping[str, str]] | None]
"""A root element to its parts and what the document says about all of them; None: the document is one record."""


def xml_records(stream: Stream, limits: Limits, what: str, place: str, parts: Parts) -> Iterator[RawRecord | Rejection]:
    """`entry:1`, … for the place `entry`: each part serialised, the rest of the document as its context.

    `what` names the document in messages. One that is no XML, or has no part, is one rejection.
    """
    for item in one_record(stream, limits, what):
        if isinstance(item, Rejection):
            yield item
            return
        try:
            found = parts(parse_xml(item.data))
        except XmlError as error:
            yield item.rejected(error.reason_code, str(error))
            return
        if found is None:
            yield item
        elif not found[0]:
            yield item.rejected("no_text", f"{what} without {place.replace('_', ' ')}")
        else:
            for number, part in enumerate(found[0], 1):
                yield RawRecord(f"{place}:{number}", 0, serialised(part), "", found[1])
