"""All readers. To add a format: a module with `split`, `read` and `recognise`, and a line here."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

from flows.parse.containers.stream import Stream
from flows.parse.limits import Limits
from flows.parse.model import Draft, RawRecord, Rejection
from flows.parse.options import Options
from flows.parse.readers import columnar, delimited, json_document, jsonl, plain_text, sqlite
from flows.parse.readers.signatures import Foreign, foreign

Split = Callable[[Stream, Limits], Iterator[RawRecord | Rejection]]
"""Cut a stream into records; a break in the stream becomes the last rejection."""

Read = Callable[[RawRecord, str, Options], Draft | Rejection]
"""A record, and the path of its file, to its text and what it states."""


class Reader(NamedTuple):
    """One format. `name` is its `source_format`; `recognise` is asked with the first 64 kB and the file's name.

    A `binary` format is asked before the question is raised whether the bytes are text at all.
    """

    name: str
    split: Split
    read: Read
    recognise: Callable[[bytes, str], bool]
    binary: bool = False


READERS: dict[str, Reader] = {
    reader.name: reader
    for reader in (  # asked in this order
        Reader(
            columnar.PARQUET, columnar.split_parquet, columnar.read_parquet, columnar.recognise_parquet, binary=True
        ),
        Reader(columnar.ARROW, columnar.split_arrow, columnar.read_arrow, columnar.recognise_arrow, binary=True),
        Reader(sqlite.NAME, sqlite.split, sqlite.read, sqlite.recognise, binary=True),
        Reader(jsonl.NAME, jsonl.split, jsonl.read, jsonl.recognise),
        Reader(json_document.NAME, json_document.split, json_document.read, json_document.recognise),
        Reader(delimited.NAME, delimited.split, delimited.read, delimited.recognise),
        Reader(plain_text.NAME, plain_text.split, plain_text.read, plain_text.recognise),
    )
}


def identify(head: bytes, name: str) -> Reader | Foreign:
    """Who reads a file that starts with `head` (decompressed), or why nobody does. The name only breaks ties."""
    for reader in READERS.values():
        if reader.binary and reader.recognise(head, name):
            return reader
    if found := foreign(head):
        return found
    for reader in READERS.values():
        if not reader.binary and reader.recognise(head, name):
            return reader
    return Foreign("unsupported_format", "in none of the formats that are read")


def sniff(head: bytes, name: str) -> str | None:
    """The format's name; None for bytes that no reader takes."""
    found = identify(head, name)
    return found.name if isinstance(found, Reader) else None
