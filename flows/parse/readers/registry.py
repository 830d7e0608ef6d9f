"""All readers. To add a format: a module with `split`, `read` and `recognise`, and a line here."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple, Protocol

from flows.parse.containers.stream import Stream
from flows.parse.limits import Limits
from flows.parse.model import Draft, RawRecord, Rejection
from flows.parse.readers import jsonl, plain_text
from flows.parse.readers.signatures import Foreign, foreign, json_document


class Split(Protocol):
    """Cut a stream into records; a break in the stream becomes the last rejection."""

    def __call__(
        self, stream: Stream, limits: Limits, *, first_line: int = 1, offset: int = 0
    ) -> Iterator[RawRecord | Rejection]: ...


class Reader(NamedTuple):
    """One format. `name` is its `source_format`; `recognise` is asked with the first 64 kB and the file's name."""

    name: str
    split: Split
    read: Callable[[RawRecord, str], Draft | Rejection]
    recognise: Callable[[bytes, str], bool]


READERS: dict[str, Reader] = {
    reader.name: reader
    for reader in (  # asked in this order
        Reader("jsonl", jsonl.split, jsonl.read, jsonl.recognise),
        Reader("plain_text", plain_text.split, plain_text.read, plain_text.recognise),
    )
}


def identify(head: bytes, name: str) -> Reader | Foreign:
    """Who reads a file that starts with `head` (decompressed), or why nobody does. The name only breaks ties."""
    if found := foreign(head):
        return found
    for reader in READERS.values():
        if reader.recognise(head, name):
            return reader
    return json_document(head, name) or Foreign("unsupported_format", "in none of the formats that are read")


def sniff(head: bytes, name: str) -> str | None:
    """The format's name; None for bytes that no reader takes."""
    found = identify(head, name)
    return found.name if isinstance(found, Reader) else None
