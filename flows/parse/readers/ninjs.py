"""ninjs 1 to 3 (IPTC), and agency JSON that says the same: AP, dpa's digital wires, Superdesk. One item, a list of
items under whatever envelope, or JSON Lines of them."""

from __future__ import annotations

import re
from collections.abc import Iterator

import orjson

from flows.parse.agency.item import drafted
from flows.parse.agency.ninjs_item import fold, is_item, items_in, ninjs_item
from flows.parse.containers.stream import Stream
from flows.parse.limits import SNIFF_BYTES, Limits
from flows.parse.model import Draft, RawRecord, Rejection
from flows.parse.options import DEFAULT_OPTIONS, Options
from flows.parse.readers import json_document, jsonl
from flows.parse.readers.json_object import BOM, read_object
from flows.parse.readers.whole_file import one_record
from flows.parse.xml.document import XmlError

NAME = "ninjs"
_START = re.compile(rb"\s{0,99}(?:\[\s{0,99})?\{")
_NAME = re.compile(rb'"([a-zA-Z_]{3,24})"\s{0,9}:')
_TELLING = frozenset((  # the item's own; names that other formats have, too, do not tell
    "pubstatus", "versioncreated", "firstcreated", "bodyxhtml", "descriptiontext", "representationtype",
    "copyrightholder", "copyrightnotice", "usageterms", "infosource", "infosources", "slugline", "altids", "headlines",
    "bodies",
))  # fmt: skip
_FEWEST = 2
_DIGITAL_WIRES = re.compile(rb'"format"\s{0,9}:\s{0,9}"digitalwires@')


def recognise(head: bytes, name: str) -> bool:  # noqa: ARG001 - the members' names decide
    start = head.removeprefix(BOM)
    if not _START.match(start):
        return False
    if b"reated" not in head and b"pub" not in head:  # no date of creation, no status
        return False
    if _DIGITAL_WIRES.search(head):
        return True
    return len(_TELLING.intersection(fold(found.decode()) for found in _NAME.findall(head))) >= _FEWEST


def split(stream: Stream, limits: Limits) -> Iterator[RawRecord | Rejection]:
    head = stream.peek(SNIFF_BYTES)
    if head.removeprefix(BOM).lstrip().startswith(b"["):
        yield from json_document.split(stream, limits)
        return
    if _is_lines(head):
        yield from jsonl.split(stream, limits)
        return
    for item in one_record(stream, limits, "an agency's JSON document"):
        yield from [item] if isinstance(item, Rejection) else _items(item)


def read(record: RawRecord, path: str, options: Options = DEFAULT_OPTIONS) -> Draft | Rejection:
    """The item; an object among the items that is none is read as any object of a dump is."""
    try:
        value = orjson.loads(record.data.removeprefix(BOM))
    except orjson.JSONDecodeError:
        return read_object(record, NAME, options)  # says what is wrong, or mends the encoding
    inside = items_in(value)
    if len(inside) != 1:
        return read_object(record, NAME, options)
    try:
        draft = drafted(ninjs_item(inside[0]), record, NAME, path)
        if isinstance(draft, Draft):
            orjson.dumps(draft.extra)
    except XmlError as error:
        return Rejection(record.locator, record.byte_offset, error.reason_code, str(error), record.data)
    except TypeError as error:
        message = f"{error}: no member may be nested deeper than 250 levels"
        return Rejection(record.locator, record.byte_offset, "invalid_json", message, record.data)
    return draft


def _is_lines(head: bytes) -> bool:
    """Whether the first line is a whole object, and more follows it."""
    first, _, rest = head.removeprefix(BOM).partition(b"\n")
    if not rest.strip():
        return False
    try:
        return isinstance(orjson.loads(first), dict)
    except orjson.JSONDecodeError:
        return False


def _items(record: RawRecord) -> Iterator[RawRecord | Rejection]:
    """The file where it is one item, else each item in it."""
    try:
        value = orjson.loads(record.data.removeprefix(BOM))
    except orjson.JSONDecodeError as error:
        if error.pos >= len(error.doc.rstrip()):
            message = "the file ends within its one JSON object"
            yield Rejection(record.locator, 0, "truncated_file", message, record.data)
        else:
            yield record  # what is wrong with it, `read` says
        return
    inside = [] if is_item(value) else items_in(value)
    if len(inside) <= 1:
        yield record
        return
    for number, item in enumerate(inside, 1):
        yield RawRecord(f"item:{number}", 0, orjson.dumps(item))
