"""All readers. To add a format: a module with `split`, `read` and `recognise`, and a line here."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

from flows.parse.containers.stream import Stream
from flows.parse.limits import Limits
from flows.parse.model import Draft, RawRecord, Rejection
from flows.parse.options import Options
from flows.parse.readers import (
    arc,
    columnar,
    delimited,
    docx,
    feed,
    html,
    json_document,
    json_feed,
    jsonl,
    mail,
    markdown,
    newsml,
    newsml_g2,
    ninjs,
    nitf,
    pdf,
    plain_text,
    sqlite,
    warc,
)
from flows.parse.readers.signatures import Foreign, foreign

Split = Callable[[Stream, Limits], Iterator[RawRecord | Rejection]]
"""Cut a stream into records; a break in the stream becomes the last rejection."""

Read = Callable[[RawRecord, str, Options], Draft | Rejection]
"""A record, and the path of its file, to its text and what it states."""


class Reader(NamedTuple):
    """One format. `name` is its `source_format`; `recognise` is asked with the first 64 kB and the file's name.

    An `early` format is asked before the bytes are looked at for what no reader takes: it is no text, or told by a mark
    of its own.
    """

    name: str
    split: Split
    read: Read
    recognise: Callable[[bytes, str], bool]
    early: bool = False


READERS: dict[str, Reader] = {
    reader.name: reader
    for reader in (  # asked in this order
        Reader(columnar.PARQUET, columnar.split_parquet, columnar.read_parquet, columnar.recognise_parquet, early=True),
        Reader(columnar.ARROW, columnar.split_arrow, columnar.read_arrow, columnar.recognise_arrow, early=True),
        Reader(sqlite.NAME, sqlite.split, sqlite.read, sqlite.recognise, early=True),
        Reader(warc.NAME, warc.split, warc.read, warc.recognise, early=True),
        Reader(arc.NAME, arc.split, arc.read, arc.recognise, early=True),
        Reader(pdf.NAME, pdf.split, pdf.read, pdf.recognise, early=True),
        Reader(docx.NAME, docx.split, docx.read, docx.recognise, early=True),
        Reader(feed.NAME, feed.split, feed.read, feed.recognise, early=True),
        Reader(json_feed.NAME, json_feed.split, json_feed.read, json_feed.recognise, early=True),
        Reader(nitf.NAME, nitf.split, nitf.read, nitf.recognise, early=True),
        Reader(newsml_g2.NAME, newsml_g2.split, newsml_g2.read, newsml_g2.recognise, early=True),
        Reader(newsml.NAME, newsml.split, newsml.read, newsml.recognise, early=True),
        Reader(ninjs.NAME, ninjs.split, ninjs.read, ninjs.recognise, early=True),
        Reader(mail.NAME, mail.split, mail.read, mail.recognise),
        Reader(html.NAME, html.split, html.read, html.recognise),
        Reader(jsonl.NAME, jsonl.split, jsonl.read, jsonl.recognise),
        Reader(json_document.NAME, json_document.split, json_document.read, json_document.recognise),
        Reader(delimited.NAME, delimited.split, delimited.read, delimited.recognise),
        Reader(markdown.NAME, markdown.split, markdown.read, markdown.recognise),
        Reader(plain_text.NAME, plain_text.split, plain_text.read, plain_text.recognise),
    )
}


def identify(head: bytes, name: str) -> Reader | Foreign:
    """Who reads a file that starts with `head` (decompressed), or why nobody does. The name only breaks ties."""
    for reader in READERS.values():
        if reader.early and reader.recognise(head, name):
            return reader
    if found := foreign(head):
        return found
    for reader in READERS.values():
        if not reader.early and reader.recognise(head, name):
            return reader
    return Foreign("unsupported_format", "in none of the formats that are read")


def sniff(head: bytes, name: str) -> str | None:
    """The format's name; None for bytes that no reader takes."""
    found = identify(head, name)
    return found.name if isinstance(found, Reader) else None
