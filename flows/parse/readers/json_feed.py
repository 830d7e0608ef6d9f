"""JSON Feed 1.0 and 1.1 (jsonfeed.org): each item is a record."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import orjson

from flows.parse.containers.stream import Stream
from flows.parse.feeds.entry import Entry, drafted, holds_markup, plain
from flows.parse.limits import Limits
from flows.parse.model import Draft, Image, RawRecord, Rejection
from flows.parse.options import DEFAULT_OPTIONS, Options
from flows.parse.readers.json_object import BOM
from flows.parse.readers.values import Unusable, names
from flows.parse.readers.whole_file import one_record

NAME = "json_feed"
_VERSION = b"jsonfeed.org/version/"
_COLUMNS = {
    "title": "headline", "url": "uri", "date_published": "date_published", "date_modified": "date_modified",
    "language": "in_language", "summary": "abstract",
}  # fmt: skip
_TEXTS = ("content_html", "content_text", "summary")


def recognise(head: bytes, name: str) -> bool:  # noqa: ARG001 - the version it states decides
    return head.lstrip(BOM + b" \t\r\n").startswith(b"{") and _VERSION in head.replace(b"\\/", b"/")[:2048]


def split(stream: Stream, limits: Limits) -> Iterator[RawRecord | Rejection]:
    for item in one_record(stream, limits, "a JSON Feed"):
        if isinstance(item, Rejection):
            yield item
            return
        try:
            feed = orjson.loads(item.data.removeprefix(BOM))
        except orjson.JSONDecodeError as error:
            code = "truncated_file" if error.pos >= len(error.doc.rstrip()) else "invalid_json"
            yield Rejection("file", 0, code, f"the JSON Feed cannot be read: {error}", item.data)
            return
        entries = feed.get("items")
        if not isinstance(entries, list) or not entries:
            yield Rejection("file", 0, "no_text", "a JSON Feed without items", item.data)
            return
        context = {
            "publisher": feed.get("title"),
            "in_language": feed.get("language"),
            "url": feed.get("home_page_url"),
        }
        stated = {name: value for name, value in context.items() if isinstance(value, str) and value}
        for number, entry in enumerate(entries, 1):
            yield RawRecord(f"entry:{number}", 0, orjson.dumps(entry), "", stated)


def read(record: RawRecord, path: str, options: Options = DEFAULT_OPTIONS) -> Draft | Rejection:  # noqa: ARG001 - the names are the format's
    value = orjson.loads(record.data)
    if not isinstance(value, dict):
        message = f"an item that is {type(value).__name__}; valid is an object"
        return record.rejected("not_an_object", message)
    return drafted(_entry(value), record, NAME, path)


def _entry(fields: Mapping[str, object]) -> Entry:
    entry, used = Entry(), set(_TEXTS)
    for name, column in _COLUMNS.items():
        value = fields.get(name)
        if isinstance(value, str) and entry.state(column, plain(value) if name == "title" else value.strip(), name):
            used.add(name)
    for name in _TEXTS:
        value = fields.get(name)
        if isinstance(value, str) and value.strip() and not entry.text:
            entry.text, entry.text_name, entry.is_summary = value, name, name == "summary"
            entry.is_markup = name == "content_html" and holds_markup(value)
    if entry.is_summary:
        entry.stated.pop("abstract", None)
    for name in ("authors", "author"):
        try:
            used |= {name} if entry.state("authors", names(fields.get(name) or []), name) else set()
        except Unusable:
            continue
    tags = fields.get("tags")
    if isinstance(tags, list) and entry.state("keywords", [str(tag) for tag in tags], "tags"):
        used.add("tags")
    if isinstance(image := fields.get("image"), str) and entry.state("images", [Image(image, None, None)], "image"):
        used.add("image")
    entry.extra.update({name: value for name, value in fields.items() if name not in used and value})
    return entry
