"""The words of parsing: what a reader hands over, and what parsing makes of it.

Rows are named tuples whose fields are the columns of their table (less run_id, article_id and position), so that a
batch turns into columns with one `zip`. Offsets called `source_*` count Unicode code points in `Draft.text`, those
called `body_*` in `ParsedArticle.article_body`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from types import MappingProxyType
from typing import NamedTuple


class Rejection(NamedTuple):
    """A record that could not be parsed. `data` holds its bytes, or as many as were read."""

    locator: str
    byte_offset: int
    reason_code: str  # a key of schemas.reasons.REASONS
    message: str  # what was received, what is valid, what to do
    data: bytes
    about: str = ""  # the id of another record that it speaks of: the item that an agency withdraws


class RawRecord(NamedTuple):
    """One article's bytes inside a raw file. `byte_offset` counts from the start of the file, or of its archive member.

    `context` is what stands about the record outside its bytes: the address it was fetched from, a feed's title.
    """

    locator: str  # `file`, `line:17`, `member.txt`, `dump.jsonl#line:17`
    byte_offset: int
    data: bytes
    reader: str = ""  # a name in READERS; the reader of the file, where it is not set
    context: Mapping[str, str] = MappingProxyType({})

    def rejected(self, reason_code: str, message: str) -> Rejection:
        """This record as a rejection. The message says what was received, what is valid and what to do."""
        return Rejection(self.locator, self.byte_offset, reason_code, message, self.data)


class Evidence(NamedTuple):
    """Why a field has its value, or (value None) has none."""

    field: str
    value: str | None
    method: str
    confidence: float | None = None
    source_start: int | None = None
    source_end: int | None = None
    note: str | None = None


class Block(NamedTuple):
    kind: str
    text: str
    source_start: int | None
    source_end: int | None
    reason: str | None = None


class Embed(NamedTuple):
    platform: str
    author_name: str | None
    author_handle: str | None
    posted_on: date | None
    text: str | None
    url: str | None
    source_start: int | None
    source_end: int | None


class FieldsMet(NamedTuple):
    """The fields of an object read from a dump. `dump` names the dump, `types` are Python's, one a name."""

    dump: str
    names: tuple[str, ...]
    types: tuple[type, ...]
    refused: tuple[str, ...] = ()  # names that the schema contract leaves out


@dataclass(slots=True)
class Draft:
    """What a reader makes of a record: its text, and what the format itself states about it.

    `text` is the article's raw text with `\\r\\n` read as `\\n` and nothing else changed. `stated` maps columns of
    `articles` to the values of the record's own fields, as they came (text, number, list); `named_in` maps the same
    columns to the names those fields had. `extra` holds every field that no column takes. Formats whose markup
    tells them (HTML) give `blocks` and `embeds`: then `text` is not segmented, and the blocks have no source offsets.
    """

    text: str
    parser: str
    source_format: str
    stated: dict[str, object] = field(default_factory=dict)
    named_in: dict[str, str] = field(default_factory=dict)
    extra: dict[str, object] = field(default_factory=dict)
    path_hint: str = ""  # the file's path: dates may stand in it
    evidence: list[Evidence] = field(default_factory=list)
    blocks: list[Block] | None = None
    embeds: list[Embed] = field(default_factory=list)
    settled: frozenset[str] = frozenset()  # columns whose stated values were weighed and cleaned already
    is_whole: bool = False  # the format states where the text ends, and the record has that
    truncated_because: str | None = None  # the format says that there is more of the article than the record has
    fields: FieldsMet | None = None  # of a record that is an object in a dump


class Quote(NamedTuple):
    text: str
    kind: str
    speaker: str | None
    speaker_name: str | None
    cue: str | None
    body_start: int
    body_end: int


class Mention(NamedTuple):
    kind: str
    text: str
    name: str | None
    title: str | None
    country_code: str | None
    latitude: float | None
    longitude: float | None
    method: str | None
    body_start: int
    body_end: int


class Quantity(NamedTuple):
    text: str
    value: float
    value_high: float | None
    modifier: str | None
    unit: str | None
    body_start: int
    body_end: int


class TimeExpression(NamedTuple):
    text: str
    earliest: date | None
    latest: date | None
    basis: str | None
    body_start: int
    body_end: int


class Image(NamedTuple):
    url: str | None
    caption: str | None
    credit: str | None


class Link(NamedTuple):
    url: str
    text: str | None
    rel: str | None


class BodySpan(NamedTuple):
    """Where one block stands in the body: `body.text[start:end]` is the block's text."""

    kind: str  # paragraph, heading or list_item
    start: int
    end: int


class Body(NamedTuple):
    """The article's own text: its paragraphs, headings and list items, a blank line between them."""

    text: str
    spans: tuple[BodySpan, ...]


@dataclass(slots=True)
class ParsedArticle:
    """One record's fields and child rows. Attribute names are the columns of `articles` that parsing fills."""

    locator: str
    byte_offset: int
    data: bytes
    source_format: str
    parser: str
    article_body: str
    uri: str | None = None
    publisher: str | None = None
    headline: str | None = None
    alternative_headline: str | None = None
    abstract: str | None = None
    byline: str | None = None
    authors: list[str] = field(default_factory=list)
    dateline: str | None = None
    dateline_place: str | None = None
    credit: str | None = None
    date_published: datetime | None = None
    date_published_precision: str | None = None
    date_published_basis: str | None = None
    date_published_earliest: date | None = None
    date_published_latest: date | None = None
    date_modified: datetime | None = None
    in_language: str | None = None
    article_section: str | None = None
    keywords: list[str] = field(default_factory=list)
    word_count: int = 0
    is_truncated: bool = False
    extra: str | None = None  # JSON text
    source_length: int = 0  # characters in the record's text
    fields: FieldsMet | None = None  # of a record that is an object in a dump
    blocks: list[Block] = field(default_factory=list)
    embeds: list[Embed] = field(default_factory=list)
    quotes: list[Quote] = field(default_factory=list)
    mentions: list[Mention] = field(default_factory=list)
    quantities: list[Quantity] = field(default_factory=list)
    time_expressions: list[TimeExpression] = field(default_factory=list)
    images: list[Image] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    evidence: list[Evidence] = field(default_factory=list)
