"""JSON over a whole file (RFC 8259): an array of articles, one article, or an object that holds a list of them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

import orjson

from flows.parse.containers.stream import ContainerError, Stream
from flows.parse.limits import EXCERPT_BYTES, Limits
from flows.parse.model import RawRecord, Rejection
from flows.parse.readers.field_map import body_holder
from flows.parse.readers.json_array import Element, elements
from flows.parse.readers.json_object import BOM, object_reader
from flows.parse.readers.whole_file import one_record

NAME = "json"
LISTS = (  # NewsAPI, Guardian, Elasticsearch, Solr, WordPress exports, and what people write themselves
    "articles", "items", "results", "docs", "documents", "hits", "response", "data", "stories", "posts", "entries",
    "news", "records", "rows", "value", "content",
)  # fmt: skip
LIST_DEPTH = 2  # {"hits": {"hits": […]}}
_ARRAY = re.compile(rb"\[\s{0,99}(?:[{\"]|\[\s{0,99}[\[{\"\]]|\]?\s{0,99}$)")
_OBJECT = re.compile(rb'\{\s{0,99}(?:"[^"\n]{0,200}(?:"\s{0,9}(?::|$)|$)|\}|$)')  # or cut before its first value


def recognise(head: bytes, name: str) -> bool:
    text = head.removeprefix(BOM).lstrip()
    named = name.lower().partition(".json")[1] != ""
    return bool(_ARRAY.match(text) or _OBJECT.match(text)) or (named and text.startswith((b"[", b"{")))


def split(stream: Stream, limits: Limits) -> Iterator[RawRecord | Rejection]:
    """A record an element (`item:1`, …). Where the file ends in the middle, what was whole before is kept."""
    if stream.peek(EXCERPT_BYTES).removeprefix(BOM).lstrip().startswith(b"["):
        yield from _array(stream, limits)
    else:
        for item in one_record(stream, limits, "one JSON object"):
            yield from [item] if isinstance(item, Rejection) else _object(item)


read = object_reader(NAME)


def _array(stream: Stream, limits: Limits) -> Iterator[RawRecord | Rejection]:
    number = 0
    try:
        for element in elements(stream, limits.record_bytes):
            number += 1
            if item := _item(element, number, limits):
                yield item
    except ContainerError as error:
        message = f"{error}; the whole elements before it were read"
        yield Rejection(f"item:{number + 1}", error.offset, error.reason_code, message, b"")


def _item(element: Element, number: int, limits: Limits) -> RawRecord | Rejection | None:
    locator, data = f"item:{number}", element.data.strip()
    if element.length > limits.record_bytes:
        message = f"an element of {element.length:,} bytes, and the limit is {limits.record_bytes:,}"
        return Rejection(locator, element.offset, "record_too_large", f"{message}; raise COPYDESK_RECORD_BYTES", data)
    if element.end == b"#":
        return Rejection(locator, element.offset, "invalid_json", "more follows the end of the array", data)
    if not element.end:
        message = f"the file ends within element {number:,} of the array; the elements before it were read"
        return Rejection(locator, element.offset, "truncated_file", message, data)
    if not data:
        if number == 1 and element.end == b"]":
            return None  # an empty array
        return Rejection(locator, element.offset, "invalid_json", "a comma too many: no element stands here", b"")
    return RawRecord(locator, element.offset, data)


def _object(record: RawRecord) -> Iterator[RawRecord | Rejection]:
    """One article, or each of those that the object lists."""
    try:
        value = orjson.loads(record.data.removeprefix(BOM))
    except orjson.JSONDecodeError as error:
        if error.pos >= len(error.doc.rstrip()):
            yield Rejection(
                record.locator, 0, "truncated_file", "the file ends within its one JSON object", record.data
            )
        else:
            yield record  # what is wrong with it, `read` says
        return
    listed = None if not isinstance(value, dict) or body_holder(value) else _listed(value, LIST_DEPTH)
    if listed is None:
        yield record
        return
    for number, article in enumerate(listed, 1):
        yield RawRecord(f"item:{number}", 0, orjson.dumps(article))


def _listed(value: Mapping[str, object], depth: int) -> list[object] | None:
    """The list of objects under one of the names that lists of articles have."""
    for name in LISTS:
        inner = value.get(name)
        if isinstance(inner, list) and inner and all(isinstance(part, dict) for part in inner):
            return inner
        if isinstance(inner, dict) and depth > 1 and (found := _listed(inner, depth - 1)):
            return found
    return None
